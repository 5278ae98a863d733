import { expect, test } from 'vitest';
import { createTtlCache } from '@causeway/core';

const never = new AbortController().signal;

function counted<T>(answer: (count: number) => T | Promise<T>) {
  const counter = { calls: 0, load: async () => answer((counter.calls += 1)) };
  return counter;
}

test('a value is fetched once, however many ask at the same time', async () => {
  const cache = createTtlCache<number>({ ttlMs: 1000 });
  const source = counted((count) => count);
  const values = await Promise.all([1, 2, 3].map(() => cache.get('a', never, source.load)));
  expect(values).toEqual([1, 1, 1]);
  expect(await cache.get('a', never, source.load)).toBe(1);
  expect(source.calls).toBe(1);
});

test('a value is fetched again when its time is over, or when it is deleted', async () => {
  let now = 0;
  const cache = createTtlCache<number>({ ttlMs: 1000, now: () => now });
  const source = counted((count) => count);
  await cache.get('a', never, source.load);
  now = 999;
  expect(await cache.get('a', never, source.load)).toBe(1);
  now = 1000;
  expect(await cache.get('a', never, source.load)).toBe(2);
  cache.delete('a');
  expect(await cache.get('a', never, source.load)).toBe(3);
  cache.clear();
  expect(await cache.get('a', never, source.load)).toBe(4);
});

test('a failure reaches everyone who waits and is not kept', async () => {
  const cache = createTtlCache<number>({ ttlMs: 1000 });
  const source = counted((count) => {
    if (count === 1) throw new Error('down');
    return count;
  });
  const outcomes = await Promise.allSettled([cache.get('a', never, source.load), cache.get('a', never, source.load)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await cache.get('a', never, source.load)).toBe(2);
});

test('one caller who cancels takes nothing from the others', async () => {
  const cache = createTtlCache<string>({ ttlMs: 1000 });
  const first = new AbortController();
  let seen: AbortSignal | undefined;
  const load = async (signal: AbortSignal) => {
    seen = signal;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return 'done';
  };
  const leaving = cache.get('a', first.signal, load);
  const staying = cache.get('a', never, load);
  first.abort(new Error('gone'));
  await expect(leaving).rejects.toThrow('gone');
  expect(await staying).toBe('done');
  expect(seen?.aborted).toBe(false);
});

test('a fetch that nobody waits for is stopped, and the next caller starts anew', async () => {
  const cache = createTtlCache<string>({ ttlMs: 1000 });
  const only = new AbortController();
  let stopped: unknown;
  const hanging = cache.get('a', only.signal, (signal) => {
    return new Promise<string>((_, reject) => {
      signal.addEventListener('abort', () => {
        stopped = signal.reason;
        reject(signal.reason as Error);
      });
    });
  });
  await Promise.resolve();
  only.abort(new Error('gone'));
  await expect(hanging).rejects.toThrow('gone');
  expect(stopped).toBe(only.signal.reason);
  expect(await cache.get('a', never, async () => 'fresh')).toBe('fresh');
});

test('the value unused for longest goes first', async () => {
  const cache = createTtlCache<number>({ ttlMs: 1000, maxEntries: 2 });
  const source = counted((count) => count);
  await cache.get('a', never, source.load);
  await cache.get('b', never, source.load);
  await cache.get('a', never, source.load);
  await cache.get('c', never, source.load);
  expect(await cache.get('a', never, source.load)).toBe(1);
  expect(await cache.get('b', never, source.load)).toBe(4);
});
