import { Pool, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import type { VaultRow, VaultStore } from '../outbound/vault/store.ts';

export interface PostgresVaultOptions {
  /** `postgres://user:password@host/database`. */
  readonly url: string;
  /** Creates the tables when they are not there. Default true; the user then needs that right. */
  readonly migrate?: boolean;
  /** Most connections of this process. Default 4. */
  readonly connections?: number;
}

const tables = `
  create table if not exists causeway_connection (
    tenant text not null, user_id text not null, system text not null, sealed text not null, version bigint not null,
    primary key (tenant, user_id, system)
  );
  create table if not exists causeway_connection_lock (
    tenant text not null, user_id text not null, system text not null, owner text not null, until timestamptz not null,
    primary key (tenant, user_id, system)
  );
  create table if not exists causeway_pending (id text primary key, sealed text not null, expires_at timestamptz not null);
`;

const place = 'tenant = $1 and user_id = $2 and system = $3';

type Query = <R extends QueryResultRow>(text: string, values: readonly unknown[]) => Promise<QueryResult<R>>;

/** A store in PostgreSQL, shared by all processes. Locks are rows that expire by the clock of the database, so they hold no connection. */
export function postgresVault({ url, migrate = true, connections = 4 }: PostgresVaultOptions): VaultStore {
  const pool = new Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 10_000, statement_timeout: 10_000 });
  // Without a listener a lost idle connection would end the process. The next query finds out by itself.
  pool.on('error', () => {});
  let ready: Promise<void> | undefined;
  let ending: Promise<void> | undefined;
  const prepare = async () => {
    try {
      await (ready ??= createTables(pool));
    } catch (error) {
      ready = undefined;
      throw error;
    }
  };
  const query: Query = async <R extends QueryResultRow>(text: string, values: readonly unknown[]) => {
    if (migrate) await prepare();
    return pool.query<R>(text, [...values]);
  };
  return { ...rows(query), ...turns(query), close: () => (ending ??= pool.end()) };
}

function rows(query: Query): Pick<VaultStore, 'read' | 'list' | 'write' | 'replace' | 'delete'> {
  return {
    async read({ tenant, user, system }) {
      const { rows } = await query<Stored>(`select sealed, version from causeway_connection where ${place}`, [tenant, user, system]);
      return rows[0] === undefined ? undefined : toRow(rows[0]);
    },
    async list({ tenant, user }) {
      const select = 'select system, sealed, version from causeway_connection where tenant = $1 and user_id = $2';
      const { rows } = await query<Stored & { system: string }>(select, [tenant, user]);
      return new Map(rows.map((row) => [row.system, toRow(row)]));
    },
    async write({ tenant, user, system }, sealed) {
      const insert = `insert into causeway_connection values ($1, $2, $3, $4, 1)
        on conflict (tenant, user_id, system) do update set sealed = excluded.sealed, version = causeway_connection.version + 1`;
      await query(insert, [tenant, user, system, sealed]);
    },
    async replace({ tenant, user, system }, sealed, version) {
      const update = `update causeway_connection set sealed = $4, version = version + 1 where ${place} and version = $5`;
      return (await query(update, [tenant, user, system, sealed, version])).rowCount === 1;
    },
    async delete({ tenant, user, system }) {
      return (await query(`delete from causeway_connection where ${place}`, [tenant, user, system])).rowCount === 1;
    },
  };
}

function turns(query: Query): Pick<VaultStore, 'lock' | 'unlock' | 'putPending' | 'takePending'> {
  return {
    async lock({ tenant, user, system }, owner, ms) {
      // Looking first spares the row a write from everybody who only finds it taken.
      const take = `insert into causeway_connection_lock
        select $1, $2, $3, $4, clock_timestamp() + $5 * interval '1 millisecond'
        where not exists (select 1 from causeway_connection_lock where ${place} and until > clock_timestamp())
        on conflict (tenant, user_id, system) do update set owner = excluded.owner, until = excluded.until
        where causeway_connection_lock.until <= clock_timestamp()`;
      return (await query(take, [tenant, user, system, owner, ms])).rowCount === 1;
    },
    async unlock({ tenant, user, system }, owner) {
      await query(`delete from causeway_connection_lock where ${place} and owner = $4`, [tenant, user, system, owner]);
    },
    async putPending(id, sealed, expiresAt) {
      await query('delete from causeway_pending where expires_at <= now()', []);
      await query('insert into causeway_pending values ($1, $2, $3)', [id, sealed, new Date(expiresAt)]);
    },
    async takePending(id) {
      const take = 'delete from causeway_pending where id = $1 returning sealed, expires_at > now() as live';
      const { rows } = await query<{ sealed: string; live: boolean }>(take, [id]);
      return rows[0]?.live === true ? rows[0].sealed : undefined;
    },
  };
}

/** `bigint` comes as text. */
interface Stored {
  readonly sealed: string;
  readonly version: string;
}

function toRow({ sealed, version }: Stored): VaultRow {
  return { sealed, version: Number(version) };
}

/** One process at a time, because `if not exists` alone does not keep two from creating the same table. */
async function createTables(pool: Pool): Promise<void> {
  const client: PoolClient = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('causeway_vault'))");
    await client.query(tables);
    await client.query('commit');
  } finally {
    // A connection with an open transaction is not given back.
    client.release(true);
  }
}
