import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConnectorError, createToolkit, type Call, type CallResult, type Connector, type Middleware, type Tool } from '@causeway/core';
import { connectorOf, echoTool, writeTool } from './fixtures.ts';

interface Parts extends Partial<Connector> {
  readonly use?: readonly Middleware[];
  readonly deadlineMs?: number;
}

const kit = (tool: Tool, { use = [], deadlineMs = 30_000, ...connector }: Parts = {}) =>
  createToolkit({ connectors: [connectorOf([tool], connector)], use, deadlineMs });

function failed(result: { readonly kind: string }): ConnectorError {
  if (result.kind !== 'failed') throw new Error(`expected a failure, got ${result.kind}`);
  return (result as CallResult & { readonly kind: 'failed' }).error;
}

/** A list in a list in a list, too deep for what walks it by recursion. */
const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
const nested: z.ZodType = z.lazy(() => z.array(nested));
const asking: Middleware = async (call, next) => {
  await call.context.ask({ yes: { kind: 'form', message: 'Really?' } });
  return next(call);
};
const anything = echoTool({ input: z.strictObject({ value: z.any() }), access: () => [], run: () => Promise.resolve({ text: '' }) });

describe('arguments', () => {
  it.each(['__proto__', 'constructor', 'toString'])('named %s are foreign like any other', async (name) => {
    const values: unknown = JSON.parse(`{"text":"a","${name}":{"times":2}}`);
    expect(failed(await kit(echoTool()).call({ name: 'demo_read_echo', arguments: values })).message).toContain(name);
  });

  it('that are a list are refused', async () => {
    expect(failed(await kit(echoTool()).call({ name: 'demo_read_echo', arguments: ['a'] })).code).toBe('invalid_input');
  });

  it.each([
    ['nested too deeply for their schema', { value: deep }],
    ['that throw when they are read', Object.defineProperty({}, 'value', { enumerable: true, get: () => expect.fail() })],
  ])('%s go down the chain, to be audited, and never run', async (_, values) => {
    const seen: Call[] = [];
    const audit: Middleware = (call, next) => {
      seen.push(call);
      return next(call);
    };
    const tool = echoTool({ input: z.strictObject({ value: nested }), run: () => expect.fail() });
    const error = failed(await kit(tool, { use: [audit] }).call({ name: 'demo_read_echo', arguments: values }));
    expect(seen.map(({ invalid }) => invalid)).toEqual([error]);
  });

  it('nested too deeply are named as such', async () => {
    const tool = echoTool({ input: z.strictObject({ value: nested }) });
    expect(failed(await kit(tool).call({ name: 'demo_read_echo', arguments: { value: deep } }))).toMatchObject({
      code: 'invalid_input',
      message: 'The arguments do not fit: they are nested too deeply',
    });
  });

  it.each([
    ['nested too deeply', deep],
    ['without a JSON form', 1n],
  ])('%s cannot wait for an answer', async (_, value) => {
    const result = await kit(anything, { use: [asking] }).call({ name: 'demo_read_echo', arguments: { value }, canAsk: ['form'] });
    expect(failed(result).code).toBe('invalid_input');
  });

  it('may be large where a question is asked: they are not part of the state', async () => {
    const values = { value: 'x'.repeat(100_000) };
    const result = await kit(anything, { use: [asking] }).call({ name: 'demo_read_echo', arguments: values, canAsk: ['form'] });
    expect(result.kind === 'asks' && result.state.length < 1_000).toBe(true);
  });

  it('of which much is wrong are answered in few words', async () => {
    const tool = echoTool({ input: z.strictObject({ list: z.array(z.string()) }) });
    const list = failed(await kit(tool).call({ name: 'demo_read_echo', arguments: { list: Array.from({ length: 100_000 }, () => 1) } }));
    const key = failed(await kit(tool).call({ name: 'demo_read_echo', arguments: { ['k'.repeat(100_000)]: 1 } }));
    const name = failed(await kit(tool).call({ name: 'n'.repeat(100_000) }));
    expect([list, key, name].map((error) => JSON.stringify(error).length < 5_000)).toEqual([true, true, true]);
    expect(list.message).toMatch(/; and 99990 more$/);
  });
});

describe('a call ends', () => {
  const stuck: Middleware = () => new Promise(() => {});

  it.each([
    ['in a layer that never settles', kit(echoTool(), { use: [stuck], deadlineMs: 40 }), 'timeout'],
    ['in a schema that never settles', kit(echoTool({ input: hanging() }), { deadlineMs: 40 }), 'timeout'],
    ['in the schema of the answer', kit(echoTool({ output: hanging() }), { deadlineMs: 40 }), 'timeout'],
  ])('at its deadline %s', async (_, toolkit, code) => {
    expect(failed(await toolkit.call({ name: 'demo_read_echo', arguments: { text: 'a' } })).code).toBe(code);
  });

  it('with an unknown outcome when a write is stuck in a layer', async () => {
    const late: Middleware = async (call, next) => {
      await next(call);
      return new Promise(() => {});
    };
    const result = await kit(writeTool([]), { use: [late], deadlineMs: 40 }).call({
      name: 'demo_update_note',
      arguments: { id: '1', text: '' },
    });
    expect(failed(result).code).toBe('unknown_outcome');
  });

  it('when layers have written down how: the deadline does not overtake them', async () => {
    const outcomes: string[] = [];
    const audit: Middleware = async (call, next) => {
      try {
        return await next(call);
      } catch (thrown) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        outcomes.push(ConnectorError.from(thrown).code);
        throw thrown;
      }
    };
    const tool = echoTool({ run: () => new Promise(() => {}) });
    await kit(tool, { use: [audit], deadlineMs: 40 }).call({ name: 'demo_read_echo', arguments: { text: 'a' } });
    expect(outcomes).toEqual(['timeout']);
  });
});

describe('an answer that nobody can use', () => {
  const swallow: Middleware = async (call, next) => void (await next(call));
  const wrong = { run: () => Promise.resolve({ wrong: true }) };
  const broken = { present: () => expect.fail() };

  it.each([
    ['of the wrong shape', wrong, []],
    ['that cannot be presented', broken, []],
    ['that a layer forgot to return', {}, [swallow]],
  ])('%s is internal for a read, and an unknown outcome for a write', async (_, overrides: Partial<Tool>, use: readonly Middleware[]) => {
    const read = await kit(echoTool(overrides), { use }).call({ name: 'demo_read_echo', arguments: { text: 'a' } });
    const write = await kit(writeTool([], overrides), { use }).call({ name: 'demo_update_note', arguments: { id: '1', text: 'a' } });
    expect([failed(read).code, failed(write).code]).toEqual(['internal', 'unknown_outcome']);
  });
});

describe('what a filter hides', () => {
  const hide: Middleware = Object.assign<Middleware, Partial<Middleware>>((call, next) => next(call), {
    filter: { key: () => 'nobody', allows: () => false },
  });

  it('does not run, even when no layer guards it', async () => {
    const written: string[] = [];
    const result = await kit(writeTool(written), { use: [hide] }).call({ name: 'demo_update_note', arguments: { id: '1', text: 'a' } });
    expect([result.kind === 'failed' && result.unknown, written]).toEqual([true, []]);
  });

  it('does not tell by the preview either', async () => {
    const peek: Middleware = Object.assign<Middleware, Partial<Middleware>>(async (call, next) => (await call.preview?.()) ?? next(call), {
      filter: { key: () => 'nobody', allows: () => false },
    });
    const tool = writeTool([], { preview: () => expect.fail() });
    const result = await kit(tool, { use: [peek] }).call({ name: 'demo_update_note', arguments: { id: '1', text: 'a' } });
    expect(result).toMatchObject({ kind: 'failed', unknown: true });
  });

  it('is no resource, whatever its view makes of the URI', async () => {
    const seen: string[] = [];
    const watch: Middleware = (call, next) => {
      seen.push(`${call.via} ${String(call.invalid?.message)}`);
      return next(call);
    };
    const input = () => {
      throw new ConnectorError('invalid_input', 'This is no id.');
    };
    const views = [{ uri: 'demo://note/{id}', title: 'Note', tool: 'read_echo', input }];
    const read = (use: readonly Middleware[]) => kit(echoTool(), { use, views }).read({ uri: 'demo://note/1' });
    expect(failed(await read([watch])).message).toBe('This is no id.');
    expect(await read([watch, hide])).toMatchObject({ kind: 'failed', unknown: true });
    expect(seen).toEqual(['view This is no id.', 'view This is no id.']);
  });
});

describe('a template', () => {
  it.each(['demo://a/{x}-{y}', 'demo://a/{x}{y}', 'demo://a/x{y}', 'demo://a/{x}/{x}', 'demo://a/{+x}', 'demo://a/{x'])(
    '%s is refused',
    (uri) => {
      expect(() => kit(echoTool(), { views: [{ uri, title: 'View', tool: 'read_echo', input: () => ({}) }] })).toThrow(
        'as a whole segment',
      );
    },
  );

  it.each([
    ['demo://a/..%2F..%2Fb', '../../b'],
    ['demo://a/%2e%2e', '..'],
    ['demo://a/__proto__', '__proto__'],
  ])('hands %s on as it is meant, and no further', async (uri, text) => {
    const view = {
      uri: 'demo://a/{x}',
      title: 'View',
      tool: 'read_echo',
      input: ({ x }: Readonly<Record<string, string>>) => ({ text: x }),
    };
    expect(await kit(echoTool(), { views: [view] }).read({ uri })).toMatchObject({ kind: 'done', output: { text } });
  });
});

it.each(['constructor', '__proto__', 'toString'])('completes nothing for the variable %s', async (argument) => {
  const views = [{ uri: 'demo://a/{x}', title: 'View', tool: 'read_echo', input: () => ({}), complete: {} }];
  const toolkit = kit(echoTool(), { views, use: [() => expect.fail()] });
  expect(await toolkit.complete({ of: { view: 'demo://a/{x}' }, argument, typed: '' })).toEqual([]);
});

/** Of an echo, but it never comes to an end. */
function hanging(): Tool['input'] {
  return z.looseObject({ text: z.string().describe('Any text') }).refine(() => new Promise<boolean>(() => {}));
}
