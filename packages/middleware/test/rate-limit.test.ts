import { approval, rateLimit, type RateLimitOptions } from '@causeway/middleware';
import { createDesk, done, failed, kit, person, reply } from './desk.ts';
import { describe, expect, it } from 'vitest';
import type { CallContext, Quota } from '@causeway/core';
import { setTimeout as sleep } from 'node:timers/promises';

const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' } };
const bob = person({ id: 'bob' });
const stranger = person({ id: 'eve' }, { tenant: 'other' });

const start = (options: RateLimitOptions) => {
  const desk = createDesk();
  const toolkit = kit(desk, [rateLimit(options)]);
  const call = (caller = person(), name = get.name) => toolkit.call({ ...get, name, caller });
  return { desk, toolkit, call };
};

describe('rate limit', () => {
  it('refuses calls beyond the limit and says when to try again', async () => {
    const { call, desk } = start({ limits: [{ by: ['principal'], calls: 2, seconds: 60 }] });
    done(await call());
    done(await call());
    const error = failed(await call());
    expect([error.code, error.message]).toEqual(['rate_limited', 'Too many calls.']);
    expect(error.retryAfterMs).toBeGreaterThan(58_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(desk.log).toHaveLength(2);
  });

  it('lets calls through again after the period', async () => {
    const { call } = start({ limits: [{ by: ['principal'], calls: 1, seconds: 1 }] });
    done(await call());
    const { retryAfterMs = 0 } = failed(await call());
    await sleep(retryAfterMs + 20);
    done(await call());
  });

  it('has a reserve for bursts', async () => {
    const { call } = start({ limits: [{ by: ['principal'], calls: 1, seconds: 60, burst: { calls: 2, seconds: 600 } }] });
    for (let i = 0; i < 3; i += 1) done(await call());
    expect(failed(await call()).code).toBe('rate_limited');
  });

  it.each([
    ['principal', ['principal'], bob, 'done'],
    ['tenant', ['tenant'], bob, 'failed'],
    ['another tenant', ['tenant'], stranger, 'done'],
    ['connector', ['connector'], stranger, 'failed'],
  ] as const)('counts by %s', async (_, by, second, kind) => {
    const { call } = start({ limits: [{ by, calls: 1, seconds: 60 }] });
    done(await call());
    expect((await call(second)).kind).toBe(kind);
  });

  it('counts some tools only, where they are named', async () => {
    const { call } = start({ limits: [{ by: ['tool'], calls: 1, seconds: 60, tools: ['*_describe_*'] }] });
    for (let i = 0; i < 3; i += 1) done(await call());
  });

  it('counts a call with a question, its previews and its second attempt once', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [approval(), rateLimit({ limits: [{ by: ['principal'], calls: 1, seconds: 60 }] })]);
    const update = {
      name: 'desk_update_record',
      arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } },
      caller: person(),
      canAsk: ['form'],
    } as const;
    done(await toolkit.call({ ...update, reply: reply(await toolkit.call(update), 'accept') }));
    expect(failed(await toolkit.call(update)).code).toBe('rate_limited');
  });

  it('does not let the same answer be sent for ever', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [approval(), rateLimit({ limits: [{ by: ['principal'], calls: 1, seconds: 60 }] })]);
    const update = {
      name: 'desk_update_record',
      arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } },
      caller: person(),
      canAsk: ['form'],
    } as const;
    const yes = reply(await toolkit.call(update), 'accept');
    const codes = [];
    for (let i = 0; i < 12; i += 1) {
      const result = await toolkit.call({ ...update, reply: yes });
      codes.push(result.kind === 'failed' ? result.error.code : result.kind);
    }
    expect(codes).toContain('rate_limited');
  });
});

describe('upstream allowances', () => {
  const reporting = (quota: () => Quota) => {
    const started = start({ limits: [] });
    const tool = started.desk.connector.tools.find(({ name }) => name === 'get_record');
    const run = tool?.run.bind(tool);
    Object.assign(tool ?? {}, {
      run: (input: unknown, call: CallContext) => {
        call.trail.quota(quota());
        return run?.(input, call);
      },
    });
    return started;
  };

  it('that are used up keep calls back until they are full again', async () => {
    let remaining = 1;
    const { call, desk } = reporting(() => ({ name: 'daily', limit: 100, remaining: (remaining -= 1), resetMs: 1_700 }));
    done(await call());
    const error = failed(await call());
    expect([error.code, error.message]).toEqual(['rate_limited', 'The allowance of Desk is used up for now.']);
    expect(error.retryAfterMs).toBeLessThanOrEqual(1_700);
    expect(desk.log).toHaveLength(1);
    await sleep(1_720);
    done(await call());
  });

  it('that are full again in a moment are waited for', async () => {
    const { call } = reporting(() => ({ name: 'search', limit: 1, remaining: 0, resetMs: 200 }));
    done(await call());
    const start = performance.now();
    done(await call());
    expect(performance.now() - start).toBeGreaterThan(150);
  });

  it('keep a share for tenants that had less than their part', async () => {
    let remaining = 10;
    const { call } = reporting(() => ({ name: 'daily', limit: 10, remaining: (remaining -= 1), resetMs: 60_000 }));
    done(await call(stranger));
    const kinds = [];
    for (let i = 0; i < 9; i += 1) kinds.push((await call()).kind);
    expect(kinds).toEqual([...Array<string>(8).fill('done'), 'failed']);
    done(await call(stranger));
    expect(failed(await call(stranger)).code).toBe('rate_limited');
  });

  it('may be used up by a tenant that is alone', async () => {
    let remaining = 5;
    const { call } = reporting(() => ({ name: 'daily', limit: 5, remaining: (remaining -= 1), resetMs: 60_000 }));
    for (let i = 0; i < 5; i += 1) done(await call());
    expect(failed(await call()).code).toBe('rate_limited');
  });
});
