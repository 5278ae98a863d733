import { afterEach, describe, expect, it } from 'vitest';
import { connectClient, type AnyClient, type ClientKind, type ClientOptions, type Endpoint } from './mcp/clients.ts';
import { serveHttp, type HttpServing, type McpHandlerOptions } from '@causeway/core/mcp';
import { askToolkit } from './mcp/ask-toolkit.ts';

type Route = readonly [name: string, kind: ClientKind, open: () => Promise<Endpoint>];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function http(options: Partial<McpHandlerOptions>): Promise<Endpoint> {
  const serving: HttpServing = await serveHttp(askToolkit().toolkit, { name: 'ask', version: '1.0.0', port: 0, ...options });
  open.push(serving);
  return { url: serving.url };
}
const stateless = () => http({});
const sessions = () => http({ legacy: 'sessions' });
const stdio = () => Promise.resolve({ program: [`${import.meta.dirname}/mcp/ask-stdio.ts`] });

const routes: readonly Route[] = [
  ['HTTP, newest revision', 'v2 pinned', stateless],
  ['HTTP sessions, v1 client', 'v1', sessions],
  ['HTTP sessions, v2 client', 'v2 legacy', sessions],
  ['HTTP sessions, newest revision', 'v2 pinned', sessions],
  ['stdio, newest revision', 'v2 pinned', stdio],
  ['stdio, v1 client', 'v1', stdio],
  ['stdio, v2 client', 'v2 legacy', stdio],
];

const asking = { elicitation: { form: {} } };

async function connect(kind: ClientKind, endpoint: Endpoint, options: ClientOptions = {}): Promise<AnyClient> {
  const client = await connectClient(kind, endpoint, options);
  open.unshift(client);
  return client;
}

const update = (client: AnyClient, text = 'new') => client.callTool({ name: 'demo_update_note', arguments: { id: '1', text } });

async function logOf(client: AnyClient): Promise<unknown> {
  const { structuredContent } = await client.callTool({ name: 'demo_read_log', arguments: {} });
  return (structuredContent as { readonly lines: readonly string[] }).lines;
}

const refusal = (text: RegExp | string) => ({ isError: true, content: [{ type: 'text', text: expect.stringMatching(text) as string }] });

describe.each(routes)('a call that asks, over %s', (_, kind, endpoint) => {
  it('is asked of the person, starts again from the top with the answer, and is no failure to whoever repeats failures', async () => {
    const asked: unknown[] = [];
    const elicit: ClientOptions['elicit'] = (params) => {
      asked.push(params);
      return { action: 'accept', content: {} };
    };
    const client = await connect(kind, await endpoint(), { capabilities: asking, elicit });
    expect(await update(client)).toMatchObject({ structuredContent: { text: 'new' } });
    expect(asked).toMatchObject([{ message: 'text: old -> new', requestedSchema: { type: 'object', properties: {} } }]);
    expect(await logOf(client)).toEqual(['attempt of call 1', 'attempt of call 1', 'approved by person', 'written']);
  });

  it.each(['decline', 'cancel'])('is refused when the person answers %s', async (action) => {
    const client = await connect(kind, await endpoint(), { capabilities: asking, elicit: () => ({ action }) });
    expect(await update(client)).toMatchObject(refusal(`The person said no \\(${action}\\)\\.`));
    expect(await logOf(client)).toEqual(['attempt of call 1', 'attempt of call 1']);
  });

  it('is refused when the client cannot ask a person', async () => {
    const client = await connect(kind, await endpoint());
    expect(await update(client)).toMatchObject(refusal('this client cannot ask one'));
    expect(await logOf(client)).toEqual(['attempt of call 1']);
  });

  it('is refused when the client can only open pages', async () => {
    const client = await connect(kind, await endpoint(), {
      capabilities: { elicitation: { url: {} } },
      elicit: () => ({ action: 'accept' }),
    });
    expect(await update(client)).toMatchObject(refusal('this client cannot ask one'));
  });
});

describe('a call that asks, over HTTP without sessions', () => {
  it.each(['v1', 'v2 legacy'] as const)('is refused for a %s client, which could not be reached while the call runs', async (kind) => {
    const client = await connect(kind, await stateless(), { capabilities: asking, elicit: () => ({ action: 'accept' }) });
    expect(await update(client)).toMatchObject(refusal('this client cannot ask one'));
    expect(await logOf(client)).toEqual(['attempt of call 1']);
  });
});
