import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { join } from 'node:path';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';

/** A real server on loopback, started for a test. */
export interface TestServer {
  readonly url: string;
  start(): Promise<void>;
  /** Ends the process; what it kept on disk stays. */
  stop(): Promise<void>;
  /** Ends the process and removes what it kept. */
  close(): Promise<void>;
}

/** Where a program is; undefined when it is not installed. In CI it must be. */
export function findProgram(name: string, ...folders: readonly string[]): string | undefined {
  const path = [...(process.env['PATH'] ?? '').split(':'), ...folders].map((folder) => join(folder, name)).find((one) => existsSync(one));
  if (path === undefined && process.env['CI'] !== undefined)
    throw new Error(`${name} is not installed, and CI is set: apt-get install it.`);
  return path;
}

export const redisServer = findProgram('redis-server');
const versions = '/usr/lib/postgresql';
const postgresFolders = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin')) : [];
export const postgresServer = findProgram('postgres', ...postgresFolders);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks until the server answers: an open port is not yet a server that is ready. */
async function untilReady(url: string, running: ChildProcess, ask: Ask): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (running.exitCode !== null) throw new Error(`The server for ${url} ended with ${running.exitCode}.`);
    try {
      return await ask(url);
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`The server for ${url} does not answer.`);
}

type Ask = (url: string) => Promise<void>;

const askRedis: Ask = async (url) => {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
};

const askPostgres: Ask = async (url) => {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  await client.query('select 1').finally(() => void client.end());
};

/** A process that can be started again on the same port with the same files. */
function createTestServer(url: string, directory: string, ask: Ask, launch: () => ChildProcess): TestServer {
  let running: ChildProcess | undefined;
  const stop = async () => {
    const child = running;
    running = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  };
  return {
    url,
    async start() {
      running = launch();
      await untilReady(url, running, ask);
    },
    stop,
    async close() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export async function createRedis(): Promise<TestServer> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'causeway-redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  return createTestServer(`redis://127.0.0.1:${port}`, directory, askRedis, () => spawn(redisServer ?? '', options, { stdio: 'ignore' }));
}

export async function createPostgres(): Promise<TestServer> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'causeway-postgres-'));
  const bin = (postgresServer ?? '').replace(/postgres$/, '');
  const data = join(directory, 'data');
  // PostgreSQL refuses to run as root.
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  const user = owner ?? {};
  if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'causeway', '--auth', 'trust', '--no-sync'], {
    ...user,
    cwd: directory,
    stdio: 'ignore',
  });
  const options = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', directory, '-c', 'fsync=off'];
  const server = createTestServer(`postgres://causeway@127.0.0.1:${port}/postgres`, directory, askPostgres, () =>
    spawn(postgresServer ?? '', options, { ...user, cwd: directory, stdio: 'ignore' }),
  );
  return server;
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}
