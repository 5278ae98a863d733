import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Middleware, Quota } from '@causeway/core';
import { benchOf, connect, useSandbox } from './harness.ts';

const sandbox = useSandbox({ hubspot: { limits: { tenSecondly: 100, daily: 10_000, searchPerSecond: 50 } } });

// A busy machine must not move the second in which searches are counted.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

function listening(quotas: Quota[]): Middleware {
  return async (call, next) => {
    try {
      return await next(call);
    } finally {
      quotas.push(...call.context.trail.log.quotas);
    }
  };
}

test('what HubSpot says is left is told: of the day and of ten seconds; searches are counted in a bucket of their own', async () => {
  const quotas: Quota[] = [];
  const bench = benchOf(connect(sandbox()), [listening(quotas)]);
  await bench.call('list_owners');
  expect(quotas).toEqual([
    { name: 'daily', limit: 10_000, remaining: 9_999 },
    { name: 'ten_secondly', limit: 100, remaining: 99, resetMs: 10_000 },
  ]);
  quotas.splice(0);
  for (let search = 0; search < 3; search += 1) await bench.call('find_records', { object: 'contacts', fields: ['email'], limit: 1 });
  const searches = quotas.filter(({ name }) => name === 'search');
  expect(searches.map(({ limit, remaining }) => [limit, remaining])).toEqual([
    [4, 3],
    [4, 2],
    [4, 1],
  ]);
  expect(searches.every(({ resetMs = 0 }) => resetMs > 0 && resetMs <= 1_000)).toBe(true);
});

test('a search that is refused leaves nothing in its bucket', async () => {
  const quotas: Quota[] = [];
  const bench = benchOf(connect(sandbox(), { token: sandbox().hubspot.token() }), [listening(quotas)]);
  sandbox().inject({ service: 'hubspot', path: '/search', fault: { kind: 'preset', name: 'hubspot.secondly' } });
  expect(await bench.fail('find_records', { object: 'companies' })).toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 });
  expect(quotas.at(-1)).toEqual({ name: 'search', limit: 4, remaining: 0, resetMs: 1_000 });
});
