import type { VaultKey, VaultRow, VaultStore } from './store.ts';

/** A store of this process, for tests. */
export function memoryVault(): VaultStore {
  const rows = new Map<string, VaultRow & VaultKey>();
  const locks = new Map<string, { readonly owner: string; readonly until: number }>();
  const pending = new Map<string, { readonly sealed: string; readonly expiresAt: number }>();
  const idOf = ({ tenant, user, system }: VaultKey) => JSON.stringify([tenant, user, system]);
  const put = (key: VaultKey, sealed: string) => {
    const id = idOf(key);
    rows.set(id, { ...key, sealed, version: (rows.get(id)?.version ?? 0) + 1 });
  };
  return {
    read: async (key) => rows.get(idOf(key)),
    list: async ({ tenant, user }) =>
      new Map([...rows.values()].filter((row) => row.tenant === tenant && row.user === user).map((row) => [row.system, row])),
    write: async (key, sealed) => put(key, sealed),
    async replace(key, sealed, version) {
      if (rows.get(idOf(key))?.version !== version) return false;
      put(key, sealed);
      return true;
    },
    delete: async (key) => rows.delete(idOf(key)),
    async lock(key, owner, ms) {
      const id = idOf(key);
      if ((locks.get(id)?.until ?? 0) > Date.now()) return false;
      locks.set(id, { owner, until: Date.now() + ms });
      return true;
    },
    async unlock(key, owner) {
      if (locks.get(idOf(key))?.owner === owner) locks.delete(idOf(key));
    },
    async putPending(id, sealed, expiresAt) {
      for (const [old, value] of pending) if (value.expiresAt <= Date.now()) pending.delete(old);
      pending.set(id, { sealed, expiresAt });
    },
    async takePending(id) {
      const value = pending.get(id);
      pending.delete(id);
      return value === undefined || value.expiresAt <= Date.now() ? undefined : value.sealed;
    },
    close: () => Promise.resolve(),
  };
}
