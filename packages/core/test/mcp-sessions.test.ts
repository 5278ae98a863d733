import { afterEach, describe, expect, it } from 'vitest';
import { listen, type Listener } from './mcp/stream.ts';
import { probe, until, type Probe } from './mcp/probe-toolkit.ts';
import { serveHttp, type HttpServing, type McpHandlerOptions, type Refusal } from '@causeway/core/mcp';
import type { Caller } from '@causeway/core';
import { send, type RawAnswer } from './mcp/raw.ts';
import { setTimeout as sleep } from 'node:timers/promises';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const refusals: Refusal[] = [];

async function serve(options: Partial<McpHandlerOptions> = {}, made: Probe = probe()): Promise<HttpServing> {
  refusals.length = 0;
  const authenticate = ({ headers }: Request): Caller => ({
    principal: { id: headers.get('authorization') ?? 'ada', scopes: [], roles: [], groups: [] },
  });
  const serving = await serveHttp(made.toolkit, {
    name: 'sessions',
    version: '1.0.0',
    port: 0,
    drainMs: 0,
    legacy: 'sessions',
    authenticate,
    refused: (refusal) => void refusals.push(refusal),
    ...options,
  });
  open.push(serving);
  return serving;
}

type Headers = Readonly<Record<string, string>>;

const post = (url: string, message: object, headers: Headers = {}) => send(url, JSON.stringify({ jsonrpc: '2.0', ...message }), headers);

async function start(url: string, headers: Headers = {}): Promise<string> {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
  const answer = await post(url, { id: 0, method: 'initialize', params }, headers);
  const id = String(answer.headers['mcp-session-id']);
  await post(url, { method: 'notifications/initialized' }, { ...headers, 'mcp-session-id': id });
  return id;
}

const list = (url: string, id: string, headers: Headers = {}): Promise<RawAnswer> =>
  post(url, { id: 1, method: 'tools/list' }, { 'mcp-session-id': id, ...headers });

async function stream(url: string, id: string): Promise<Listener> {
  const abort = new AbortController();
  const response = await fetch(url, { headers: { accept: 'text/event-stream', 'mcp-session-id': id }, signal: abort.signal });
  const listener = listen(response, abort);
  open.unshift(listener);
  return listener;
}

describe('a session', () => {
  it('has an id that nobody guesses, and answers whoever has it', async () => {
    const { url } = await serve();
    const [id, other] = [await start(url), await start(url)];
    expect(id).not.toBe(other);
    expect(id).toMatch(/^[\w-]{43}$/);
    expect((await list(url, id)).message.result).toMatchObject({ tools: [{}, {}] });
  });

  it('is needed, and must be known', async () => {
    const { url } = await serve();
    expect((await post(url, { id: 1, method: 'tools/list' })).status).toBe(400);
    expect((await list(url, 'unknown')).status).toBe(404);
    expect(refusals.map(({ reason, status }) => `${status} ${reason}`)).toEqual(['400 protocol', '404 session']);
  });

  it('of another caller does not exist', async () => {
    const { url } = await serve();
    const id = await start(url);
    expect((await list(url, id, { authorization: 'eve' })).status).toBe(404);
    expect((await list(url, id)).status).toBe(200);
  });

  it('ends when its client ends it', async () => {
    const { url } = await serve();
    const id = await start(url);
    expect((await send(url, '', { 'mcp-session-id': id }, 'DELETE')).status).toBe(200);
    expect((await list(url, id)).status).toBe(404);
  });

  it('ends when nobody uses it, but not while a stream is open', async () => {
    const { url } = await serve({ sessions: { idleMs: 100 } });
    const [idle, held] = [await start(url), await start(url)];
    await stream(url, held);
    await sleep(400);
    expect((await list(url, idle)).status).toBe(404);
    expect((await list(url, held)).status).toBe(200);
  });

  it('makes room for another one of the same caller, never of somebody else', async () => {
    const { url } = await serve({ sessions: { maxSessionsPerCaller: 2 } });
    const eve = await start(url, { authorization: 'eve' });
    const ids = [await start(url), await start(url), await start(url)];
    const status = await Promise.all(ids.map(async (id) => (await list(url, id)).status));
    expect(status).toEqual([404, 200, 200]);
    expect((await list(url, eve, { authorization: 'eve' })).status).toBe(200);
  });

  it('makes room when there are too many, the one unused for longest first', async () => {
    const { url } = await serve({ sessions: { maxSessions: 2 } });
    const [first, second] = [await start(url), await start(url)];
    await list(url, first);
    await start(url);
    expect((await list(url, second)).status).toBe(404);
    expect((await list(url, first)).status).toBe(200);
  });

  it('ends with the server, its streams too', async () => {
    const serving = await serve();
    const listener = await stream(serving.url, await start(serving.url));
    await serving.close();
    await until(listener.ended);
  });
});

describe('in a session', () => {
  it('changes of a resource are told to those who subscribed', async () => {
    const { url, handler } = await serve();
    const [id, other] = [await start(url), await start(url)];
    const [listener, deaf] = [await stream(url, id), await stream(url, other)];
    const subscribe = (method: string, uri: string) => post(url, { id: 2, method, params: { uri } }, { 'mcp-session-id': id });
    expect((await subscribe('resources/subscribe', 'demo://context')).message.result).toEqual({});
    expect((await subscribe('resources/subscribe', 'demo://nothing')).message.error?.code).toBe(-32_602);
    handler.resourceUpdated('demo://context');
    expect(await listener.next('notifications/resources/updated')).toMatchObject({ params: { uri: 'demo://context' } });
    await subscribe('resources/unsubscribe', 'demo://context');
    handler.resourceUpdated('demo://context');
    handler.swap(probe({ name: 'other' }).toolkit);
    await listener.next('notifications/resources/list_changed');
    expect(listener.messages.filter(({ method }) => method === 'notifications/resources/updated')).toHaveLength(1);
    expect(deaf.messages.filter(({ method }) => method === 'notifications/resources/updated')).toHaveLength(0);
  });

  it('another toolkit is announced, and serves at once', async () => {
    const { url, handler } = await serve();
    const id = await start(url);
    const listener = await stream(url, id);
    handler.swap(probe({ name: 'other' }).toolkit);
    await listener.next('notifications/tools/list_changed');
    await listener.next('notifications/resources/list_changed');
    expect((await list(url, id)).text).toContain('other_get_context');
  });

  it('a call is canceled by its client', async () => {
    const made = probe();
    const { url } = await serve({}, made);
    const session = { 'mcp-session-id': await start(url) };
    const running = new AbortController();
    void fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...session },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 'x',
        method: 'tools/call',
        params: { name: 'demo_get_patience', arguments: { ms: 5_000 } },
      }),
      signal: running.signal,
    }).catch(() => {});
    await until(() => made.events.includes('started'));
    await post(url, { method: 'notifications/cancelled', params: { requestId: 'x' } }, session);
    await until(() => made.events.includes('aborted'));
    running.abort();
  });

  it('a client of the newest revision is served beside', async () => {
    const { url } = await serve();
    const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
    expect((await post(url, { id: 1, method: 'tools/list', params: { _meta: meta } }, headers)).status).toBe(200);
  });
});
