import { abortable, type Call, type Middleware } from '@causeway/core';
import { anyOf } from '../glob.ts';
import { bumpedBy, keyOf, tagsOf } from './key.ts';
import { createCacheMemory } from './memory.ts';
import { createFlights } from './flights.ts';
import { journalKey } from '../journal.ts';
import { recallAnswer, storeAnswer } from './answer.ts';
import type { CacheStore } from './store.ts';

export interface CacheOptions {
  /** Full names of the read tools whose answers are kept: `*_describe_*`. None are without being named. */
  readonly tools: readonly string[];
  /** Milliseconds for which an answer is good. Default 60,000. */
  readonly ttlMs?: number;
  /** Default: memory, bounded. */
  readonly store?: CacheStore;
}

/**
 * Keeps answers of reads for the caller who asked. A write through this server to an object drops the answers about it; what
 * changes elsewhere shows when the time is up.
 */
export function cache({ tools, ttlMs = 60_000, store = createCacheMemory() }: CacheOptions): Middleware {
  const isKept = anyOf(tools);
  const flights = createFlights();

  const read: Middleware = async (call, next) => {
    const key = keyOf(call, await failOpen(store.generations(tagsOf(call))));
    if (key === undefined) return next(call);
    const kept = await failOpen(store.get(key));
    const flight = flights.find(key);
    // Nothing may be awaited between finding no flight and starting one.
    const known = kept ?? (flight === undefined ? undefined : await abortable(flight, call.context.signal));
    call.context.get(journalKey).cached(known === undefined ? 'miss' : 'hit');
    if (known !== undefined) return recallAnswer(known, call.context.trail);
    return flights.lead(key, async (land) => {
      const output = await next(call);
      const text = storeAnswer(output, call.context.trail.log);
      land(text);
      await failOpen(store.set(key, text, ttlMs));
      return output;
    });
  };

  return async (call, next) => {
    if (call.tool === undefined || call.invalid !== undefined || call.via === 'preview') return next(call);
    if (isRead(call)) return isKept(call.name) ? read(call, next) : next(call);
    try {
      return await next(call);
    } finally {
      // Also after a failure: the change may have been made.
      await failOpen(store.bump(bumpedBy(call)));
    }
  };
}

function isRead({ tool, access }: Call): boolean {
  return tool?.effect === 'read' && access.every(({ effect }) => effect === 'read');
}

/** Without its store the cache is only slower. */
async function failOpen<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    return undefined;
  }
}
