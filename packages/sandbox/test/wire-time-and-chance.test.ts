import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock, demoNow } from '../src/wire/clock.ts';
import { isPathTrick } from '../src/wire/path-guard.ts';
import { createRandom } from '../src/wire/random.ts';

describe('the clock', () => {
  test('starts on 2 November 2026, 09:00 UTC, and runs on', async () => {
    const clock = createClock();
    const begin = clock.now();
    expect(begin - demoNow).toBeLessThan(50);
    expect(new Date(demoNow).toISOString()).toBe('2026-11-02T09:00:00.000Z');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(clock.now() - begin).toBeGreaterThanOrEqual(25);
  });

  test('stands still when frozen, advances and jumps on demand', () => {
    const clock = createClock({ now: 1000, frozen: true });
    clock.advance(500);
    expect(clock.now()).toBe(1500);
    clock.set(20);
    expect(clock.now()).toBe(20);
  });
});

describe('chance', () => {
  test('the same seed gives the same numbers, on every machine', () => {
    const random = createRandom(42);
    expect([random.int(0, 999), random.int(0, 999), random.int(0, 999)]).toEqual([307, 367, 231]);
  });

  test('a fork depends on seed and label, not on what was drawn before', () => {
    const one = createRandom('s');
    one.next();
    expect(one.fork('a').next()).toBe(createRandom('s').fork('a').next());
    expect(one.fork('a').next()).not.toBe(one.fork('b').next());
  });

  test('whole numbers stay in their range and reach both ends', () => {
    const random = createRandom(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.int(3, 7)));
    expect([...seen].toSorted((one, other) => one - other)).toEqual([3, 4, 5, 6, 7]);
  });

  test('a pick from nothing is refused', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});

describe('path tricks', () => {
  test('an encoded identifier is never taken for a trick', () => {
    const identifier = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.isWellFormed() && !/[\p{Cc}\\]|^\.{1,2}$|(^|\/)\.{1,2}(\/|$)/u.test(text));
    fc.assert(fc.property(identifier, (text) => !isPathTrick(`/crm/v3/${encodeURIComponent(text)}`)));
  });

  test('a dot segment is a trick however it is encoded and wherever it stands', () => {
    const dot = fc.constantFrom('.', '%2e', '%2E');
    const dots = fc.oneof(
      dot,
      fc.tuple(dot, dot).map((pair) => pair.join('')),
    );
    const plain = fc.constantFrom('crm', 'v3', 'a%20b');
    fc.assert(
      fc.property(fc.array(plain), dots, fc.array(plain), (before, segment, after) =>
        isPathTrick(`/${[...before, segment, ...after].join('/')}`),
      ),
    );
  });

  test('a slash at the end is none, two are', () => {
    expect([isPathTrick('/crm/v3/owners/'), isPathTrick('/crm/v3/owners//'), isPathTrick('/')]).toEqual([false, true, false]);
  });
});
