import { Client, StreamableHTTPClientTransport, UnauthorizedError, type OAuthClientProvider } from '@modelcontextprotocol/client';
import { createToolkit } from '@causeway/core';
import { serveHttp, type HttpServing } from '@causeway/core/mcp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthenticate, jwtVerifier, scopes } from '../src/index.ts';
import { startAuthorizationServer, type AuthorizationServer } from './support/authorization-server.ts';
import { createBrowser } from './support/browser.ts';
import { desk } from './support/desk.ts';
import { freePort } from './support/serving.ts';

const redirectUrl = 'http://127.0.0.1:1/callback';
const application = {
  client_id: 'desktop',
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: [redirectUrl],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};
let issuer: AuthorizationServer;
let serving: HttpServing;
let system: ReturnType<typeof desk>;

beforeAll(async () => {
  const port = await freePort();
  const resource = `http://127.0.0.1:${port}/mcp`;
  issuer = await startAuthorizationServer({ resource, scopes: ['crm.read', 'crm.write'], clients: [application] });
  system = desk();
  const guard = scopes();
  const toolkit = createToolkit({ connectors: [system], use: [guard] });
  const { authenticate, routes } = createAuthenticate({
    resource,
    verifiers: [jwtVerifier({ issuer: issuer.issuer, audience: resource, allowPrivate: true })],
    initialScopes: ['crm.read'],
    scopes: guard.rules,
    tools: () => toolkit.catalogue.tools,
  });
  serving = await serveHttp(toolkit, { name: 'test', version: '1.0.0', port, authenticate, routes });
});
afterAll(async () => {
  await serving.close();
  await issuer.close();
});

/** A client's own memory of its sign-in. Nothing in it is ours: the flow is the SDK's. */
function createProvider(browse: (url: URL) => Promise<void>): OAuthClientProvider & { readonly asked: string[] } {
  const asked: string[] = [];
  let tokens: Awaited<ReturnType<OAuthClientProvider['tokens']>>;
  let verifier = '';
  let discovery: never;
  return {
    asked,
    redirectUrl,
    clientMetadata: {
      redirect_uris: [redirectUrl],
      client_name: 'test',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
    state: () => 'state-of-the-client',
    clientInformation: () => ({ client_id: 'desktop' }),
    tokens: () => tokens,
    saveTokens: (saved) => void (tokens = saved),
    saveCodeVerifier: (saved) => void (verifier = saved),
    codeVerifier: () => verifier,
    saveDiscoveryState: (saved: never) => void (discovery = saved),
    discoveryState: () => discovery,
    async redirectToAuthorization(url) {
      asked.push(url.searchParams.get('scope') ?? '');
      await browse(url);
    },
  };
}

test('from nothing to a tool result, and on to a tool that needs more', async () => {
  let code: URLSearchParams | undefined;
  const browser = createBrowser({ until: redirectUrl });
  const provider = createProvider(async (url) => {
    let page = await browser.open(url.href);
    if (page.text.includes('name="login"')) page = await browser.submit(page, { login: 'ada', password: 'any' });
    if (page.status !== 0) page = await browser.submit(page, {});
    code = new URL(page.url).searchParams;
  });
  const connect = async () => {
    const transport = new StreamableHTTPClientTransport(new URL(serving.url), { authProvider: provider });
    const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    return { client, transport };
  };
  const first = new StreamableHTTPClientTransport(new URL(serving.url), { authProvider: provider });
  const stranger = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  await expect(stranger.connect(first)).rejects.toThrow(UnauthorizedError);
  await first.finishAuth(code as URLSearchParams);
  const { client, transport } = await connect();
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['desk_get_ticket']);
  expect((await client.callTool({ name: 'desk_get_ticket', arguments: {} })).structuredContent).toEqual({ done: 'get_ticket' });

  await expect(client.callTool({ name: 'desk_update_ticket', arguments: {} })).rejects.toThrow(UnauthorizedError);
  expect(system.ran).toEqual(['get_ticket']);
  await transport.finishAuth(code as URLSearchParams);
  expect((await client.callTool({ name: 'desk_update_ticket', arguments: {} })).structuredContent).toEqual({ done: 'update_ticket' });
  expect(provider.asked).toEqual(['crm.read', 'crm.read crm.write']);
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['desk_get_ticket', 'desk_update_ticket']);
  await client.close();
});
