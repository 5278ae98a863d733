import { LRUCache } from 'lru-cache';

/** Remembers open questions. Each can be taken once. */
export interface ReplayStore {
  put(key: string, ttlMs: number): Promise<void>;
  /** Whether the key was there; it is gone after that. Atomic. */
  take(key: string): Promise<boolean>;
}

/** For one process. A question that is forgotten, for a restart or for want of room, is asked again. */
export function createReplayMemory(maxEntries = 10_000): ReplayStore {
  const open = new LRUCache<string, true>({ max: maxEntries });
  return {
    put(key, ttl) {
      open.set(key, true, { ttl });
      return Promise.resolve();
    },
    take(key) {
      const known = open.get(key) === true;
      open.delete(key);
      return Promise.resolve(known);
    },
  };
}
