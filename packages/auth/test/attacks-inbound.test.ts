import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import { callerKey, createToolkit, type Caller } from '@causeway/core';
import {
  apiKeyVerifier,
  createApiKey,
  createAuthenticate,
  createKeyMemory,
  introspectionVerifier,
  jwtVerifier,
  scopes,
  type AuthenticateOptions,
  type JwtOptions,
  type Verifier,
} from '../src/index.ts';
import { asCall, callerOf } from './support/caller.ts';
import { desk } from './support/desk.ts';
import { matchesApiKey } from '../src/keys/api-key.ts';
import { startIssuer, type Issuer } from './support/issuer.ts';

vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>();
  return { ...dns, lookup: vi.fn(dns.lookup) };
});

const resource = 'https://mcp.example.com/mcp';
let issuer: Issuer;
beforeEach(async () => {
  issuer = await startIssuer(resource);
});
afterEach(() => issuer.close());

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const ask = (token: string, init: { readonly url?: string; readonly headers?: Readonly<Record<string, string>> } = {}) =>
  new Request(init.url ?? resource, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...init.headers } });

function server(options: Partial<JwtOptions> = {}, more: Partial<AuthenticateOptions> = {}) {
  const reasons: string[] = [];
  const verifier = jwtVerifier({ issuer: issuer.url, audience: resource, allowPrivate: true, ...options });
  const { authenticate } = createAuthenticate({
    resource,
    verifiers: [verifier],
    onRefused: ({ reason }) => reasons.push(reason),
    ...more,
  });
  const status = async (request: Request, address = '203.0.113.7') => {
    const answer = await authenticate(request, { address });
    return answer instanceof Response ? answer.status : answer.principal?.id;
  };
  return { authenticate, status, reasons };
}

describe('a token that is forged', () => {
  test('without a signature (`alg: none`) is refused', async () => {
    const { status, reasons } = server();
    const claims = encode({ iss: issuer.url, aud: resource, sub: 'ada', exp: 9_999_999_999 });
    for (const signature of ['', 'AA']) {
      expect(await status(ask(`${encode({ alg: 'none' })}.${claims}.${signature}`))).toBe(401);
    }
    expect(reasons).toEqual(['unknown_issuer', 'bad_algorithm']);
  });

  test('with the public key as an HMAC secret (HS/RS confusion) is refused, and no configuration can allow it', async () => {
    const { status, reasons } = server();
    const pem = await exportSPKI((await importJWK(issuer.jwk, 'RS256')) as CryptoKey);
    const head = `${encode({ alg: 'HS256', kid: 'one' })}.${encode({ iss: issuer.url, aud: resource, sub: 'ada', exp: 9_999_999_999 })}`;
    expect(await status(ask(`${head}.${createHmac('sha256', pem).update(head).digest('base64url')}`))).toBe(401);
    expect(reasons).toEqual(['bad_algorithm']);
    expect(() => server({ algorithms: ['RS256', 'HS256'] })).toThrow(TypeError);
  });

  test('with an algorithm that is not pinned is refused, though the key would do', async () => {
    const { status, reasons } = server({ algorithms: ['ES256'] });
    expect(await status(ask(await issuer.sign()))).toBe(401);
    expect(reasons).toEqual(['bad_algorithm']);
  });

  test('that brings its own key (`jwk`, `jku`, `x5u`) is refused', async () => {
    const stranger = await startIssuer(resource);
    const { status, reasons } = server();
    const own = { jwk: stranger.jwk, jku: `${stranger.url}/keys`, x5u: `${stranger.url}/keys` };
    expect(await status(ask(await stranger.sign({ iss: issuer.url }, own)))).toBe(401);
    expect(reasons).toEqual(['bad_signature']);
    expect(stranger.looks).toBe(0);
    await stranger.close();
  });
});

describe('a token that was meant for something else', () => {
  const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['for another server (audience)', { aud: 'https://other.example.com/mcp' }, 'wrong_audience'],
    ['for a part of this server’s name', { aud: 'https://mcp.example.com' }, 'wrong_audience'],
    ['of another issuer', { iss: 'https://evil.example.com' }, 'unknown_issuer'],
    ['that has expired', { exp: Math.floor(Date.now() / 1_000) - 31 }, 'expired'],
    ['that never expires', { exp: undefined }, 'missing_claim'],
    ['that is not valid yet (`nbf`)', { nbf: Math.floor(Date.now() / 1_000) + 60 }, 'not_yet_valid'],
    ['that names nobody', { sub: undefined }, 'missing_claim'],
    ['without audience', { aud: undefined }, 'missing_claim'],
  ];
  test.each(wrong)('%s is refused', async (_, claims, reason) => {
    const { status, reasons } = server();
    expect(await status(ask(await issuer.sign(claims)))).toBe(401);
    expect(reasons).toEqual([reason]);
  });

  test('is let in within a small skew of clocks', async () => {
    const now = Math.floor(Date.now() / 1_000);
    expect(await server().status(ask(await issuer.sign({ exp: now - 10, nbf: now + 10 })))).toBe('ada');
  });

  test('an ID token is no access token where `typ` is demanded', async () => {
    const { status } = server({ typ: 'at+jwt' });
    expect(await status(ask(await issuer.sign({}, { typ: 'JWT' })))).toBe(401);
    expect(await status(ask(await issuer.sign({}, { typ: 'at+jwt' })))).toBe('ada');
  });

  test('of a tenant that is not let in is refused, and one without tenant, where there are tenants', async () => {
    const identity = { tenant: { claim: 'tid' }, tenants: ['acme'] };
    const { status, reasons } = server({ identity });
    expect(await status(ask(await issuer.sign({ tid: 'acme' })))).toBe('ada');
    expect(await status(ask(await issuer.sign({ tid: 'other' })))).toBe(401);
    expect(await status(ask(await issuer.sign()))).toBe(401);
    expect(reasons).toEqual(['foreign_tenant', 'missing_claim']);
  });
});

describe('where a token may be', () => {
  test('in the address it is refused, alone and beside a good one', async () => {
    const { status } = server();
    const token = await issuer.sign();
    expect(await status(new Request(`${resource}?access_token=${token}`))).toBe(400);
    expect(await status(ask(token, { url: `${resource}?access_token=x` }))).toBe(400);
  });

  test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer x, Bearer y', `Bearer ${'x'.repeat(20_000)}`])(
    '"%s" is refused',
    async (value) => {
      const { authenticate } = server();
      expect(((await authenticate(new Request(resource, { headers: { authorization: value } }))) as Response).status).toBe(400);
    },
  );

  test('headers that name a caller, a tenant or a role name nobody', async () => {
    const { authenticate } = server();
    const headers = {
      'x-user': 'root',
      'x-tenant': 'other',
      'x-forwarded-user': 'root',
      'x-forwarded-for': '198.51.100.9',
      'mcp-name': 'x',
    };
    expect(await authenticate(ask(await issuer.sign(), { headers }), { address: '203.0.113.7' })).toEqual({
      principal: { id: 'ada', issuer: issuer.url, scopes: [], roles: [], groups: [] },
    });
  });
});

describe('floods', () => {
  test('tokens with unknown keys make this server ask for keys once in a cooldown', async () => {
    const { status } = server({}, { guesses: { attempts: 10_000 } });
    expect(await status(ask(await issuer.sign()))).toBe('ada');
    for (let index = 0; index < 200; index += 1) expect(await status(ask(await issuer.sign({}, { kid: `unknown-${index}` })))).toBe(401);
    expect(issuer.looks).toBe(1);
  });

  test('an issuer that fails is asked again after a while only, and old keys go on', async () => {
    const { status } = server({ keys: { maxAgeMs: 0 }, freshMs: 0 });
    expect(await status(ask(await issuer.sign()))).toBe('ada');
    issuer.answerKeys(() => ({ status: 500 }));
    for (let index = 0; index < 20; index += 1) expect(await status(ask(await issuer.sign({ jti: String(index) })))).toBe('ada');
    expect(issuer.looks).toBe(2);
    const fresh = server();
    expect(await fresh.status(ask(await issuer.sign()))).toBe(503);
    expect(await fresh.status(ask(await issuer.sign({ jti: 'x' })))).toBe(503);
    expect(issuer.looks).toBe(3);
  });

  test('100,000 bad tokens of an address cost 30 looks and little time; others are served, and so are known callers there', async () => {
    let looks = 0;
    const inner = jwtVerifier({ issuer: issuer.url, audience: resource, allowPrivate: true });
    const counting: Verifier = { ...inner, verify: (token) => ((looks += 1), inner.verify(token)) };
    const { status } = server({}, { verifiers: [counting] });
    const good = await issuer.sign();
    expect(await status(ask(good))).toBe('ada');
    const [head, claims] = (await issuer.sign({ jti: 'bad' })).split('.');
    const cpu = process.cpuUsage();
    const answers = new Map<unknown, number>();
    for (let index = 0; index < 100_000; index += 1) {
      const answer = await status(ask(`${head}.${claims}.${Buffer.from(String(index)).toString('base64url')}AAAA`));
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    const { user, system } = process.cpuUsage(cpu);
    expect([...answers]).toEqual([
      [401, 30],
      [429, 99_970],
    ]);
    expect(looks).toBe(31);
    expect((user + system) / 100_000).toBeLessThan(500);
    expect(await status(ask(good))).toBe('ada');
    expect(await status(ask(await issuer.sign({ jti: 'new' })))).toBe(429);
    expect(await status(ask(await issuer.sign({ jti: 'other' })), '198.51.100.7')).toBe('ada');
  }, 120_000);

  test('an address that a client makes up does not free it from its limit; one that a proxy names does count', async () => {
    const limit = { guesses: { attempts: 1 } };
    const plain = server({}, limit);
    for (const [index, expected] of [401, 429].entries())
      expect(await plain.status(ask('a.b.c', { headers: { 'x-forwarded-for': `198.51.100.${index}` } }))).toBe(expected);
    const proxied = server({}, { ...limit, addressHeader: 'x-forwarded-for' });
    for (const [made, expected] of [
      ['1.1.1.1, 198.51.100.1', 401],
      ['2.2.2.2, 198.51.100.1', 429],
      ['1.1.1.1, 198.51.100.2', 401],
    ] as const)
      expect(await proxied.status(ask('a.b.c', { headers: { 'x-forwarded-for': made } }))).toBe(expected);
  });

  test('all addresses of an IPv6 network are one', async () => {
    const { status } = server({}, { guesses: { attempts: 1 } });
    expect(await status(ask('a.b.c'), '2001:db8:1:2::1')).toBe(401);
    expect(await status(ask('a.b.d'), '2001:db8:1:2:ffff::9')).toBe(429);
    expect(await status(ask('a.b.d'), '2001:db8:1:3::1')).toBe(401);
  });
});

describe('requests of this server to where a stranger wants them (SSRF)', () => {
  const open = (options: Partial<JwtOptions>) => server({ allowPrivate: false, ...options });
  const tokenOf = (iss: string) => issuer.sign({ iss });

  test.each(['https://127.0.0.1:1', 'https://169.254.169.254', 'https://[::1]:1', 'https://10.0.0.5'])(
    'keys on %s are not fetched',
    async (url) => {
      const { status } = open({ issuer: 'https://idp.example.com', jwksUrl: `${url}/keys` });
      expect(await status(ask(await tokenOf('https://idp.example.com')))).toBe(503);
    },
  );

  test('an issuer without https is refused at once', () => {
    expect(() => open({ issuer: 'http://idp.example.com' })).toThrow(TypeError);
  });

  test('a name that leads inside, now or at the second look (DNS rebinding), is not followed', async () => {
    const asked = vi.mocked(lookup);
    asked.mockImplementation(((_: string, __: unknown, answer: (error: null, found: unknown) => void) =>
      answer(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])) as never);
    const { status } = open({ issuer: 'https://idp.example.com' });
    expect(await status(ask(await tokenOf('https://idp.example.com')))).toBe(503);
    expect(asked).toHaveBeenCalled();
    asked.mockReset();
  });

  test('redirects of the key address are not followed', async () => {
    const inside = await startIssuer(resource);
    issuer.answerKeys(() => ({ status: 302, headers: { location: `${inside.url}/keys` } }));
    expect(await server().status(ask(await issuer.sign()))).toBe(503);
    expect(inside.looks).toBe(0);
    await inside.close();
  });

  test('metadata that names keys elsewhere is not believed, unless that place is allowed', async () => {
    const elsewhere = await startIssuer(resource);
    issuer.keysAt(`${elsewhere.url}/keys`);
    expect(await server().status(ask(await issuer.sign()))).toBe(503);
    expect(elsewhere.looks).toBe(0);
    expect(await server({ origins: [elsewhere.url] }).status(ask(await elsewhere.sign({ iss: issuer.url })))).toBe('ada');
    await elsewhere.close();
  });

  test('metadata that speaks for another issuer is not believed', async () => {
    const { port } = new URL(issuer.url);
    const { status } = server({ issuer: `http://localhost:${port}/` });
    expect(await status(ask(await issuer.sign({ iss: `http://localhost:${port}/` })))).toBe(503);
  });
});

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
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(1.5);
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
