import { afterEach, describe, expect, it } from 'vitest';
import { probe, until, type Probe } from './mcp/probe-toolkit.ts';
import { serveStdio, type StdioOptions, type StdioServing } from '@causeway/core/mcp';
import { PassThrough } from 'node:stream';
import { revision } from './mcp/raw.ts';
import { setTimeout as sleep } from 'node:timers/promises';

interface Message {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number };
}

interface Wire {
  readonly serving: StdioServing;
  readonly input: PassThrough;
  readonly messages: readonly Message[];
  request(id: unknown, method: string, params?: object): Promise<Message>;
  notify(method: string, params?: object): void;
  next(method: string): Promise<Message>;
}

const open: StdioServing[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((serving) => serving.close()));
});

function serve(made: Probe, options: Partial<StdioOptions> = {}): Wire {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const serving = serveStdio(made.toolkit, { name: 'probe', version: '1.0.0', input, output, ...options });
  open.push(serving);
  const messages: Message[] = [];
  let rest = '';
  output.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) messages.push(JSON.parse(line) as Message);
  });
  const write = (message: object) => input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const find = async (which: (message: Message) => boolean): Promise<Message> => {
    await until(() => messages.some(which));
    return messages.find(which) as Message;
  };
  return {
    serving,
    input,
    messages,
    request(id, method, params = {}) {
      write({ id, method, params });
      return find((message) => message.id === id);
    },
    notify: (method, params = {}) => void write({ method, params }),
    next: (method) => find((message) => message.method === method),
  };
}

const newest = {
  _meta: {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '2' },
    'io.modelcontextprotocol/clientCapabilities': {},
  },
};

async function initialize(wire: Wire): Promise<void> {
  await wire.request(0, 'initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'old', version: '1' } });
  wire.notify('notifications/initialized');
}

describe('over stdio', () => {
  it('a call knows that it comes from whoever started the process', async () => {
    const made = probe();
    const caller = { principal: { id: 'ada', scopes: [], roles: [], groups: [] } };
    const wire = serve(made, { caller });
    await wire.request(1, 'tools/call', { name: 'demo_get_context', ...newest });
    expect(made.seen[0]?.caller).toEqual({
      ...caller,
      client: { name: 'test', version: '2' },
      source: { transport: 'stdio' },
      protocolVersion: revision,
    });
    expect((await wire.request(2, 'tools/list', newest)).result).toMatchObject({ cacheScope: 'private' });
  });

  it('an older client is known by its handshake', async () => {
    const made = probe();
    const wire = serve(made);
    await initialize(wire);
    await wire.request(1, 'tools/call', { name: 'demo_get_context' });
    expect(made.seen[0]?.caller).toMatchObject({ client: { name: 'old', version: '1' }, protocolVersion: '2025-11-25' });
  });

  it('lines that are no messages are passed over', async () => {
    const wire = serve(probe());
    wire.input.write('hello\n{"jsonrpc":"2.0"}\n[]\n\n');
    expect((await wire.request(1, 'tools/list', newest)).result).toMatchObject({ tools: [{}, {}] });
  });

  it('progress grows, and ends with the call', async () => {
    const wire = serve(probe());
    const { _meta } = newest;
    await wire.request(1, 'tools/call', { name: 'demo_get_patience', _meta: { ..._meta, progressToken: 'p' } });
    await sleep(50);
    expect(wire.messages.map(({ method, params }) => [method, params?.['progress']])).toEqual([
      ['notifications/progress', 1],
      ['notifications/progress', 2],
      [undefined, undefined],
    ]);
  });

  it('the client cancels its call', async () => {
    const made = probe();
    const wire = serve(made);
    wire.input.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'demo_get_patience', arguments: { ms: 5_000 }, ...newest } })}\n`,
    );
    await until(() => made.events.includes('started'));
    wire.notify('notifications/cancelled', { requestId: 1 });
    await until(() => made.events.includes('aborted'));
  });

  it('changes are told to an older client: lists always, resources to which it subscribed', async () => {
    const wire = serve(probe());
    await initialize(wire);
    await wire.request(1, 'resources/subscribe', { uri: 'demo://context' });
    wire.serving.resourceUpdated('demo://patience/1');
    wire.serving.resourceUpdated('demo://context');
    expect(await wire.next('notifications/resources/updated')).toMatchObject({ params: { uri: 'demo://context' } });
    wire.serving.swap(probe({ name: 'other' }).toolkit);
    await wire.next('notifications/tools/list_changed');
    expect(JSON.stringify((await wire.request(2, 'tools/list')).result)).toContain('other_get_context');
  });

  it('changes are told to a client of the newest revision as far as it listens', async () => {
    const wire = serve(probe());
    const notifications = { resourceSubscriptions: ['demo://context'] };
    wire.input.write(
      `${JSON.stringify({ jsonrpc: '2.0', id: 'l', method: 'subscriptions/listen', params: { notifications, ...newest } })}\n`,
    );
    await wire.next('notifications/subscriptions/acknowledged');
    wire.serving.swap(probe().toolkit);
    wire.serving.resourceUpdated('demo://patience/1');
    wire.serving.resourceUpdated('demo://context');
    expect(await wire.next('notifications/resources/updated')).toMatchObject({ params: { uri: 'demo://context' } });
    expect(wire.messages).toHaveLength(2);
  });

  it('the server ends when its client goes, and its calls with it', async () => {
    const made = probe();
    const wire = serve(made);
    void wire.request(1, 'tools/call', { name: 'demo_get_patience', arguments: { ms: 5_000 }, ...newest }).catch(() => {});
    await until(() => made.events.includes('started'));
    wire.input.end();
    await wire.serving.closed;
    await until(() => made.events.includes('aborted'));
  });
});
