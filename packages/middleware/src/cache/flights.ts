/** Calls that are on their way, so that those who ask the same meanwhile can wait for the answer instead of asking too. */
export interface Flights {
  /** The answer of the call that is on its way; undefined when it fails, because its failure may be its own. */
  find(key: string): Promise<string | undefined> | undefined;
  /** Runs a call for itself and for those who join. */
  lead<T>(key: string, run: (land: (answer: string) => void) => Promise<T>): Promise<T>;
}

export function createFlights(): Flights {
  const running = new Map<string, Promise<string | undefined>>();
  return {
    find: (key) => running.get(key),
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
