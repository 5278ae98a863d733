import { ConnectorError, createKey, type CallContext, type Middleware } from '@causeway/core';
import { describe, expect, it } from 'vitest';
import { approval, breaker, retry, timeout } from '@causeway/middleware';
import { createDesk, done, failed, kit, person, reply } from './desk.ts';
import { setTimeout as sleep } from 'node:timers/promises';

const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller: person() };
const update = { name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } }, caller: person() };
const updateMany = { name: 'desk_update_many', arguments: { object: 'Account', ids: ['a1'], values: { Name: 'X' } }, caller: person() };
const down = () => new ConnectorError('unavailable', 'down');

describe('retry', () => {
  const fast = retry({ baseMs: 1 });

  it('repeats a read that failed for a passing reason', async () => {
    const desk = createDesk();
    desk.faults.push(down(), down());
    done(await kit(desk, [fast]).call(get));
    expect(desk.log).toHaveLength(3);
  });

  it('gives up after its attempts, with the last error', async () => {
    const desk = createDesk();
    desk.faults.push(down(), down(), new ConnectorError('timeout', 'late'), down());
    expect(failed(await kit(desk, [fast]).call(get)).code).toBe('timeout');
    expect(desk.log).toHaveLength(3);
  });

  it.each([
    'invalid_input',
    'not_found',
    'conflict',
    'permission_denied',
    'unauthenticated',
    'unknown_outcome',
    'canceled',
    'internal',
  ] as const)('does not repeat a read that failed with %s', async (code) => {
    const desk = createDesk();
    desk.faults.push(new ConnectorError(code, 'no'));
    expect(failed(await kit(desk, [fast]).call(get)).code).toBe(code);
    expect(desk.log).toHaveLength(1);
  });

  it('never repeats a write, unless the tool says that it may be repeated', async () => {
    const desk = createDesk();
    desk.faults.push(down());
    expect(failed(await kit(desk, [fast]).call(update)).code).toBe('unavailable');
    expect(desk.log).toHaveLength(1);
    desk.faults.push(down());
    done(await kit(desk, [fast]).call(updateMany));
    expect(desk.log).toHaveLength(3);
  });

  it('waits as long as the system asks, and not at all when that is too long', async () => {
    const desk = createDesk();
    desk.faults.push(new ConnectorError('rate_limited', 'slow', { retryAfterMs: 60 }));
    const start = performance.now();
    done(await kit(desk, [fast]).call(get));
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
    desk.faults.push(new ConnectorError('rate_limited', 'slow', { retryAfterMs: 60_000 }));
    expect(failed(await kit(desk, [fast]).call(get)).retryAfterMs).toBe(60_000);
  });

  it('stops waiting when the caller cancels', async () => {
    const desk = createDesk();
    desk.faults.push(down());
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const start = performance.now();
    const result = await kit(desk, [retry({ baseMs: 5_000 })]).call({ ...get, signal: controller.signal });
    expect(failed(result).code).toBe('canceled');
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('does not count a question as a failure', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [retry({ baseMs: 1 }), approval()]);
    const asked = await toolkit.call({ ...update, canAsk: ['form'] });
    expect(desk.log).toEqual(['preview Account a1']);
    done(await toolkit.call({ ...update, canAsk: ['form'], reply: reply(asked, 'accept') }));
  });

  it('does not repeat a call that can never run', async () => {
    const desk = createDesk();
    const seen: string[] = [];
    const watch: Middleware = (call, next) => (seen.push(call.name), next(call));
    Object.assign(desk.connector.tools[0] ?? {}, { access: () => Promise.reject(down()) });
    expect(failed(await kit(desk, [fast, watch]).call({ ...get, name: 'desk_find_records', arguments: { object: 'Account' } })).code).toBe(
      'unavailable',
    );
    expect(seen).toHaveLength(1);
  });
});

const hang = (_: unknown, call: CallContext) =>
  new Promise((_resolve, reject) => call.signal.addEventListener('abort', () => reject(call.signal.reason as Error)));

describe('timeout', () => {
  const toolOf = (desk: ReturnType<typeof createDesk>, name: string) => desk.connector.tools.find((tool) => tool.name === name) ?? {};

  it('ends an attempt that takes too long', async () => {
    const desk = createDesk();
    Object.assign(toolOf(desk, 'get_record'), { run: hang });
    const error = failed(await kit(desk, [timeout({ ms: 20 })]).call(get));
    expect([error.code, error.message]).toEqual(['timeout', 'The system took longer than 0.02 s.']);
  });

  it('says of a write that its outcome is not known', async () => {
    const desk = createDesk();
    Object.assign(toolOf(desk, 'update_record'), { run: hang });
    expect(failed(await kit(desk, [timeout({ ms: 20 })]).call(update)).code).toBe('unknown_outcome');
  });

  it('gives some tools another time', async () => {
    const desk = createDesk();
    Object.assign(toolOf(desk, 'get_record'), { run: hang });
    const toolkit = kit(desk, [timeout({ ms: 60_000, tools: [{ names: ['*_get_*'], ms: 20 }] })]);
    expect(failed(await toolkit.call(get)).code).toBe('timeout');
  });

  it('lets each repetition have its time', async () => {
    const desk = createDesk();
    let runs = 0;
    const { run } = toolOf(desk, 'get_record') as { run: (input: unknown, call: CallContext) => unknown };
    Object.assign(toolOf(desk, 'get_record'), {
      run: (input: unknown, call: CallContext) => ((runs += 1) < 3 ? hang(input, call) : run(input, call)),
    });
    done(await kit(desk, [retry({ baseMs: 1 }), timeout({ ms: 20 })]).call(get));
    expect(runs).toBe(3);
  });

  it('leaves other values of the context as they are', async () => {
    const desk = createDesk();
    const key = createKey('colour', 'none');
    const seen: string[] = [];
    const inner: Middleware = (call, next) => (seen.push(call.context.get(key)), next(call));
    done(await kit(desk, [(call, next) => next({ ...call, context: call.context.with(key, 'red') }), timeout(), inner]).call(get));
    expect(seen).toEqual(['red']);
  });
});

describe('circuit breaker', () => {
  const outage = (desk: ReturnType<typeof createDesk>, times: number) => desk.faults.push(...Array.from({ length: times }, down));

  it('leaves a system alone that failed several times in a row, and says for how long', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [breaker({ failures: 3, restMs: 60_000 })]);
    outage(desk, 3);
    for (let i = 0; i < 3; i += 1) failed(await toolkit.call(get));
    const error = failed(await toolkit.call(get));
    expect([error.code, error.message]).toEqual(['unavailable', 'Desk has not answered lately and is left alone for a moment.']);
    expect(error.retryAfterMs).toBeGreaterThan(55_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(desk.log).toHaveLength(3);
  });

  it('lets one call through after the rest, and goes on when it succeeds', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [breaker({ failures: 1, restMs: 30 })]);
    outage(desk, 2);
    failed(await toolkit.call(get));
    await sleep(40);
    failed(await toolkit.call(get));
    expect(failed(await toolkit.call(get)).message).toMatch(/left alone/);
    await sleep(80);
    done(await toolkit.call(get));
    done(await toolkit.call(get));
    expect(desk.log).toHaveLength(4);
  });

  it('keeps others from waiting for the one call that tries', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [breaker({ failures: 1, restMs: 10 })]);
    outage(desk, 1);
    failed(await toolkit.call(get));
    await sleep(20);
    const tool = desk.connector.tools.find(({ name }) => name === 'get_record') ?? {};
    Object.assign(tool, { run: hang });
    const controller = new AbortController();
    const trial = toolkit.call({ ...get, signal: controller.signal });
    await sleep(5);
    expect(failed(await toolkit.call(get)).message).toMatch(/left alone/);
    controller.abort();
    expect(failed(await trial).code).toBe('canceled');
  });

  it('keeps connectors and tenants apart', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [breaker({ failures: 1, restMs: 60_000 })]);
    outage(desk, 1);
    failed(await toolkit.call(get));
    expect(failed(await toolkit.call(get)).message).toMatch(/left alone/);
    done(await toolkit.call({ ...get, caller: person({}, { tenant: 'other' }) }));
  });

  it('counts no answer of the system as an outage, and no question', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [breaker({ failures: 1 }), approval()]);
    for (const code of ['not_found', 'permission_denied', 'invalid_input', 'conflict', 'rate_limited', 'unauthenticated'] as const) {
      desk.faults.push(new ConnectorError(code, 'no'));
      expect(failed(await toolkit.call(get)).code).toBe(code);
    }
    await toolkit.call({ ...update, canAsk: ['form'] });
    done(await toolkit.call(get));
  });
});
