import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { freePort } from './serving.ts';
import { setTimeout as sleep } from 'node:timers/promises';

const root = '/usr/lib/postgresql';

/** Folder with the programs of PostgreSQL; undefined where it is not installed. */
export const postgresPrograms: string | undefined = existsSync(root)
  ? readdirSync(root)
      .map((version) => join(root, version, 'bin'))
      .findLast((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

export interface Postgres {
  readonly url: string;
  close(): Promise<void>;
}

/** PostgreSQL on loopback, with nothing in it; it is gone when it closes. It refuses to run as root, and takes another user then. */
export async function startPostgres(): Promise<Postgres> {
  const directory = mkdtempSync(join(tmpdir(), 'causeway-postgres-'));
  const port = await freePort();
  const user = process.getuid?.() === 0 ? asNobody(directory) : {};
  const program = (name: string) => join(postgresPrograms ?? '', name);
  const data = join(directory, 'data');
  execFileSync(program('initdb'), ['-D', data, '-U', 'causeway', '-A', 'trust', '--no-sync'], { ...user, stdio: 'ignore', cwd: directory });
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${directory}`,
    'fsync=off',
    'max_connections=120',
  ];
  const server = spawn(program('postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    stdio: 'ignore',
    cwd: directory,
  });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const url = `postgres://causeway@127.0.0.1:${port}/postgres`;
  await untilReady(url);
  return {
    url,
    async close() {
      server.kill('SIGINT');
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function asNobody(directory: string): { readonly uid: number; readonly gid: number } {
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' })));
  execFileSync('chown', [`${uid}:${gid}`, directory]);
  return { uid, gid };
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 100) throw error;
      await sleep(100);
    }
  }
}
