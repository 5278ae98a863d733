import type { DatabaseSync } from 'node:sqlite';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { VaultRow, VaultStore } from './store.ts';

const tables = `
  pragma journal_mode = wal;
  pragma busy_timeout = 5000;
  create table if not exists connection (
    tenant text not null, user text not null, system text not null, sealed text not null, version integer not null,
    primary key (tenant, user, system)
  ) without rowid;
  create table if not exists connection_lock (
    tenant text not null, user text not null, system text not null, owner text not null, until integer not null,
    primary key (tenant, user, system)
  ) without rowid;
  create table if not exists pending (id text primary key, sealed text not null, expires_at integer not null) without rowid;
`;

type Value = string | number;

/** One database, opened with its first use. */
interface Connection {
  /** Returns how many rows changed. */
  readonly run: (sql: string, ...values: readonly Value[]) => Promise<number | bigint>;
  readonly all: <R>(sql: string, ...values: readonly Value[]) => Promise<readonly R[]>;
}

const place = 'tenant = ? and user = ? and system = ?';

/** A store in a file, shared by the processes of one machine. The file is made readable to its owner alone. */
export function sqliteVault(path: string): VaultStore {
  let opening: Promise<DatabaseSync> | undefined;
  let closed = false;
  const database = (): Promise<DatabaseSync> => {
    if (closed) throw new Error('The vault is closed.');
    return (opening ??= open(path));
  };
  const connection: Connection = {
    run: async (sql, ...values) => (await database()).prepare(sql).run(...values).changes,
    all: async <R>(sql: string, ...values: readonly Value[]) => (await database()).prepare(sql).all(...values) as unknown as R[],
  };
  return {
    ...rows(connection),
    ...turns(connection),
    async close() {
      closed = true;
      const current = await opening;
      opening = undefined;
      current?.close();
    },
  };
}

function rows({ run, all }: Connection): Pick<VaultStore, 'read' | 'list' | 'write' | 'replace' | 'delete'> {
  return {
    async read({ tenant, user, system }) {
      const [row] = await all<VaultRow>(`select sealed, version from connection where ${place}`, tenant, user, system);
      return row;
    },
    async list({ tenant, user }) {
      const select = 'select system, sealed, version from connection where tenant = ? and user = ?';
      const found = await all<VaultRow & { readonly system: string }>(select, tenant, user);
      return new Map(found.map((row) => [row.system, row]));
    },
    async write({ tenant, user, system }, sealed) {
      const insert =
        'insert into connection values (?, ?, ?, ?, 1) on conflict do update set sealed = excluded.sealed, version = version + 1';
      await run(insert, tenant, user, system, sealed);
    },
    async replace({ tenant, user, system }, sealed, version) {
      const update = `update connection set sealed = ?, version = version + 1 where ${place} and version = ?`;
      return (await run(update, sealed, tenant, user, system, version)) === 1;
    },
    delete: async ({ tenant, user, system }) => (await run(`delete from connection where ${place}`, tenant, user, system)) === 1,
  };
}

function turns({ run, all }: Connection): Pick<VaultStore, 'lock' | 'unlock' | 'putPending' | 'takePending'> {
  return {
    async lock({ tenant, user, system }, owner, ms) {
      const now = Date.now();
      const take = `insert into connection_lock values (?, ?, ?, ?, ?)
        on conflict do update set owner = excluded.owner, until = excluded.until where until <= ?`;
      return (await run(take, tenant, user, system, owner, now + ms, now)) === 1;
    },
    async unlock({ tenant, user, system }, owner) {
      await run(`delete from connection_lock where ${place} and owner = ?`, tenant, user, system, owner);
    },
    async putPending(id, sealed, expiresAt) {
      await run('delete from pending where expires_at <= ?', Date.now());
      await run('insert into pending values (?, ?, ?)', id, sealed, expiresAt);
    },
    async takePending(id) {
      const take = 'delete from pending where id = ? returning sealed, expires_at';
      const [row] = await all<{ readonly sealed: string; readonly expires_at: number }>(take, id);
      return row === undefined || row.expires_at <= Date.now() ? undefined : row.sealed;
    },
  };
}

// Loaded with the first use: a server that starts should not wait for it.
async function open(path: string): Promise<DatabaseSync> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { timeout: 5_000 });
  chmodSync(path, 0o600);
  database.exec(tables);
  return database;
}
