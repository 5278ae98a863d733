import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callerKey, createToolkit, type Caller } from '@causeway/core';
import {
  apiKeyVerifier,
  createApiKey,
  createKeyMemory,
  introspectionVerifier,
  scopes,
  type AuthenticateOptions,
  type JwtOptions,
} from '../src/index.ts';
import { asCall, callerOf } from './support/caller.ts';
import { desk } from './support/desk.ts';
import { matchesApiKey } from '../src/keys/api-key.ts';
import { ask, createResourceServer, resource } from './support/resource-server.ts';
import { startIssuer, type Issuer } from './support/issuer.ts';

let issuer: Issuer;
beforeEach(async () => {
  issuer = await startIssuer(resource);
});
afterEach(() => issuer.close());

const server = (options: Partial<JwtOptions> = {}, more: Partial<AuthenticateOptions> = {}) => createResourceServer(issuer, options, more);

describe('API keys', () => {
  const { key, token } = createApiKey({ principal: 'job', tenant: 'acme', scopes: ['crm.read'] });
  const keyServer = (verifier: Partial<Parameters<typeof apiKeyVerifier>[0]> = {}) =>
    server({}, { verifiers: [apiKeyVerifier({ store: createKeyMemory([key]), ...verifier })] });

  test('a key speaks for its own tenant, whatever the request says', async () => {
    const { authenticate, status } = keyServer();
    const headers = { 'x-tenant': 'other' };
    expect(await authenticate(ask(token.reveal(), { headers }))).toMatchObject({ tenant: 'acme' });
    expect(await status(ask(token.reveal()))).toBe('job');
    expect(await keyServer({ tenants: ['other'] }).status(ask(token.reveal()))).toBe(401);
  });

  test('a wrong secret of a known key, an unknown key and a key of another are refused alike', async () => {
    const { status } = keyServer();
    const other = createApiKey({ principal: 'job', tenant: 'acme', scopes: [] }).token.reveal();
    for (const bad of [
      `cwk_${key.id}_${other.slice(21)}`,
      other,
      `${token.reveal().slice(0, -1)}${token.reveal().endsWith('A') ? 'B' : 'A'}`,
    ])
      expect(await status(ask(bad))).toBe(401);
  });

  test('a compare takes as long for a wrong first character as for a wrong last one, and for no key at all', () => {
    const secret = token.reveal().slice(21);
    const first = `${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    const last = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    const timed = (work: () => unknown) => {
      const runs = Array.from({ length: 31 }, () => {
        const start = process.hrtime.bigint();
        for (let index = 0; index < 400; index += 1) work();
        return Number(process.hrtime.bigint() - start);
      });
      return Math.min(...runs);
    };
    const times = [() => matchesApiKey(key, first), () => matchesApiKey(key, last), () => matchesApiKey(undefined, secret)].map(timed);
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(2);
  });

  test('a key ends when it expires and when it is revoked', async () => {
    const expired = createApiKey({ principal: 'job', scopes: [], expiresAt: new Date(Date.now() - 1).toISOString() });
    const revoked = createApiKey({ principal: 'job', scopes: [] });
    const store = createKeyMemory([expired.key, revoked.key]);
    const { status } = keyServer({ store });
    expect(await status(ask(expired.token.reveal()))).toBe(401);
    expect(await status(ask(revoked.token.reveal()))).toBe('job');
    await store.update(revoked.key.id, { revokedAt: new Date().toISOString() });
    expect(await status(ask(revoked.token.reveal()))).toBe(401);
  });
});

test('the token of a request goes nowhere: not into the caller, not to tools', async () => {
  const { authenticate } = server();
  const token = await issuer.sign();
  const caller = (await authenticate(ask(token))) as Caller;
  expect(JSON.stringify(caller)).not.toContain(token.split('.')[2]);
  expect(await asCall(caller, async (call) => JSON.stringify(call.get(callerKey)))).not.toContain(token.split('.')[2]);
});

test('a header that names a tool one may use does not open another', async () => {
  const guard = scopes();
  const system = desk();
  const toolkit = createToolkit({ connectors: [system], use: [guard] });
  const { authenticate } = server({}, { scopes: guard.rules, tools: () => toolkit.catalogue.tools });
  const headers = { 'mcp-method': 'tools/call', 'mcp-name': 'desk_get_ticket' };
  const caller = (await authenticate(ask(await issuer.sign({ scope: 'crm.read' }), { headers }))) as Caller;
  const result = await toolkit.call({ name: 'desk_update_ticket', arguments: {}, caller });
  expect(result.kind).toBe('failed');
  expect(system.ran).toEqual([]);
});

test('cursors and questions of one caller are of no use to another', async () => {
  const sealed = await asCall(callerOf('ada', 'acme'), async (call) => call.seal({ offset: 5 }));
  expect(await asCall(callerOf('ada', 'acme'), async (call) => call.unseal(sealed))).toEqual({ offset: 5 });
  for (const thief of [callerOf('bob', 'acme'), callerOf('ada', 'other'), {}])
    await expect(asCall(thief, async (call) => call.unseal(sealed))).rejects.toMatchObject({ code: 'invalid_input' });
});

test('a looked-up token that was meant for another server is refused', async () => {
  const verifier = introspectionVerifier({
    issuer: issuer.url,
    endpoint: `${issuer.url}/look`,
    clientId: 'x',
    clientSecret: createApiKey({ principal: 'x', scopes: [] }).token,
    audience: resource,
    allowPrivate: true,
  });
  const { status, reasons } = server({}, { verifiers: [verifier] });
  const answers = [
    { active: true, sub: 'ada', aud: 'https://other.example.com' },
    { active: true, sub: 'ada' },
    { active: false },
    { active: true, sub: 'ada', aud: resource, exp: 1 },
    { active: true, sub: 'ada', aud: resource, iss: 'https://evil.example.com' },
    { active: true, sub: 'ada', aud: resource },
  ];
  let index = 0;
  issuer.answerKeys(() => ({ status: 200, body: answers[index] }));
  for (; index < answers.length; index += 1) expect(await status(ask(`opaque-${index}`))).toBe(index === answers.length - 1 ? 'ada' : 401);
  expect(reasons).toEqual(['wrong_audience', 'wrong_audience', 'inactive', 'expired', 'unknown_issuer']);
});
