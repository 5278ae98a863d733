import type { ApiKey } from './api-key.ts';

/** Where API keys are kept. */
export interface KeyStore {
  find(id: string): Promise<ApiKey | undefined>;
  list(): Promise<readonly ApiKey[]>;
  add(key: ApiKey): Promise<void>;
  /** Replaces members of a key. Returns whether there is such a key. */
  update(id: string, change: Partial<Pick<ApiKey, 'expiresAt' | 'revokedAt'>>): Promise<boolean>;
}

/** Keys of this process, for tests. */
export function createKeyMemory(keys: readonly ApiKey[] = []): KeyStore {
  const known = new Map(keys.map((key) => [key.id, key]));
  return {
    find: (id) => Promise.resolve(known.get(id)),
    list: () => Promise.resolve([...known.values()]),
    add: (key) => Promise.resolve(void known.set(key.id, key)),
    update: (id, change) => {
      const key = known.get(id);
      if (key !== undefined) known.set(id, { ...key, ...change });
      return Promise.resolve(key !== undefined);
    },
  };
}
