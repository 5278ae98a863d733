import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyMemory, createApiKey, apiKeyVerifier, createAuthenticate, introspectionVerifier, jwtVerifier } from '../src/index.ts';
import { startAuthorizationServer, type AuthorizationServer } from './support/authorization-server.ts';
import { Secret, type Caller } from '@causeway/core';

const resource = 'http://127.0.0.1:3000/mcp';
const clients = [
  { client_id: 'job', client_secret: 'job-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
];

export async function machineToken({ issuer }: AuthorizationServer, scope: string): Promise<string> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('job:job-secret')}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope, resource }).toString(),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

const ask = (token: string) => new Request(resource, { headers: { authorization: `Bearer ${token}` } });
const options = { scopes: ['crm.read', 'crm.write'], resource, clients };

describe('tokens of a real authorization server', () => {
  let server: AuthorizationServer;
  beforeAll(async () => {
    server = await startAuthorizationServer(options);
  });
  afterAll(() => server.close());

  const verifier = (more: object = {}) => jwtVerifier({ issuer: server.issuer, audience: resource, allowPrivate: true, ...more });

  test('a signed token tells who calls, and one look at the keys is enough for many tokens', async () => {
    const { authenticate } = createAuthenticate({ resource, verifiers: [verifier()] });
    const before = server.count('/jwks');
    for (let index = 0; index < 3; index += 1) {
      const caller = (await authenticate(ask(await machineToken(server, 'crm.read')))) as Caller;
      expect(caller).toEqual({
        principal: { id: 'job', issuer: server.issuer, clientId: 'job', scopes: ['crm.read'], roles: [], groups: [] },
      });
    }
    expect(server.count('/jwks') - before).toBe(1);
  });

  test('after the issuer changed its keys, new tokens are believed and old ones are not', async () => {
    const fresh = { keys: { cooldownMs: 0 }, freshMs: 0 };
    const { authenticate } = createAuthenticate({ resource, verifiers: [verifier(fresh)] });
    const old = await machineToken(server, 'crm.read');
    expect(await authenticate(ask(old))).not.toBeInstanceOf(Response);
    await server.rotate();
    expect(await authenticate(ask(await machineToken(server, 'crm.read')))).not.toBeInstanceOf(Response);
    expect(((await authenticate(ask(old))) as Response).status).toBe(401);
  });
});

describe('tokens that have to be looked up', () => {
  let server: AuthorizationServer;
  beforeAll(async () => {
    server = await startAuthorizationServer({ ...options, format: 'opaque' });
  });
  afterAll(() => server.close());

  test('a token is looked up once in its time, and beside API keys', async () => {
    const { key, token } = createApiKey({ principal: 'nightly', scopes: ['crm.read'], tenant: 'acme' });
    const verifiers = [
      apiKeyVerifier({ store: createKeyMemory([key]) }),
      introspectionVerifier({
        issuer: server.issuer,
        clientId: 'job',
        clientSecret: new Secret('job-secret'),
        audience: resource,
        allowPrivate: true,
      }),
    ];
    const { authenticate } = createAuthenticate({ resource, verifiers });
    const opaque = await machineToken(server, 'crm.write');
    for (let index = 0; index < 3; index += 1)
      expect(await authenticate(ask(opaque))).toMatchObject({ principal: { id: 'job', scopes: ['crm.write'] } });
    expect(server.count('/token/introspection')).toBe(1);
    expect(await authenticate(ask(token.reveal()))).toMatchObject({ principal: { id: 'nightly' }, tenant: 'acme' });
    expect(((await authenticate(ask('made-up'))) as Response).status).toBe(401);
    expect(server.count('/token/introspection')).toBe(2);
  });
});
