import { LRUCache } from 'lru-cache';

/** Whether a call has been counted already. */
export interface Passes {
  counted(callId: string): boolean;
}

const maxCalls = 10_000;
const memoryMs = 900_000;
/** A call with a question runs twice, with a preview each time. More would be a way round the limit. */
const freeRuns = 7;

/** A call starts again after a question, and its previews run under its id. All of that counts as one call. */
export function createPasses(): Passes {
  const runs = new LRUCache<string, number>({ max: maxCalls, ttl: memoryMs });
  return {
    counted(callId) {
      const count = runs.get(callId) ?? 0;
      runs.set(callId, count > freeRuns ? 1 : count + 1);
      return count > 0 && count <= freeRuns;
    },
  };
}
