import type * as dns from 'node:dns';
import { lookup } from 'node:dns';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { jwtVerifier, type AuthenticateOptions, type JwtOptions, type Verifier } from '../src/index.ts';
import { ask, createResourceServer, resource } from './support/resource-server.ts';
import { startIssuer, type Issuer } from './support/issuer.ts';

vi.mock('node:dns', async (original) => {
  const real = await original<typeof dns>();
  return { ...real, lookup: vi.fn(real.lookup) };
});

let issuer: Issuer;
beforeEach(async () => {
  issuer = await startIssuer(resource);
});
afterEach(() => issuer.close());

const server = (options: Partial<JwtOptions> = {}, more: Partial<AuthenticateOptions> = {}) => createResourceServer(issuer, options, more);

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
