import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSealer, Secret, type ConnectorError } from '@causeway/core';
import { createServer, type Server } from 'node:http';
import { demo, startSandbox, type Sandbox } from '@causeway/sandbox';
import {
  createConnections,
  createVault,
  hubspotSystem,
  memoryVault,
  salesforceSystem,
  type ConnectionEvent,
  type Route,
  type VaultKey,
  type VaultStore,
} from '../src/index.ts';
import { asCall, callerOf } from './support/caller.ts';
import { createBrowser, type Browser, type Page } from './support/browser.ts';
import { freePort } from './support/serving.ts';
import { startAuthorizationServer, type AuthorizationServer } from './support/authorization-server.ts';

const { admin } = demo.salesforce;
const yes = { username: admin.username, password: admin.password, decision: 'allow' };
const vaultKeys = [new Secret('k'.repeat(32))];
let sandbox: Sandbox;
let idp: AuthorizationServer;
let listener: Server;
let publicUrl: string;
let store: VaultStore;
let events: ConnectionEvent[];
let credentials: ReturnType<typeof start>['credentials'];
let routes: Readonly<Record<string, Route>> = {};

function start(signIn: boolean) {
  store = memoryVault();
  events = [];
  const connections = createConnections({
    vault: createVault({ store, keys: vaultKeys }),
    systems: {
      salesforce: salesforceSystem({
        clientId: demo.salesforce.clientId,
        clientSecret: new Secret(demo.salesforce.clientSecret),
        loginUrl: sandbox.salesforce.url,
        allowPrivate: true,
      }),
      hubspot: hubspotSystem({
        clientId: demo.hubspot.clientId,
        clientSecret: new Secret(demo.hubspot.clientSecret),
        appUrl: sandbox.hubspot.url,
        apiUrl: sandbox.hubspot.url,
        allowPrivate: true,
      }),
    },
    publicUrl,
    signIn: signIn
      ? { issuer: idp.issuer, clientId: 'causeway', clientSecret: new Secret('causeway-secret'), allowPrivate: true }
      : 'trust-link',
    waitMs: 0,
    onEvent: (event) => events.push(event),
  });
  ({ credentials, routes } = connections);
  return connections;
}

beforeAll(async () => {
  sandbox = await startSandbox();
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  listener = createServer((request, response) => {
    const url = new URL(request.url ?? '/', publicUrl);
    const route = routes[url.pathname];
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const init = { method: request.method ?? 'GET', headers, ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }) };
      void Promise.resolve(route?.(new Request(url, init)) ?? new Response('', { status: 404 })).then(async (answer) =>
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
      );
    });
  });
  await new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));
  const client = {
    client_id: 'causeway',
    client_secret: 'causeway-secret',
    redirect_uris: [`${publicUrl}/connect/signed-in`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  };
  idp = await startAuthorizationServer({ resource: 'https://mcp.example.com/mcp', scopes: ['crm.read'], clients: [client] });
});
afterAll(async () => {
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
  await idp.close();
  await sandbox.close();
});

/** What a user is told when a system is not connected: the link. */
async function linkFor(user: string, system: 'salesforce' | 'hubspot' = 'salesforce', tenant = 'acme'): Promise<string> {
  const error = await credential(user, system, tenant).then(
    () => undefined,
    (thrown: ConnectorError) => thrown,
  );
  return /http\S+/.exec(error?.message ?? '')?.[0] ?? '';
}

function credential(user: string, system: 'salesforce' | 'hubspot' = 'salesforce', tenant = 'acme') {
  const caller = callerOf(user, tenant);
  return asCall({ ...caller, principal: { ...caller.principal, issuer: idp.issuer } as never }, (call) => credentials[system](call));
}

/** Goes through the identity provider as a person. */
async function signIn(browser: Browser, at: Page, login: string): Promise<Page> {
  let page = at;
  if (page.text.includes('name="login"')) page = await browser.submit(page, { login, password: 'any' });
  while (page.url.startsWith(idp.issuer)) page = await browser.submit(page, {});
  return page;
}

/** As far as the vendor's consent page. */
async function toConsent(link: string, browser: Browser): Promise<Page> {
  return browser.submit(await browser.open(link), {});
}

const reasons = () => events.filter(({ kind }) => kind === 'refused').map(({ reason }) => reason);
const callbackOf = (page: Page, answer: string) => {
  const state = /name="state" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return `${publicUrl}/connect/salesforce/callback?state=${encodeURIComponent(state)}&${answer}`;
};

describe('with the identity provider at the door', () => {
  beforeEach(() => void start(true));

  test('the person that the link was made for connects', async () => {
    const browser = createBrowser();
    const vendor = await signIn(browser, await toConsent(await linkFor('ada'), browser), 'ada');
    expect(vendor.url).toContain(sandbox.salesforce.url);
    expect((await browser.submit(vendor, yes)).text).toContain('Salesforce is connected');
    expect((await credential('ada')).accessToken).toBeInstanceOf(Secret);
  });

  test('another user who opens the link, and signs in as themselves, connects nothing to anybody', async () => {
    const browser = createBrowser();
    const page = await signIn(browser, await toConsent(await linkFor('mallory'), browser), 'ada');
    expect([page.status, page.text.includes('made for somebody else')]).toEqual([403, true]);
    expect(reasons()).toEqual(['other_person']);
    for (const user of ['ada', 'mallory']) await expect(credential(user)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('an answer of the identity provider with a wrong `iss` is not believed', async () => {
    const browser = createBrowser({ until: `${publicUrl}/connect/signed-in` });
    const back = await signIn(browser, await toConsent(await linkFor('ada'), browser), 'ada');
    const url = new URL(back.url);
    url.searchParams.set('iss', 'https://evil.example.com');
    const cookie = await cookieOf(browser);
    expect((await fetch(url, { headers: { cookie }, redirect: 'manual' })).status).toBe(403);
    expect(reasons()).toEqual(['not_signed_in']);
  });
});

/** The cookie that a browser shows to this server: read by opening a page that shows nothing. */
async function cookieOf(browser: Browser): Promise<string> {
  let seen = '';
  const kept = routes;
  routes = { '/cookie': (request) => ((seen = request.headers.get('cookie') ?? ''), new Response('')) };
  await browser.open(`${publicUrl}/cookie`);
  routes = kept;
  return seen;
}

describe('the way to a system and back', () => {
  beforeEach(() => void start(false));

  test('a state works once', async () => {
    const browser = createBrowser({ until: `${publicUrl}/connect/salesforce/callback` });
    const back = await browser.submit(await toConsent(await linkFor('ada'), browser), yes);
    const cookie = await cookieOf(browser);
    const first = await fetch(back.url, { headers: { cookie } });
    const second = await fetch(back.url, { headers: { cookie } });
    expect([first.status, second.status]).toEqual([200, 400]);
    expect(reasons()).toEqual(['unknown_or_used']);
  });

  test('a link works once, and looking at it does not use it up', async () => {
    const link = await linkFor('ada');
    expect((await fetch(link)).status).toBe(200);
    const browser = createBrowser();
    expect((await toConsent(link, browser)).url).toContain(sandbox.salesforce.url);
    expect((await browser.open(link)).status).toBe(400);
  });

  test('a callback that another browser opens is refused, and its state is spent', async () => {
    const victim = createBrowser();
    await victim.open(await linkFor('ada'));
    const attacker = createBrowser({ until: `${publicUrl}/connect/salesforce/callback` });
    const back = await attacker.submit(await toConsent(await linkFor('mallory'), attacker), yes);
    const answer = await victim.open(back.url);
    expect(answer.status).toBe(403);
    expect(reasons()).toEqual(['other_browser']);
    expect((await fetch(back.url, { headers: { cookie: await cookieOf(attacker) } })).status).toBe(400);
    for (const user of ['ada', 'mallory']) await expect(credential(user)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('a form of another site sends nobody on a trip', async () => {
    const link = await linkFor('mallory');
    const browser = createBrowser();
    await browser.open(link);
    const ticket = new URL(link).searchParams.get('ticket') ?? '';
    const body = new URLSearchParams({ ticket }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const cookie = await cookieOf(browser);
    for (const headers of [
      { ...type, cookie, origin: 'https://evil.example.com' },
      { ...type, cookie, origin: 'null' },
      // SameSite: the browser leaves the cookie out.
      { ...type },
    ])
      expect((await fetch(link, { method: 'POST', body, headers, redirect: 'manual' })).status).toBe(403);
  });

  test('no parameter decides where a browser is sent', async () => {
    const link = await linkFor('ada');
    const evil = 'https://evil.example.com';
    const page = await createBrowser().open(`${link}&redirect_uri=${evil}&return_to=${evil}&next=${evil}`);
    expect(page.text).not.toContain('evil');
    const browser = createBrowser();
    const vendor = await browser.submit(await browser.open(`${link}&redirect_uri=${evil}`), { redirect_uri: evil, return_to: evil });
    expect(new URL(vendor.url).origin).toBe(sandbox.salesforce.url);
    expect(new URL(vendor.url).searchParams.get('redirect_uri')).toBe(`${publicUrl}/connect/salesforce/callback`);
    expect(new URL(vendor.url).searchParams.get('code_challenge_method')).toBe('S256');
  });

  test('the `Host` of a request decides nothing', async () => {
    const browser = createBrowser();
    const link = await linkFor('ada');
    await browser.open(link);
    const ticket = new URL(link).searchParams.get('ticket') ?? '';
    const request = new Request('http://evil.example.com/connect/salesforce', {
      method: 'POST',
      body: new URLSearchParams({ ticket }).toString(),
      headers: { cookie: await cookieOf(browser), host: 'evil.example.com', 'x-forwarded-host': 'evil.example.com' },
    });
    const answer = await routes['/connect/salesforce']?.(request);
    expect(answer?.headers.get('location')).toContain(encodeURIComponent(`${publicUrl}/connect/salesforce/callback`));
    expect(answer?.headers.get('location')).not.toContain('evil');
  });

  test('an answer at the callback of another system is refused', async () => {
    const browser = createBrowser({ until: `${publicUrl}/connect/salesforce/callback` });
    const back = await browser.submit(await toConsent(await linkFor('ada'), browser), yes);
    const url = back.url.replace('/salesforce/callback', '/hubspot/callback');
    expect((await fetch(url, { headers: { cookie: await cookieOf(browser) } })).status).toBe(400);
    expect(reasons()).toEqual(['mixed_up']);
  });

  test('an answer that names another issuer is refused before its code goes anywhere', async () => {
    const browser = createBrowser();
    const vendor = await toConsent(await linkFor('ada'), browser);
    sandbox.clearRequests();
    const answer = await browser.open(callbackOf(vendor, 'code=stolen&iss=https%3A%2F%2Fevil.example.com'));
    expect(answer.status).toBe(400);
    expect(sandbox.requests).toEqual([]);
  });

  test('a made-up state, ticket or answer is refused, and pages repeat nothing of it', async () => {
    const script = encodeURIComponent('<script>alert(1)</script>');
    for (const path of [`callback?state=${script}&code=x`, `callback?error=${script}&error_description=${script}`, `?ticket=${script}`]) {
      const page = await createBrowser().open(`${publicUrl}/connect/salesforce${path.startsWith('?') ? '' : '/'}${path}`);
      expect(page.status).toBe(400);
      expect(page.text).not.toContain('script');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  test('a name with markup is text on the page', async () => {
    const link = await linkFor('<img src=x onerror=alert(1)>');
    expect((await createBrowser().open(link)).text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('the vault', () => {
  const keyOf = (user: string, tenant = 'acme', system = 'salesforce'): VaultKey => ({ tenant, user, system });
  const grant = { accessToken: 'token-of-ada', refreshToken: 'refresh-of-ada', scopes: [], connectedAt: new Date(0).toISOString() };

  test('a row that is moved to another user, tenant or system opens nothing', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys: vaultKeys });
    await vault.put(keyOf('ada'), grant);
    const sealed = (await inner.read(keyOf('ada')))?.sealed ?? '';
    for (const other of [keyOf('bob'), keyOf('ada', 'other'), keyOf('ada', 'acme', 'hubspot')]) {
      await inner.write(other, sealed);
      await expect(vault.find(other)).rejects.toMatchObject({ code: 'internal' });
    }
    expect((await vault.find(keyOf('ada')))?.grant.accessToken).toBe('token-of-ada');
  });

  test('a row holds no token in the clear, and no two rows are alike', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys: vaultKeys });
    await vault.put(keyOf('ada'), grant);
    const first = (await inner.read(keyOf('ada')))?.sealed ?? '';
    await vault.put(keyOf('ada'), grant);
    const second = (await inner.read(keyOf('ada')))?.sealed ?? '';
    expect(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('token-of-ada');
    expect(first.slice(9, 25)).not.toBe(second.slice(9, 25));
  });

  test('a changed row is not believed', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys: vaultKeys });
    await vault.put(keyOf('ada'), grant);
    const sealed = (await inner.read(keyOf('ada')))?.sealed ?? '';
    await inner.write(keyOf('ada'), `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`);
    await expect(vault.find(keyOf('ada'))).rejects.toMatchObject({ code: 'internal' });
  });

  test('keys change without anybody noticing: the new one seals, the old one still opens, and rows move when they are used', async () => {
    const inner = memoryVault();
    const next = new Secret('n'.repeat(32));
    await createVault({ store: inner, keys: vaultKeys }).put(keyOf('ada'), grant);
    const both = createVault({ store: inner, keys: [next, ...vaultKeys] });
    expect((await both.find(keyOf('ada')))?.grant.accessToken).toBe('token-of-ada');
    expect((await createVault({ store: inner, keys: [next] }).find(keyOf('ada')))?.grant.accessToken).toBe('token-of-ada');
    await expect(createVault({ store: inner, keys: vaultKeys }).find(keyOf('ada'))).rejects.toMatchObject({ code: 'internal' });
  });

  test('what is under way is of no use to whoever reads the store', async () => {
    start(false);
    const seen: string[] = [];
    const { putPending } = store;
    Object.assign(store, { putPending: (id: string, sealed: string, at: number) => (seen.push(id, sealed), putPending(id, sealed, at)) });
    const link = await linkFor('ada');
    const ticket = new URL(link).searchParams.get('ticket') ?? 'missing';
    expect(seen).toHaveLength(2);
    expect(seen.join()).not.toContain(ticket);
    expect(seen.join()).not.toContain('ada');
  });
});

test('a user of one tenant has nothing of a user of the same name in another', async () => {
  start(false);
  const browser = createBrowser();
  await browser.submit(await toConsent(await linkFor('ada'), browser), yes);
  expect((await credential('ada')).accessToken).toBeInstanceOf(Secret);
  await expect(credential('ada', 'salesforce', 'other')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(asCall({ tenant: 'acme' }, (call) => credentials.salesforce(call))).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a sealed answer of one caller confirms nothing for another', () => {
  const sealer = createSealer();
  const token = sealer.seal({ yes: true }, { purpose: 'ask', partition: 'ada', tool: 'desk_update_ticket' });
  for (const binding of [
    { purpose: 'ask', partition: 'bob', tool: 'desk_update_ticket' },
    { purpose: 'ask', partition: 'ada', tool: 'desk_delete_ticket' },
    { purpose: 'call', partition: 'ada', tool: 'desk_update_ticket' },
  ])
    expect(() => sealer.unseal(token, binding)).toThrow('not valid here');
});
