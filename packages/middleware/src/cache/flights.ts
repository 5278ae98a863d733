import { abortable } from '@causeway/core';

/** Calls that are on their way, so that those who ask the same meanwhile can wait for the answer instead of asking too. */
export interface Flights {
  /** The answer of the call that is on its way; undefined when there is none, or when it fails: its failure may be its own. */
  join(key: string, signal: AbortSignal): Promise<string | undefined>;
  /** Runs a call for itself and for those who join. */
  lead<T>(key: string, run: (land: (answer: string) => void) => Promise<T>): Promise<T>;
}

export function createFlights(): Flights {
  const running = new Map<string, Promise<string | undefined>>();
  return {
    async join(key, signal) {
      const other = running.get(key);
      return other === undefined ? undefined : abortable(other, signal);
    },
    async lead(key, run) {
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      running.set(key, promise);
      try {
        return await run(resolve);
      } finally {
        resolve(undefined);
        if (running.get(key) === promise) running.delete(key);
      }
    },
  };
}
