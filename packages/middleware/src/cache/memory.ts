import type { CacheStore } from './store.ts';
import { LRUCache } from 'lru-cache';

export interface CacheMemoryOptions {
  /** Most answers kept. Default 1,000. */
  readonly maxEntries?: number;
  /** Most bytes of answers kept, counted as UTF-16. Default 16 MiB. */
  readonly maxBytes?: number;
}

const maxNames = 10_000;

/** Answers of this process; the one unused for longest goes first. */
export function createCacheMemory({ maxEntries = 1_000, maxBytes = 16_777_216 }: CacheMemoryOptions = {}): CacheStore {
  const answers = new LRUCache<string, string>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: (value, key) => (value.length + key.length) * 2,
  });
  const changes = new Map<string, number>();
  return {
    get: (key) => Promise.resolve(answers.get(key)),
    set(key, value, ttl) {
      answers.set(key, value, { ttl });
      return Promise.resolve();
    },
    generations: (names) => Promise.resolve(names.map((name) => changes.get(name) ?? 0)),
    bump(names) {
      // Names come from arguments, so they are bounded. Forgetting a count means forgetting what was kept under it.
      if (changes.size > maxNames) {
        changes.clear();
        answers.clear();
      }
      for (const name of names) changes.set(name, (changes.get(name) ?? 0) + 1);
      return Promise.resolve();
    },
  };
}
