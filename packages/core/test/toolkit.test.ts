import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ConnectorError, createToolkit, type Call, type Connector, type Middleware, type Tool } from '@causeway/core';
import { connectorOf, echoTool, failed, writeTool } from './fixtures.ts';

const kit = (tools: readonly Tool[], use: readonly Middleware[] = [], deadlineMs = 30_000) =>
  createToolkit({ connectors: [connectorOf(tools)], use, deadlineMs });

describe('a toolkit', () => {
  it('runs a tool by its full name with parsed arguments', async () => {
    const result = await kit([echoTool()]).call({ name: 'demo_read_echo', arguments: { text: 'ab' } });
    expect(result).toMatchObject({ kind: 'done', output: { text: 'ab' } });
  });

  it.each([
    ['a spec it does not know', connectorOf([], { spec: 2 as 1 }), 'revision 2'],
    ['an instance name with an underscore', connectorOf([], { name: 'a_b' }), '2 to 16'],
    ['an instance name of one letter', connectorOf([], { name: 'a' }), '2 to 16'],
    ['a tool name with capitals', connectorOf([echoTool({ name: 'readEcho' })]), 'lower-case words'],
    ['a full name over 40 characters', connectorOf([echoTool({ name: `read_${'x'.repeat(40)}` })]), 'longer than 40'],
    ['two tools of one name', connectorOf([echoTool(), echoTool()]), 'Two tools are named "demo_read_echo"'],
    ['a write without preview', connectorOf([echoTool({ effect: 'delete' })]), 'needs a preview'],
    ['a view of a foreign scheme', connectorOf([echoTool()], { views: [view('other://a')] }), 'must start with "demo://"'],
    ['a view of a tool that is not there', connectorOf([], { views: [view('demo://a')] }), 'names the tool "read_echo"'],
  ])('refuses %s', (_, connector: Connector, message) => {
    expect(() => createToolkit({ connectors: [connector] })).toThrow(message);
  });

  it('refuses two connectors of one name', () => {
    expect(() => createToolkit({ connectors: [connectorOf([]), connectorOf([])] })).toThrow('Two connectors are named "demo"');
  });

  it('keeps two instances of one kind apart, even when names share a beginning', async () => {
    const connectors = ['emea', 'emea2'].map((name) => connectorOf([echoTool({ run: () => Promise.resolve({ text: name }) })], { name }));
    const toolkit = createToolkit({ connectors });
    const outputs = await Promise.all(['emea_read_echo', 'emea2_read_echo'].map((name) => toolkit.call({ name, arguments: { text: '' } })));
    expect(outputs.map((result) => result.kind === 'done' && result.output)).toEqual([{ text: 'emea' }, { text: 'emea2' }]);
  });

  it.each([
    ['an unknown member', { text: 'a', more: 1 }, /more/],
    ['a missing member', {}, /text: /],
    ['a wrong type', { text: 1 }, /text: /],
    ['no object', 'text', /do not fit/],
  ])('answers arguments with %s by invalid_input that names it', async (_, values, message) => {
    const error = failed(await kit([echoTool()]).call({ name: 'demo_read_echo', arguments: values }));
    expect([error.code, error.message]).toEqual(['invalid_input', expect.stringMatching(message)]);
  });

  it.each([
    ['throws a string', () => Promise.reject('secret-token'), 'The connector failed unexpectedly.'],
    [
      'throws before its first await',
      () => {
        throw new Error('secret-token');
      },
      'The connector failed unexpectedly.',
    ],
    ['returns the wrong shape', () => Promise.resolve({ wrong: 'secret-token' }), 'The connector answered in an unexpected shape.'],
    ['returns nothing', () => Promise.resolve(undefined), 'The connector answered in an unexpected shape.'],
  ])('answers a tool that %s by internal, without what it said', async (_, run: () => Promise<unknown>, message) => {
    const error = failed(await kit([echoTool({ run })]).call({ name: 'demo_read_echo', arguments: { text: '' } }));
    expect(JSON.stringify(error)).toBe(JSON.stringify({ code: 'internal', message, retryable: false }));
  });

  it('ends a read that never settles with timeout, a write with unknown_outcome', async () => {
    const never = { run: () => new Promise<never>(() => {}) };
    const toolkit = kit([echoTool(never), writeTool([], never)], [], 30);
    expect(failed(await toolkit.call({ name: 'demo_read_echo', arguments: { text: '' } })).code).toBe('timeout');
    expect(failed(await toolkit.call({ name: 'demo_update_note', arguments: { id: '1', text: '' } })).code).toBe('unknown_outcome');
  });

  it('settles as canceled when the caller cancels', async () => {
    const controller = new AbortController();
    const toolkit = kit([echoTool({ run: () => new Promise<never>(() => {}) })]);
    const work = toolkit.call({ name: 'demo_read_echo', arguments: { text: '' }, signal: controller.signal });
    await sleep(10);
    controller.abort();
    expect(failed(await work).code).toBe('canceled');
  });

  it('does not run a tool for a caller who is gone already', async () => {
    const written: string[] = [];
    const result = await kit([writeTool(written)]).call({
      name: 'demo_update_note',
      arguments: { id: '1', text: 'x' },
      signal: AbortSignal.abort(),
    });
    expect([failed(result).code, written]).toEqual(['canceled', []]);
  });

  it('joins the instructions of its connectors', () => {
    const connectors = ['aa', 'bb'].map((name) => connectorOf([], { name, instructions: `Use ${name}.` }));
    expect(createToolkit({ connectors }).instructions).toBe('Use aa.\n\nUse bb.');
  });

  it('closes every connector, twice without harm', async () => {
    let closed = 0;
    const toolkit = createToolkit({ connectors: [connectorOf([], { close: () => Promise.resolve(void (closed += 1)) })] });
    await toolkit.close();
    await toolkit.close();
    expect(closed).toBe(2);
  });

  it('checks its connectors side by side: one that is down says nothing about the other', async () => {
    const down = () => Promise.reject(new ConnectorError('unavailable', 'Down.'));
    const connectors = [
      connectorOf([], { name: 'down', check: down }),
      connectorOf([], { name: 'fine', check: () => Promise.resolve({ user: 'ada' }) }),
    ];
    const results = await createToolkit({ connectors }).check();
    expect(results.map((result) => (result.ok ? result.health.user : result.error.message))).toEqual(['Down.', 'ada']);
  });
});

describe('middleware', () => {
  const seen: Call[] = [];
  const watch: Middleware = (call, next) => {
    seen.push(call);
    return next(call);
  };

  it('sees the first as outermost', async () => {
    const order: string[] = [];
    const layer =
      (name: string): Middleware =>
      async (call, next) => {
        order.push(`${name} in`);
        const output = await next(call);
        order.push(`${name} out`);
        return output;
      };
    await kit([echoTool()], [layer('a'), layer('b')]).call({ name: 'demo_read_echo', arguments: { text: '' } });
    expect(order).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  it('sees what a call would touch before it runs', async () => {
    seen.length = 0;
    await kit([echoTool()], [watch]).call({ name: 'demo_read_echo', arguments: { text: 'x' } });
    expect(seen[0]).toMatchObject({ via: 'tool', name: 'demo_read_echo', access: [{ object: 'echo', effect: 'read', ids: ['x'] }] });
  });

  it('sees unknown tools, bad arguments and calls that cannot be judged, and cannot make them run', async () => {
    seen.length = 0;
    const unjudged = echoTool({
      name: 'query_all',
      access: () => {
        throw new ConnectorError('invalid_input', 'Cannot be judged.');
      },
    });
    const force: Middleware = (call, next) => {
      const { invalid, ...rest } = call;
      seen.push(call);
      return next(invalid === undefined ? call : { ...rest, invalid });
    };
    const toolkit = kit([echoTool(), unjudged], [force]);
    await toolkit.call({ name: 'demo_nothing' });
    await toolkit.call({ name: 'demo_read_echo', arguments: { text: 1 } });
    await toolkit.call({ name: 'demo_query_all', arguments: { text: '' } });
    expect(seen.map(({ invalid }) => invalid?.code)).toEqual(['not_found', 'invalid_input', 'invalid_input']);
  });

  it('hides tools from lists, and a hidden tool answers as one that does not exist', async () => {
    const deny: Middleware = Object.assign(
      () => Promise.reject(new ConnectorError('permission_denied', 'You may not use demo_read_echo.')),
      {
        filter: { key: () => 'k', allows: () => false },
      },
    );
    const toolkit = kit([echoTool()], [deny]);
    expect(toolkit.list()).toEqual({ key: '["k"]', entries: [] });
    expect(toolkit.personal).toBe(true);
    const hidden = await toolkit.call({ name: 'demo_read_echo', arguments: { text: '' } });
    const missing = await kit([], []).call({ name: 'demo_read_echo', arguments: { text: '' } });
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(missing));
    expect(hidden).toMatchObject({ kind: 'failed', unknown: true });
  });

  it('caches lists by the key of the filter', () => {
    let asked = 0;
    const filter = { key: () => 'same', allows: () => (asked += 1) > 0 };
    const toolkit = kit([echoTool()], [Object.assign<Middleware, object>((call, next) => next(call), { filter })]);
    expect(toolkit.list()).toBe(toolkit.list());
    expect(asked).toBe(1);
  });

  it('gets the preview of a write as a call of its own, with reads for access and a trail of its own', async () => {
    seen.length = 0;
    let changes: unknown;
    const approve: Middleware = async (call, next) => {
      if (call.via === 'tool') changes = await call.preview?.();
      return next(call);
    };
    await kit([writeTool([])], [watch, approve]).call({ name: 'demo_update_note', arguments: { id: '1', text: 'new' } });
    expect(changes).toEqual([{ object: 'note', id: '1', field: 'text', before: 'old', after: 'new' }]);
    expect(seen.map(({ via, access }) => [via, access[0]?.effect])).toEqual([
      ['tool', 'update'],
      ['preview', 'read'],
    ]);
    expect(seen[0]?.context.trail).not.toBe(seen[1]?.context.trail);
    expect(seen[0]?.context.id).toBe(seen[1]?.context.id);
  });
});

function view(uri: string) {
  return { uri, title: 'View', tool: 'read_echo', input: () => ({}) };
}
