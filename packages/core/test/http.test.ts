import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectorError, createHttp, isPrivateAddress, traceContext, type Http, type HttpOptions, type HttpRequest } from '@causeway/core';
import { callContext } from './call-context.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function upstream(handler: Handler): Promise<{ readonly url: string; readonly seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    handler(request, response);
  });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function client(origin: string, options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({ origins: [origin], allowPrivate: true, ...options });
  closers.push(() => http.close());
  return http;
}

async function failure(work: Promise<unknown>): Promise<ConnectorError> {
  const outcome = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!ConnectorError.is(outcome)) throw new Error(`expected a ConnectorError, got ${String(outcome)}`);
  return outcome;
}

const get = (url: string): HttpRequest => ({ method: 'GET', url });
const post = (url: string): HttpRequest => ({ method: 'POST', url, body: '{}' });

describe('http', () => {
  it('answers with status, headers and the whole body, whatever the status', async () => {
    const { url } = await upstream((_, response) => response.writeHead(418, { 'x-a': 'b' }).end('tea'));
    const answer = await client(url)(callContext(), get(`${url}/pot`));
    expect([answer.status, answer.headers['x-a'], answer.body.toString()]).toEqual([418, 'b', 'tea']);
  });

  it('unpacks gzip, within the bound of the unpacked size', async () => {
    const { url } = await upstream((request, response) => {
      const size = request.url === '/small' ? 1_000 : 1_000_000;
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(size, 'a')));
    });
    const http = client(url, { maxBytes: 100_000 });
    expect((await http(callContext(), get(`${url}/small`))).body.length).toBe(1_000);
    expect((await failure(http(callContext(), get(`${url}/bomb`)))).code).toBe('internal');
  });

  it('stops reading at the bound of the size', async () => {
    const { url } = await upstream((_, response) => response.end(Buffer.alloc(200_000)));
    expect((await failure(client(url, { maxBytes: 100_000 })(callContext(), get(url)))).message).toBe(
      'The upstream answer is larger than 100000 bytes.',
    );
  });

  it('calls no origin that is not allowed, and no URL with credentials', async () => {
    const { url, seen } = await upstream((_, response) => response.end());
    const http = client('https://*.example.com');
    for (const address of [
      url,
      'https://example.com/',
      'https://a.example.com.evil.test/',
      'http://a.example.com/',
      'https://u:p@a.example.com/',
      'nonsense',
    ])
      expect((await failure(http(callContext(), get(address)))).code).toBe('permission_denied');
    expect(seen).toHaveLength(0);
  });

  it('refuses an origin that is not one', () => {
    expect(() => createHttp({ origins: ['https://api.example.com/path'] })).toThrow('is not an origin');
  });

  it('refuses private addresses, as literals and as what a name resolves to', async () => {
    const { url, seen } = await upstream((_, response) => response.end());
    const byName = url.replace('127.0.0.1', 'localhost');
    for (const origin of [url, byName, 'http://[::1]', 'http://169.254.169.254', 'http://[::ffff:10.0.0.1]', 'http://0x7f.1']) {
      const http = client(new URL(origin).origin, { allowPrivate: false });
      expect((await failure(http(callContext(), get(origin)))).message, origin).toMatch(/is not a public host/);
    }
    expect(seen).toHaveLength(0);
  });

  it.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['::ffff:192.168.0.1', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['8.8.8.8', false],
    ['2606:4700::1111', false],
    ['64:ff9b::a00:1', true],
    ['64:ff9b:1::1', true],
    ['::ffff:0:10.0.0.1', true],
    ['::10.0.0.1', true],
    ['2002:a00:1::', true],
    ['fec0::1', true],
    ['fe80::1%lo', true],
    ['3fff::1', true],
    ['5f00::1', true],
    ['100:0:0:1::1', true],
    ['8000::1', true],
    ['2a00:1450:4001::1', false],
    ['not an address', true],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });

  it.each([
    ['a line break in a header', { headers: { 'x-a': 'b\r\nx-c: d' } }],
    ['a header that is not one', { headers: { 'x a': 'b' } }],
    ['a header beyond its alphabet', { headers: { 'x-a': '日' } }],
    ['a line break in the method', { method: 'POST / HTTP/1.1\r\nx-a: b\r\n\r\n' }],
  ])('sends nothing with %s, and says that nothing was sent', async (_, parts: Partial<HttpRequest>) => {
    const { url, seen } = await upstream((_, response) => response.end());
    const error = await failure(client(url)(callContext(), { ...post(url), ...parts }));
    expect([error.code, error.message, seen]).toEqual(['internal', expect.stringMatching(/could not be sent/), []]);
  });

  it('cannot tell whether a write was made whose answer is too large', async () => {
    const { url } = await upstream((_, response) => response.end(Buffer.alloc(200_000)));
    expect((await failure(client(url, { maxBytes: 100_000 })(callContext(), post(url)))).code).toBe('unknown_outcome');
  });

  it('allows the port that belongs to the scheme, below a domain too', async () => {
    const http = client('https://*.invalid:443');
    expect((await failure(http(callContext(), get('https://a.invalid/')))).code).toBe('unavailable');
  });

  it('follows no redirect', async () => {
    const { url, seen } = await upstream((_, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect((await client(url)(callContext(), get(url))).status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  it('sends once, whatever comes back', async () => {
    const { url, seen } = await upstream((_, response) => response.writeHead(503).end());
    expect((await client(url)(callContext(), get(url))).status).toBe(503);
    expect(seen).toHaveLength(1);
  });

  it('passes the trace context on', async () => {
    const { url, seen } = await upstream((_, response) => response.end());
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await client(url)(callContext().with(traceContext, { traceparent }), get(url));
    expect(seen[0]?.headers['traceparent']).toBe(traceparent);
  });

  describe('without a whole answer', () => {
    it('a read that nobody answers is a timeout, a write an unknown outcome', async () => {
      const { url } = await upstream(() => {});
      const http = client(url, { timeoutMs: 50 });
      expect((await failure(http(callContext(), get(url)))).code).toBe('timeout');
      expect((await failure(http(callContext(), post(url)))).code).toBe('unknown_outcome');
    });

    it('a connection that breaks is unavailable for a read, an unknown outcome for a write', async () => {
      const { url, seen } = await upstream((request) => request.socket.destroy());
      expect((await failure(client(url)(callContext(), get(url)))).code).toBe('unavailable');
      expect((await failure(client(url)(callContext(), post(url)))).code).toBe('unknown_outcome');
      expect(seen).toHaveLength(2);
    });

    it('a body that is cut short is unavailable', async () => {
      const { url } = await upstream((_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half');
        setTimeout(() => response.socket?.destroy(), 20);
      });
      expect((await failure(client(url)(callContext(), get(url)))).code).toBe('unavailable');
    });

    it('a host that is not there is unavailable for a write as well: nothing was sent', async () => {
      const { url } = await upstream(() => {});
      await closers.pop()?.();
      const error = await failure(client(url)(callContext(), post(url)));
      expect([error.code, error.message]).toEqual(['unavailable', `${new URL(url).host} cannot be reached.`]);
    });

    it('a call that is canceled settles as canceled while the answer is withheld', async () => {
      const { url, seen } = await upstream(() => {});
      const controller = new AbortController();
      const work = failure(client(url)(callContext(controller.signal), get(url)));
      while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort();
      expect((await work).code).toBe('canceled');
    });
  });
});

describe('a proxy', () => {
  it('carries every request but those to the hosts that are excepted', async () => {
    const target = await upstream((_, response) => response.end('direct'));
    const proxy = await upstream((_, response) => response.end('by proxy'));
    const read = async (noProxy: string) => {
      const http = client(target.url, { proxy: proxy.url, noProxy });
      return (await http(callContext(), get(target.url))).body.toString();
    };
    expect(await read('127.0.0.1')).toBe('direct');
    expect(await read('example.com')).toBe('by proxy');
    expect(proxy.seen.map(({ url }) => url)).toEqual([`${target.url}/`]);
  });

  it('does not open the way to private hosts for those that are excepted', async () => {
    const target = await upstream((_, response) => response.end('direct'));
    const url = target.url.replace('127.0.0.1', 'localhost');
    const http = client(url, { proxy: 'http://127.0.0.1:9', noProxy: 'localhost', allowPrivate: false });
    expect((await failure(http(callContext(), get(url)))).message).toMatch(/is not a public host/);
    expect(target.seen).toHaveLength(0);
  });
});
