import { afterEach, describe, expect, it } from 'vitest';
import { call, send } from './mcp/raw.ts';
import { createMcpHandler, serveHttp, type HttpOptions, type HttpServing, type McpHandlerOptions } from '@causeway/core/mcp';
import { probe, until, type Probe } from './mcp/probe-toolkit.ts';
import { connect } from 'node:net';
import { listen } from './mcp/stream.ts';

const open: HttpServing[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((serving) => serving.close()));
});

async function serve(options: HttpOptions & Partial<McpHandlerOptions> = {}, made: Probe = probe()): Promise<HttpServing> {
  const serving = await serveHttp(made.toolkit, { name: 'probe', version: '1.0.0', port: 0, ...options });
  open.push(serving);
  return serving;
}

const patience = (url: string, ms: number) => call(url, 'tools/call', { name: 'demo_get_patience', arguments: { ms } });

describe('an HTTP server', () => {
  it('listens on this machine alone, at the path it is given', async () => {
    const { url, port } = await serve({ path: '/crm' });
    expect(url).toBe(`http://127.0.0.1:${port}/crm`);
    expect((await call(url, 'tools/list')).status).toBe(200);
    expect((await call(`http://127.0.0.1:${port}/mcp`, 'tools/list')).status).toBe(404);
    expect((await call(`${url}?token=x`, 'tools/list')).status).toBe(200);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com', '127.0.0.1.example.com'])(
    'does not serve on %s without knowing who calls',
    async (host) => {
      await expect(serve({ host })).rejects.toThrow(`Serving on ${host} needs "authenticate"`);
    },
  );

  it('serves a network when it knows who calls', async () => {
    const { port } = await serve({ host: '0.0.0.0', authenticate: () => ({}) });
    expect((await call(`http://127.0.0.1:${port}/mcp`, 'tools/list')).status).toBe(200);
  });

  it('serves a handler that is there already', async () => {
    const handler = createMcpHandler(probe().toolkit, { name: 'probe', version: '1.0.0' });
    const serving = await serveHttp(handler, { port: 0 });
    open.push(serving);
    expect(serving.handler).toBe(handler);
    expect((await call(serving.url, 'tools/list')).status).toBe(200);
    await expect(serveHttp(handler, { host: '0.0.0.0', port: 0 })).rejects.toThrow('needs "authenticate"');
  });

  it('serves whatever answers requests, too', async () => {
    const handler = createMcpHandler(probe().toolkit, { name: 'probe', version: '1.0.0' });
    const counted: string[] = [];
    const wrapped = {
      ...handler,
      fetch(request: Request, details?: Parameters<typeof handler.fetch>[1]) {
        counted.push(request.method);
        return handler.fetch(request, details);
      },
    };
    const serving = await serveHttp(wrapped, { port: 0 });
    open.push(serving);
    expect((await call(serving.url, 'tools/list')).status).toBe(200);
    expect(counted).toEqual(['POST']);
  });

  it('fails when the port is taken', async () => {
    const { port } = await serve();
    await expect(serve({ port })).rejects.toThrow('EADDRINUSE');
  });

  it('outlives what is no HTTP, and a target that is no URL', async () => {
    const { url, port } = await serve();
    for (const text of [
      '\u0016\u0003\u0001\r\n\r\n',
      'GET //[ HTTP/1.1\r\nhost: x\r\n\r\n',
      'POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n{',
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      socket.resume().end(text);
      await until(() => socket.closed);
    }
    expect((await call(url, 'tools/list')).status).toBe(200);
  });
});

describe('routes beside the protocol', () => {
  const echo = async (request: Request) =>
    new Response(await request.text(), {
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-method', request.method],
      ],
    });

  it('answer on paths of their own, with body and cookies', async () => {
    const { port } = await serve({ routes: { '/echo': echo } });
    const answer = await send(`http://127.0.0.1:${port}/echo?a=b`, 'hello', {}, 'PUT');
    expect([answer.status, answer.text, answer.headers['x-method'], answer.headers['set-cookie']]).toEqual([
      200,
      'hello',
      'PUT',
      ['a=1', 'b=2'],
    ]);
  });

  it('do not take the protocol down when they fail, and say nothing of why', async () => {
    const errors: unknown[] = [];
    const routes = { '/broken': () => Promise.reject(new Error('hunter2')) };
    const { url, port } = await serve({ routes, onError: (error) => errors.push(error) });
    const answer = await send(`http://127.0.0.1:${port}/broken`, '', {}, 'GET');
    expect([answer.status, answer.text, errors]).toEqual([500, '', [new Error('hunter2')]]);
    expect((await call(url, 'tools/list')).status).toBe(200);
  });

  it.each(['/constructor', '/__proto__', '/'])('%s is none', async (path) => {
    const { port } = await serve();
    expect((await send(`http://127.0.0.1:${port}${path}`, '', {}, 'GET')).status).toBe(404);
  });
});

describe('a client that goes', () => {
  it.each([undefined, { progressToken: 1 }])('cancels its call (%j)', async (meta) => {
    const made = probe();
    const { url } = await serve({ drainMs: 0 }, made);
    const abort = new AbortController();
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: {
        name: 'demo_get_patience',
        arguments: { ms: 5_000 },
        _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {}, ...meta },
      },
    });
    const headers = {
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'demo_get_patience',
    };
    const gone = fetch(url, { method: 'POST', headers, body, signal: abort.signal })
      .then((response) => response.text())
      .catch(() => 'gone');
    await until(() => made.events.includes('started'));
    abort.abort();
    expect(await gone).toBe('gone');
    await until(() => made.events.includes('aborted'));
  });
});

describe('closing', () => {
  it('lets calls finish, and takes no more', async () => {
    const made = probe();
    const serving = await serve({}, made);
    const running = patience(serving.url, 200);
    await until(() => made.events.includes('started'));
    const closed = serving.close();
    await expect(call(serving.url, 'tools/list')).rejects.toThrow('ECONNREFUSED');
    expect((await running).message.result).toMatchObject({ structuredContent: { done: true } });
    await closed;
    await serving.close();
  });

  it('waits no longer than it may', async () => {
    const made = probe();
    const serving = await serve({ drainMs: 50 }, made);
    const running = patience(serving.url, 10_000).catch(() => 'cut off');
    await until(() => made.events.includes('started'));
    await serving.close();
    await until(() => made.events.includes('aborted'));
    await running;
  });

  it('does not wait for streams, which last', async () => {
    const serving = await serve({ drainMs: 10_000 });
    const abort = new AbortController();
    const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} };
    const response = await fetch(serving.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'subscriptions/listen',
        params: { notifications: { toolsListChanged: true }, _meta: meta },
      }),
      signal: abort.signal,
    });
    const listener = listen(response, abort);
    await listener.next('notifications/subscriptions/acknowledged');
    const start = Date.now();
    await serving.close();
    expect(Date.now() - start).toBeLessThan(5_000);
    await until(listener.ended);
  });
});
