import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConnectorError, type CallContext } from '@causeway/core';
import { failed, reply, type Desk } from './desk.ts';
import type { GovernedOptions, LayerName } from '@causeway/middleware';
import { names, start } from './watched.ts';
import { records } from './audit-log.ts';
import { startTracing } from './tracing.ts';

const get = { name: 'desk_get_record', arguments: { object: 'Contact', id: 'c1' } };
const update = { name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } } };
const down = () => new ConnectorError('unavailable', 'down');

describe('the preset', () => {
  it('has its layers in this order', () => {
    expect(start().order).toEqual(names);
  });

  it('shows each layer what it must see of a read that fails once', async () => {
    const { call, desk, seen, preset } = start();
    desk.faults.push(down());
    await call(get);
    await preset.close();
    expect(seen).toEqual([
      ...['telemetry', 'audit', 'policy', 'approval', 'rateLimit', 'redact', 'cache', 'breaker', 'retry'].map((name) => `${name} saw tool`),
      'timeout saw tool',
      'timeout got unavailable',
      'retry got unavailable',
      'timeout saw tool',
      'timeout got SSN and e-mail',
      'retry got SSN and e-mail',
      'breaker got SSN and e-mail',
      'cache got SSN and e-mail',
      'redact got SSN and e-mail',
      'rateLimit got SSN',
      'approval got SSN',
      'policy got SSN',
      'audit got nothing hidden',
      'telemetry got nothing hidden',
    ]);
  });

  it('asks with a preview that went through all layers', async () => {
    const { call, seen, preset } = start();
    await call(update);
    await preset.close();
    expect(seen).toEqual([
      ...['telemetry', 'audit', 'policy', 'approval'].map((name) => `${name} saw tool`),
      ...names.map((name) => `${name} saw preview`),
      ...[...names].reverse().map((name) => `${name} got nothing hidden`),
      ...['policy', 'audit', 'telemetry'].map((name) => `${name} got a question`),
    ]);
  });
});

/** What a layer needs of its place: what one sees with the order of the preset, and with the next layer in its place. */
interface Swap {
  readonly outer: LayerName;
  readonly why: string;
  readonly options?: GovernedOptions;
  readonly prepare?: (desk: Desk) => void;
  readonly observe: (started: ReturnType<typeof start>) => Promise<unknown>;
  readonly right: unknown;
  readonly wrong: unknown;
}

const hangOnce = (desk: Desk) => {
  const tool = desk.connector.tools.find(({ name }) => name === 'get_record');
  const run = tool?.run.bind(tool);
  let runs = 0;
  const hang = (call: CallContext) =>
    new Promise((_, reject) => call.signal.addEventListener('abort', () => reject(call.signal.reason as Error)));
  Object.assign(tool ?? {}, { run: (input: unknown, call: CallContext) => ((runs += 1) === 1 ? hang(call) : run?.(input, call)) });
};

const swaps: readonly Swap[] = [
  {
    outer: 'telemetry',
    why: 'the audit names the span of the call',
    observe: async ({ call, directory }) => (await call(get), records(directory)[0]?.trace_id !== undefined),
    right: true,
    wrong: false,
  },
  {
    outer: 'audit',
    why: 'a denied call is recorded',
    observe: async ({ call, directory, preset }) => {
      await call({ name: 'desk_update_record', arguments: { object: 'Contact', id: 'c1', values: { SSN: '1' } } });
      await preset.audit?.refused({ reason: 'end' });
      return records(directory).map(({ outcome, operation }) => [outcome, operation]);
    },
    right: [
      [undefined, 'desk_update_record'],
      ['denied', 'desk_update_record'],
      ['denied', undefined],
    ],
    wrong: [['denied', undefined]],
  },
  {
    outer: 'policy',
    why: 'nobody is asked about a call that is denied anyway',
    options: { approval: {} },
    observe: async ({ call }) => (await call({ ...update, arguments: { object: 'Contact', id: 'c1', values: { Name: 'X' } } })).kind,
    right: 'failed',
    wrong: 'asks',
  },
  {
    outer: 'approval',
    why: 'a call that nobody approved does not reach the limits',
    observe: async ({ call, seen }) => (
      await call({ ...update, reply: reply(await call(update), 'decline') }),
      seen.includes('rateLimit saw tool')
    ),
    right: false,
    wrong: true,
  },
  {
    outer: 'rateLimit',
    why: 'a call beyond the limit costs no further work',
    options: { rateLimit: { limits: [{ by: ['principal'], calls: 1, seconds: 60 }] } },
    observe: async ({ call, seen }) => (
      await call(get),
      (seen.length = 0),
      await call(get),
      seen.filter((line) => line.startsWith('redact saw'))
    ),
    right: [],
    wrong: ['redact saw tool'],
  },
  {
    outer: 'redact',
    why: 'the cache holds values as they are, and each use of them is redacted and counted',
    observe: async ({ call, directory }) => (
      await call(get),
      await call(get),
      records(directory).map(({ redactions }) => redactions?.[0]?.count)
    ),
    right: [1, 1],
    wrong: [1, undefined],
  },
  {
    outer: 'cache',
    why: 'a kept answer is there while the system is left alone',
    observe: async ({ call, desk }) => {
      await call(get);
      for (let i = 0; i < 3; i += 1) {
        desk.faults.push(down(), down(), down());
        failed(await call({ name: 'desk_find_records', arguments: { object: 'Account' } }));
      }
      return (await call(get)).kind;
    },
    right: 'done',
    wrong: 'failed',
  },
  {
    outer: 'breaker',
    why: 'a call that is repeated counts as one failure',
    observe: async ({ call, desk }) => {
      desk.faults.push(down(), down(), down());
      failed(await call(get));
      return (await call(get)).kind;
    },
    right: 'done',
    wrong: 'failed',
  },
  {
    outer: 'retry',
    why: 'each attempt has its own time',
    prepare: hangOnce,
    observe: async ({ call }) => {
      const result = await call(get);
      return result.kind === 'failed' ? result.error.code : result.kind;
    },
    right: 'done',
    wrong: 'timeout',
  },
];

describe('the place of each layer', () => {
  let sdk: ReturnType<typeof startTracing>;
  beforeAll(() => {
    sdk = startTracing();
  });
  afterAll(() => sdk.stop());

  it('is tested for every pair of neighbours', () => {
    expect(swaps.map(({ outer }) => outer)).toEqual(names.slice(0, -1));
  });

  it.each(swaps)('$outer: $why', async ({ outer, options, prepare, observe, right, wrong }) => {
    const inOrder = start(options, undefined, prepare);
    expect(await observe(inOrder)).toEqual(right);
    await inOrder.preset.close();
    const swapped = start(options, outer, prepare);
    expect(swapped.order.indexOf(outer)).toBe(names.indexOf(outer) + 1);
    expect(await observe(swapped)).toEqual(wrong);
    await swapped.preset.close();
  });
});
