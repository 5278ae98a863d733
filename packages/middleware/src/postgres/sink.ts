import { genesis, type ChainHead, type SealedRecord } from '../audit/record.ts';
import type { AuditSink, Checkpoint } from '../audit/sink.ts';
import { Pool, type PoolClient } from 'pg';

export interface PostgresSinkOptions {
  /** `postgres://user:password@host/database`. */
  readonly url: string;
  /** Names the chain; one writer each. Default `main`. */
  readonly chain?: string;
  /** When it fails, calls go on, and its records are kept and tried again. */
  readonly optional?: boolean;
  /** Creates the tables when they are not there. Default true; the user then needs that right. */
  readonly migrate?: boolean;
}

const tables = `
  create table if not exists causeway_audit (
    chain text not null,
    seq bigint not null,
    hash text not null,
    time timestamptz not null,
    line text not null,
    record jsonb not null generated always as ((line::jsonb) -> 'record') stored,
    primary key (chain, seq)
  );
  create index if not exists causeway_audit_time on causeway_audit (time);
  create table if not exists causeway_audit_checkpoint (
    chain text not null,
    seq bigint not null,
    checkpoint jsonb not null,
    primary key (chain, seq)
  );
`;

/** Records in a table: the line as it was hashed, and the record as JSON to query. */
export function postgresSink({ url, chain = 'main', optional = false, migrate = true }: PostgresSinkOptions): AuditSink {
  let pool: Pool | undefined;
  let migrated = !migrate;
  const connect = (): Pool => (pool ??= createPool(url));
  return {
    name: 'postgres',
    chain,
    optional,
    async open() {
      if (!migrated) await createTables(connect());
      migrated = true;
      return { head: await readHead(connect(), chain) };
    },
    async write(records) {
      // Two writers of one chain would both take the next number: the key lets only one of them have it.
      await connect().query(insertRecords, [chain, ...columns(records)]);
    },
    async checkpoint(checkpoint: Checkpoint) {
      await connect().query(insertCheckpoint, [chain, checkpoint.seq, checkpoint]);
    },
    async close() {
      const open = pool;
      pool = undefined;
      await open?.end();
    },
  };
}

const insertRecords =
  'insert into causeway_audit (chain, seq, hash, time, line) ' +
  'select $1, * from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[])';
const insertCheckpoint = 'insert into causeway_audit_checkpoint (chain, seq, checkpoint) values ($1, $2, $3)';

function createPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 10_000,
  });
  // Without listeners a connection that is lost while nobody uses it would end the process. The next query finds out by itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** The lines of a chain with its checkpoints, for verification. */
export async function readPostgres(
  url: string,
  chain: string,
): Promise<{ readonly lines: readonly string[]; readonly checkpoints: readonly Checkpoint[] }> {
  const pool = createPool(url);
  try {
    const lines = await pool.query<{ line: string }>('select line from causeway_audit where chain = $1 order by seq', [chain]);
    const kept = await pool.query<{ checkpoint: Checkpoint }>(
      'select checkpoint from causeway_audit_checkpoint where chain = $1 order by seq',
      [chain],
    );
    return { lines: lines.rows.map(({ line }) => line), checkpoints: kept.rows.map(({ checkpoint }) => checkpoint) };
  } finally {
    await pool.end();
  }
}

/** One process at a time, because `if not exists` alone does not keep two from creating the same table. */
async function createTables(pool: Pool): Promise<void> {
  const client: PoolClient = await pool.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('causeway_audit'))");
    await client.query(tables);
    await client.query('commit');
  } finally {
    // A connection with an open transaction is not given back.
    client.release(true);
  }
}

async function readHead(pool: Pool, chain: string): Promise<ChainHead> {
  const { rows } = await pool.query<{ seq: string; hash: string }>(
    'select seq, hash from causeway_audit where chain = $1 order by seq desc limit 1',
    [chain],
  );
  const [last] = rows;
  return last === undefined ? genesis : { seq: Number(last.seq), hash: last.hash };
}

function columns(records: readonly SealedRecord[]): readonly (readonly (string | number)[])[] {
  return [
    records.map(({ record }) => record.seq),
    records.map(({ hash }) => hash),
    records.map(({ record }) => record.time),
    records.map(({ line }) => line),
  ];
}
