import { createServer } from 'node:http';
import { Secret, type ConnectorError } from '@causeway/core';
import { demo, startSandbox, type Sandbox } from '@causeway/sandbox';
import {
  createConnections,
  createVault,
  hubspotSystem,
  memoryVault,
  salesforceSystem,
  type ConnectionEvent,
  type ConnectionsOptions,
  type Route,
  type VaultStore,
} from '../../src/index.ts';
import { asCall, callerOf } from './caller.ts';
import type { Browser, Page } from './browser.ts';
import { freePort } from './serving.ts';
import { startAuthorizationServer } from './authorization-server.ts';

type SystemName = 'salesforce' | 'hubspot';
type World = ReturnType<typeof connect>;

/** A server with its consent pages, both systems, and an identity provider. */
export interface ConsentWorld {
  readonly publicUrl: string;
  readonly sandbox: Sandbox;
  readonly credentials: World['credentials'];
  readonly routes: Readonly<Record<string, Route>>;
  readonly store: VaultStore;
  /** Forgets everything; with or without the identity provider at the door. */
  restart(signIn: boolean): void;
  credential(user: string, system?: SystemName, tenant?: string): Promise<{ readonly accessToken: Secret }>;
  /** What a user is told when a system is not connected. */
  linkFor(user: string, system?: SystemName, tenant?: string): Promise<string>;
  /** Goes through the identity provider as a person. */
  signIn(browser: Browser, at: Page, login: string): Promise<Page>;
  /** The cookie that a browser shows to this server. */
  cookieOf(browser: Browser): Promise<string>;
  /** Why trips were refused. */
  reasons(): readonly (string | undefined)[];
  close(): Promise<void>;
}

export async function startConsentWorld(): Promise<ConsentWorld> {
  const sandbox = await startSandbox();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const client = {
    client_id: 'causeway',
    client_secret: 'causeway-secret',
    redirect_uris: [`${publicUrl}/connect/signed-in`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  };
  const idp = await startAuthorizationServer({ resource: 'https://mcp.example.com/mcp', scopes: ['crm.read'], clients: [client] });
  let store = memoryVault();
  let events: ConnectionEvent[] = [];
  let connections: World;
  let routes: Readonly<Record<string, Route>> = {};
  const close = await listen(port, publicUrl, () => routes);
  const restart = (signIn: boolean) => {
    store = memoryVault();
    events = [];
    const provider = { issuer: idp.issuer, clientId: 'causeway', clientSecret: new Secret('causeway-secret'), allowPrivate: true };
    const onEvent = (event: ConnectionEvent) => void events.push(event);
    connections = connect(sandbox, { store, publicUrl, signIn: signIn ? provider : 'trust-link', onEvent });
    ({ routes } = connections);
  };
  restart(false);
  const credential: ConsentWorld['credential'] = (user, system = 'salesforce', tenant = 'acme') =>
    asCall(callerOf(user, tenant, [], idp.issuer), (call) => connections.credentials[system](call));
  return {
    publicUrl,
    sandbox,
    get credentials() {
      return connections.credentials;
    },
    get routes() {
      return routes;
    },
    get store() {
      return store;
    },
    restart,
    credential,
    async linkFor(...whose) {
      const error = await credential(...whose).then(
        () => undefined,
        (thrown: ConnectorError) => thrown,
      );
      return /http\S+/.exec(error?.message ?? '')?.[0] ?? '';
    },
    async signIn(browser, at, login) {
      let page = at.text.includes('name="login"') ? await browser.submit(at, { login, password: 'any' }) : at;
      while (page.url.startsWith(idp.issuer)) page = await browser.submit(page, {});
      return page;
    },
    async cookieOf(browser) {
      let seen = '';
      const kept = routes;
      routes = { '/cookie': (request) => ((seen = request.headers.get('cookie') ?? ''), new Response('')) };
      await browser.open(`${publicUrl}/cookie`);
      routes = kept;
      return seen;
    },
    reasons: () => events.filter(({ kind }) => kind === 'refused').map(({ reason }) => reason),
    async close() {
      await close();
      await idp.close();
      await sandbox.close();
    },
  };
}

interface ConnectOptions extends Pick<ConnectionsOptions<never>, 'publicUrl' | 'signIn' | 'onEvent'> {
  readonly store: VaultStore;
}

function connect(sandbox: Sandbox, { store, ...options }: ConnectOptions) {
  const { salesforce, hubspot } = demo;
  return createConnections({
    ...options,
    vault: createVault({ store, keys: [new Secret('k'.repeat(32))] }),
    systems: {
      salesforce: salesforceSystem({
        clientId: salesforce.clientId,
        clientSecret: new Secret(salesforce.clientSecret),
        loginUrl: sandbox.salesforce.url,
        allowPrivate: true,
      }),
      hubspot: hubspotSystem({
        clientId: hubspot.clientId,
        clientSecret: new Secret(hubspot.clientSecret),
        appUrl: sandbox.hubspot.url,
        apiUrl: sandbox.hubspot.url,
        allowPrivate: true,
      }),
    },
    waitMs: 0,
  });
}

async function listen(port: number, publicUrl: string, routes: () => Readonly<Record<string, Route>>): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', publicUrl);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const init = { method: request.method ?? 'GET', headers, ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }) };
      void Promise.resolve(routes()[url.pathname]?.(new Request(url, init)) ?? new Response('', { status: 404 })).then(async (answer) =>
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
