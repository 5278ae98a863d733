import { ConnectorError, type Secret } from '@causeway/core';
import { createCipher, type Cipher } from './cipher.ts';
import { grantSchema, type Grant } from './grant.ts';
import type { VaultKey, VaultStore } from './store.ts';

export interface VaultOptions {
  readonly store: VaultStore;
  /** Secrets of at least 32 characters. The first one seals, all of them open: put a new one first, and each record moves to it when it is next used. */
  readonly keys: readonly Secret[];
}

export interface Kept {
  readonly grant: Grant;
  readonly version: number;
}

/** The connections of all users, each sealed to its tenant, user and system. */
export interface Vault {
  find(key: VaultKey): Promise<Kept | undefined>;
  /** By system; undefined for one that no key opens. */
  list(of: Omit<VaultKey, 'system'>): Promise<ReadonlyMap<string, Grant | undefined>>;
  put(key: VaultKey, grant: Grant): Promise<void>;
  /** Writes over this version alone. Returns whether it was still there. */
  replace(key: VaultKey, grant: Grant, version: number): Promise<boolean>;
  delete(key: VaultKey): Promise<boolean>;
  lock: VaultStore['lock'];
  unlock: VaultStore['unlock'];
  /** Keeps a value for later, to be taken once, by an id that only its holder knows. */
  putPending(id: string, value: unknown, ttlMs: number): Promise<void>;
  takePending(id: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Throws a TypeError for a key that is too short. */
export function createVault({ store, keys }: VaultOptions): Vault {
  const cipher = createCipher(keys);
  const seal = (key: VaultKey, grant: Grant) => cipher.seal(JSON.stringify(grant), contextOf(key));
  const open = (key: VaultKey, sealed: string): Grant => {
    try {
      return grantSchema.parse(JSON.parse(cipher.open(sealed, contextOf(key))));
    } catch (cause) {
      throw new ConnectorError('internal', 'A kept connection cannot be read.', {
        cause,
        hint: 'Tell the person that an operator has to look at the keys of the vault, or that they can delete the connection and connect anew.',
      });
    }
  };
  const tryOpen = (key: VaultKey, sealed: string): Grant | undefined => {
    try {
      return open(key, sealed);
    } catch {
      return undefined;
    }
  };
  return {
    async find(key) {
      const row = await store.read(key);
      if (row === undefined) return undefined;
      const grant = open(key, row.sealed);
      if (!cipher.isOld(row.sealed)) return { grant, version: row.version };
      const moved = await store.replace(key, seal(key, grant), row.version);
      return { grant, version: moved ? row.version + 1 : row.version };
    },
    async list(of) {
      const rows = await store.list(of);
      return new Map([...rows].map(([system, { sealed }]) => [system, tryOpen({ ...of, system }, sealed)]));
    },
    put: (key, grant) => store.write(key, seal(key, grant)),
    replace: (key, grant, version) => store.replace(key, seal(key, grant), version),
    delete: (key) => store.delete(key),
    lock: (key, owner, ms) => store.lock(key, owner, ms),
    unlock: (key, owner) => store.unlock(key, owner),
    ...pendingIn(store, cipher),
    close: () => store.close(),
  };
}

function contextOf({ tenant, user, system }: VaultKey): readonly string[] {
  return ['connection', tenant, user, system];
}

function pendingIn(store: VaultStore, cipher: Cipher): Pick<Vault, 'putPending' | 'takePending'> {
  return {
    putPending: (id, value, ttlMs) => store.putPending(id, cipher.seal(JSON.stringify(value), ['pending', id]), Date.now() + ttlMs),
    async takePending(id) {
      const sealed = await store.takePending(id);
      if (sealed === undefined) return undefined;
      try {
        return JSON.parse(cipher.open(sealed, ['pending', id])) as unknown;
      } catch {
        return undefined;
      }
    },
  };
}
