import { abortable } from './abortable.ts';

export interface TtlCacheOptions {
  /** Milliseconds for which a value is good. */
  readonly ttlMs: number;
  /** Most values kept; the one unused for longest goes first. Default 1,000. */
  readonly maxEntries?: number;
  /** Milliseconds since some start; for tests. */
  readonly now?: () => number;
}

/** Values that are costly to fetch and change rarely: metadata. Each is fetched once, however many ask for it at the same time. */
export interface TtlCache<T> {
  /**
   * The value under a key, fetched with `load` when it is not there. Failures are not kept. `load` gets a signal of its own, which
   * aborts when everybody who waits has gone: one caller that cancels takes nothing from the others.
   */
  get(key: string, signal: AbortSignal, load: (signal: AbortSignal) => Promise<T>): Promise<T>;
  delete(key: string): void;
  clear(): void;
}

interface Entry<T> {
  readonly value: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  /** Infinity while it is being fetched. */
  expires: number;
}

export function createTtlCache<T>({ ttlMs, maxEntries = 1_000, now = Date.now }: TtlCacheOptions): TtlCache<T> {
  const entries = new Map<string, Entry<T>>();

  const start = (key: string, load: (signal: AbortSignal) => Promise<T>): Entry<T> => {
    const controller = new AbortController();
    const value = Promise.resolve().then(() => load(controller.signal));
    const entry: Entry<T> = { value, controller, waiting: 0, expires: Infinity };
    value.then(
      () => {
        entry.expires = now() + ttlMs;
      },
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry;
  };

  const find = (key: string): Entry<T> | undefined => {
    const entry = entries.get(key);
    entries.delete(key);
    return entry !== undefined && entry.expires > now() && !entry.controller.signal.aborted ? entry : undefined;
  };

  return {
    async get(key, signal, load) {
      signal.throwIfAborted();
      const entry = find(key) ?? start(key, load);
      entries.set(key, entry);
      trim(entries, maxEntries);
      entry.waiting += 1;
      try {
        return await abortable(entry.value, signal);
      } finally {
        entry.waiting -= 1;
        if (entry.waiting === 0 && entry.expires === Infinity) entry.controller.abort(signal.reason);
      }
    },
    delete: (key) => {
      entries.delete(key);
    },
    clear: () => entries.clear(),
  };
}

/** A map keeps the order of insertion, and every use inserts anew. */
function trim(entries: Map<string, unknown>, maxEntries: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= maxEntries) return;
    entries.delete(key);
  }
}
