import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ConnectorError, createJsonApi, retryAfterMs, Secret, type Credential, type JsonRequest } from '@causeway/core';
import { afterEach, describe, expect, it } from 'vitest';
import { callContext } from './call-context.ts';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Seen {
  readonly line: string;
  readonly token: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

async function service(answer: (request: IncomingMessage, response: ServerResponse) => void, token: Credential<Secret> = new Secret('t1')) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { authorization, 'content-type': type } = request.headers;
      seen.push({ line: `${request.method} ${request.url}`, token: authorization, type, body: body.toString() });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = createJsonApi({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`, token, allowPrivate: true });
  open.push(api, server);
  const failure = async (request: JsonRequest): Promise<ConnectorError> => {
    const thrown = await api(callContext(), request).catch((error: unknown) => error);
    if (!ConnectorError.is(thrown)) throw new Error(`expected a ConnectorError, got ${String(thrown)}`);
    return thrown;
  };
  return { api, seen, failure };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

describe('a JSON service', () => {
  it('gets and sends JSON below its address, with the token', async () => {
    const { api, seen } = await service(json(200, { ok: true }));
    expect(await api(callContext(), { path: '/items', query: { q: 'a&b', page: 2, state: undefined } })).toEqual({ ok: true });
    await api(callContext(), { method: 'POST', path: '/items', body: { name: 'ü' } });
    expect(seen).toEqual([
      { line: 'GET /v1/items?q=a%26b&page=2', token: 'Bearer t1', type: undefined, body: '' },
      { line: 'POST /v1/items', token: 'Bearer t1', type: 'application/json', body: '{"name":"ü"}' },
    ]);
  });

  it.each(['/../admin', '/items/..', `/items/${encodeURIComponent('..')}/x`, '/items/%2E%2e/x', '/items/.', String.raw`/items\..\x`])(
    'does not climb out of its address by %s',
    async (path) => {
      const { seen, failure } = await service(json(200, {}));
      expect((await failure({ path })).message).toBe('The upstream address is not valid.');
      expect(seen).toEqual([]);
    },
  );

  it.each(['items', '.example.com/', '@example.com/'])('does not take %s for a path', async (path) => {
    const { api, seen } = await service(json(200, {}));
    await expect(api(callContext(), { path })).rejects.toThrow('does not start with "/"');
    expect(seen).toEqual([]);
  });

  it('knows a token that cannot be sent from an answer that was lost', async () => {
    const { seen, failure } = await service(json(200, {}), new Secret('t1\n'));
    const errors = [await failure({ path: '/items' }), await failure({ method: 'POST', path: '/items', body: {} })];
    expect(errors.map(({ code }) => code)).toEqual(['internal', 'internal']);
    expect(errors[0]?.message).toMatch(/could not be sent: a header or its method is malformed/);
    expect([seen, JSON.stringify(errors).includes('t1')]).toEqual([[], false]);
  });

  it('quotes what the system says in whole characters', async () => {
    const { failure } = await service(json(400, { message: `${'x'.repeat(299)}😀` }));
    expect((await failure({ path: '/items' })).message).toBe('x'.repeat(299));
  });

  it.each(['', 'desk.example.com', 'localhost:3000'])('says so when its address is %j', (url) => {
    expect(() => createJsonApi({ url, token: new Secret('t') })).toThrow(`"${url}" is not the address of a service`);
  });

  it('answers undefined for no content', async () => {
    const { api } = await service((_, response) => response.writeHead(204).end());
    expect(await api(callContext(), { method: 'DELETE', path: '/items/1' })).toBeUndefined();
  });

  it('refreshes a refused token once', async () => {
    const rejected: (string | undefined)[] = [];
    const token: Credential<Secret> = (_, refused) => Promise.resolve(new Secret(`t${rejected.push(refused?.reveal())}`));
    const { api, seen } = await service(
      (request, response) => json(request.headers.authorization === 'Bearer t2' ? 200 : 401, { ok: true })(request, response),
      token,
    );
    expect(await api(callContext(), { path: '/items' })).toEqual({ ok: true });
    expect(rejected).toEqual([undefined, 't1']);
    expect(seen.map((one) => one.token)).toEqual(['Bearer t1', 'Bearer t2']);
  });

  it('gives up when the fresh token is refused as well, and at once when the token is fixed', async () => {
    const refuse = json(401, { message: 'Token t1 is not valid' });
    const delegated = await service(refuse, () => Promise.resolve(new Secret('t1')));
    const fixed = await service(refuse);
    expect((await delegated.failure({ path: '/' })).toJSON()).toMatchObject({
      code: 'unauthenticated',
      message: 'The system answered with status 401.',
    });
    expect((await fixed.failure({ path: '/' })).code).toBe('unauthenticated');
    expect([delegated.seen.length, fixed.seen.length]).toEqual([2, 1]);
  });

  it.each([
    [400, 'invalid_input'],
    [403, 'permission_denied'],
    [404, 'not_found'],
    [409, 'conflict'],
    [422, 'invalid_input'],
    [429, 'rate_limited'],
    [302, 'internal'],
    [500, 'unavailable'],
    [504, 'unavailable'],
  ])('turns status %i into %s', async (status, code) => {
    const { failure } = await service(json(status, {}));
    expect((await failure({ path: '/' })).toJSON()).toMatchObject({ code, upstream: { status } });
  });

  it('leaves the outcome of a write open when a gateway fails or the answer cannot be read', async () => {
    const gateway = await service(json(502, {}));
    const page = await service((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in</p>'));
    const busy = await service(json(503, {}));
    expect((await gateway.failure({ method: 'POST', path: '/' })).code).toBe('unknown_outcome');
    expect((await page.failure({ method: 'POST', path: '/' })).code).toBe('unknown_outcome');
    expect((await page.failure({ method: 'POST', path: '/', mutates: false })).code).toBe('unavailable');
    expect((await busy.failure({ method: 'POST', path: '/' })).code).toBe('unavailable');
  });

  it.each([
    [{ title: 'Bad', detail: 'The name is\u200b taken.' }, 'The name is taken.'],
    [{ error: { message: 'No  such\nfield' } }, 'No such field'],
    [{ errors: [] }, 'The system answered with status 409.'],
  ])('says what the system says: %j', async (body, message) => {
    const { failure } = await service(json(409, body));
    expect((await failure({ path: '/' })).message).toBe(message);
  });

  it('reads how long to wait as seconds or as a date', async () => {
    const { failure } = await service(json(429, {}, { 'retry-after': '3' }));
    expect((await failure({ path: '/' })).retryAfterMs).toBe(3_000);
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5_000);
    expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBeUndefined();
  });
});
