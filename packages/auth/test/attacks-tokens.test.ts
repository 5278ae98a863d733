import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportSPKI, importJWK, type CryptoKey } from 'jose';
import type { AuthenticateOptions, JwtOptions } from '../src/index.ts';
import { ask, createResourceServer, resource } from './support/resource-server.ts';
import { startIssuer, type Issuer } from './support/issuer.ts';

let issuer: Issuer;
beforeEach(async () => {
  issuer = await startIssuer(resource);
});
afterEach(() => issuer.close());

const server = (options: Partial<JwtOptions> = {}, more: Partial<AuthenticateOptions> = {}) => createResourceServer(issuer, options, more);

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

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
