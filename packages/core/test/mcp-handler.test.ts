import { byName, probe, until, type Probe } from './mcp/probe-toolkit.ts';
import { answer, ask, serve, type Sent } from './mcp/fetch.ts';
import { describe, expect, it } from 'vitest';
import type { Caller } from '@causeway/core';
import { listen, type Listener } from './mcp/stream.ts';
import type { McpHandler } from '@causeway/core/mcp';
import { revision } from './mcp/raw.ts';

const toolNames = async (...given: Parameters<typeof ask>) => (await answer(...given)).result.tools?.map(({ name }) => name);

const authenticate = ({ headers }: Request): Caller => ({
  principal: { id: headers.get('authorization') ?? '', scopes: [], roles: [], groups: [] },
});
const as = (authorization: string): Sent => ({ headers: { authorization } });

const callPatience = { name: 'demo_get_patience', arguments: { ms: 5_000 } };

describe('a server', () => {
  it('says who it is in every result, and what it can do when it is asked', async () => {
    const handler = serve(probe().toolkit, { title: 'Probe', instructions: 'Be kind.' });
    const { result } = await answer(handler, 'server/discover');
    const serverInfo = { name: 'probe', version: '1.0.0', title: 'Probe' };
    expect(result).toEqual({
      resultType: 'complete',
      supportedVersions: [revision],
      capabilities: { tools: { listChanged: true }, resources: { subscribe: true, listChanged: true }, completions: {} },
      instructions: 'Be kind.\n\nThis is demo.',
      ttlMs: 0,
      cacheScope: 'public',
      _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
    });
    expect((await answer(handler, 'tools/call', { name: 'demo_get_context' })).result['_meta']).toEqual({
      'io.modelcontextprotocol/serverInfo': serverInfo,
    });
  });

  it('that is closed says so', async () => {
    const handler = serve(probe().toolkit);
    await handler.close();
    expect((await ask(handler, 'tools/list')).status).toBe(503);
  });

  it('tells nothing of what went wrong inside', async () => {
    const errors: unknown[] = [];
    const failing = serve(() => Promise.reject(new Error('password=hunter2')), { onError: (error) => errors.push(error) });
    const response = await ask(failing, 'tools/list');
    expect([response.status, await response.text()]).toEqual([
      500,
      '{"jsonrpc":"2.0","error":{"code":-32603,"message":"Internal server error"},"id":null}',
    ]);
    expect(errors).toEqual([new Error('password=hunter2')]);
  });

  it('refuses all the same when whoever is told of refusals fails', async () => {
    const errors: unknown[] = [];
    const refused = () => Promise.reject(new Error('disk full'));
    const handler = serve(probe().toolkit, { refused, onError: (error) => errors.push(error) });
    expect((await ask(handler, 'tools/list', {}, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect(errors).toEqual([new Error('disk full')]);
  });

  it('is addressed by the names that it is given, and called from the pages that it is told of', async () => {
    const handler = serve(probe().toolkit, { allowedHosts: ['mcp.example.com'], allowedOrigins: ['app.example.com'] });
    const status = async (headers: Readonly<Record<string, string>>) => (await ask(handler, 'tools/list', {}, { headers })).status;
    expect(await status({ host: 'mcp.example.com:8443' })).toBe(200);
    expect(await status({ host: 'localhost' })).toBe(403);
    expect(await status({ host: 'mcp.example.com', origin: 'https://app.example.com' })).toBe(200);
    expect(await status({ host: 'mcp.example.com', origin: 'https://mcp.example.com' })).toBe(403);
  });
});

describe('a list', () => {
  it('is the same every time', async () => {
    const handler = serve(probe().toolkit);
    const first = await answer(handler, 'tools/list');
    expect(first.result.tools).toMatchObject([{ name: 'demo_get_context' }, { name: 'demo_get_patience' }]);
    expect(await answer(handler, 'tools/list')).toEqual(first);
  });

  it('keeps its order, and holds what the caller may see', async () => {
    const handler = serve(probe({ use: [byName] }).toolkit, { authenticate });
    expect(await toolNames(handler, 'tools/list', {}, as('get'))).toEqual(['demo_get_context', 'demo_get_patience']);
    expect(await toolNames(handler, 'tools/list', {}, as('context'))).toEqual(['demo_get_context']);
    expect(await toolNames(handler, 'tools/list', {}, as('nothing'))).toEqual([]);
    expect((await answer(handler, 'resources/list', {}, as('patience'))).result).toMatchObject({ resources: [] });
    expect((await answer(handler, 'resources/templates/list', {}, as('patience'))).result).toMatchObject({ resourceTemplates: [{}] });
  });

  it('may be kept by others only when it is the same for all', async () => {
    const scope = async (handler: McpHandler) => (await answer(handler, 'tools/list')).result;
    expect(await scope(serve(probe().toolkit, { listTtlMs: 60_000 }))).toMatchObject({ cacheScope: 'public', ttlMs: 60_000 });
    expect(await scope(serve(probe({ use: [byName] }).toolkit))).toMatchObject({ cacheScope: 'private', ttlMs: 0 });
    expect(await scope(serve(probe().toolkit, { authenticate }))).toMatchObject({ cacheScope: 'private' });
    expect(await scope(serve(() => probe().toolkit))).toMatchObject({ cacheScope: 'private' });
  });

  it('of another toolkit follows a swap', async () => {
    const handler = serve(probe().toolkit);
    handler.swap(probe({ name: 'other' }).toolkit);
    expect(await toolNames(handler, 'tools/list')).toEqual(['other_get_context', 'other_get_patience']);
  });

  it('is each tenant’s own when each has a toolkit', async () => {
    const toolkits = new Map(['acme', 'zenith'].map((name) => [name, probe({ name }).toolkit]));
    const handler = serve(({ principal }) => toolkits.get(principal?.id ?? '') ?? probe().toolkit, { authenticate });
    expect(await toolNames(handler, 'tools/list', {}, as('acme'))).toEqual(['acme_get_context', 'acme_get_patience']);
    expect(await toolNames(handler, 'tools/list', {}, as('zenith'))).toEqual(['zenith_get_context', 'zenith_get_patience']);
  });
});

describe('a call', () => {
  const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'x=1', baggage: 'tenant=acme' };
  const look = async (made: Probe, sent: Sent) => {
    await answer(serve(made.toolkit, { authenticate }), 'tools/call', { name: 'demo_get_context' }, sent);
    return made.seen[0];
  };

  it('knows who makes it, with what, and from where', async () => {
    const sent = { headers: { authorization: 'ada', 'user-agent': 'agent/1' }, details: { address: '10.0.0.9' } };
    expect((await look(probe(), sent))?.caller).toEqual({
      principal: { id: 'ada', scopes: [], roles: [], groups: [] },
      client: { name: 'test', version: '2' },
      source: { transport: 'http', address: '10.0.0.9', userAgent: 'agent/1' },
      protocolVersion: revision,
    });
  });

  it('carries on the trace of its client, unless it is malformed', async () => {
    expect((await look(probe(), { meta: trace }))?.trace).toEqual(trace);
    const injected = { ...trace, traceparent: 'x', tracestate: 'a=1\r\nauthorization: Bearer stolen', baggage: 7 };
    expect((await look(probe(), { meta: injected }))?.trace).toEqual({});
  });

  it('is answered as JSON, and tells of progress only a client that asked for it', async () => {
    const response = await ask(serve(probe().toolkit), 'tools/call', { name: 'demo_get_patience' });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('streams progress that grows, then the result, and nothing that comes too late', async () => {
    const response = await ask(serve(probe().toolkit), 'tools/call', { name: 'demo_get_patience' }, { meta: { progressToken: 'p' } });
    const listener = listen(response, new AbortController());
    await until(listener.ended);
    expect(listener.messages).toMatchObject([
      { method: 'notifications/progress', params: { progressToken: 'p', progress: 1, total: 3, message: 'one' } },
      { method: 'notifications/progress', params: { progressToken: 'p', progress: 2, total: 3 } },
      { id: 1, result: { structuredContent: { done: true } } },
    ]);
  });

  it.each([undefined, { progressToken: 'p' }])('is canceled when its client gives up (%j)', async (meta) => {
    const made = probe();
    const abort = new AbortController();
    const response = ask(serve(made.toolkit), 'tools/call', callPatience, {
      signal: abort.signal,
      ...(meta === undefined ? {} : { meta }),
    });
    await until(() => made.events.includes('started'));
    abort.abort();
    await until(() => made.events.includes('aborted'));
    await response.then((given) => given.text()).catch(() => {});
  });

  it('is canceled when the server closes', async () => {
    const made = probe();
    const handler = serve(made.toolkit);
    const response = ask(handler, 'tools/call', callPatience);
    await until(() => made.events.includes('started'));
    await handler.close();
    await until(() => made.events.includes('aborted'));
    expect((await response).status).toBe(499);
  });
});

describe('a subscription', () => {
  async function subscribe(handler: McpHandler, notifications: object): Promise<Listener> {
    const abort = new AbortController();
    return listen(await ask(handler, 'subscriptions/listen', { notifications }, { signal: abort.signal }), abort);
  }

  it('is acknowledged, and tells of what it was asked for', async () => {
    const handler = serve(probe().toolkit);
    const tools = await subscribe(handler, { toolsListChanged: true });
    const context = await subscribe(handler, { resourceSubscriptions: ['demo://context'] });
    await tools.next('notifications/subscriptions/acknowledged');
    await context.next('notifications/subscriptions/acknowledged');
    handler.resourceUpdated('demo://other');
    handler.resourceUpdated('demo://context');
    handler.swap(probe({ name: 'other' }).toolkit);
    await tools.next('notifications/tools/list_changed');
    await context.next('notifications/resources/updated');
    expect(tools.messages.map(({ method }) => method)).toEqual([
      'notifications/subscriptions/acknowledged',
      'notifications/tools/list_changed',
    ]);
    expect(context.messages.map(({ params }) => params?.['uri'])).toEqual([undefined, 'demo://context']);
    await handler.close();
    await until(() => tools.ended() && context.ended());
  });
});
