import { hostname } from 'node:os';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';

/** Marks a chain as ours, so that a second process cannot break it by writing too. */
export interface Lock {
  release(): Promise<void>;
}

const freshMs = 60_000;
const beatMs = 15_000;

/** Throws when another living process holds the lock. A lock whose process is gone is taken over. */
export async function acquireLock(path: string): Promise<Lock> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(JSON.stringify({ host: hostname(), pid: process.pid }));
      await file.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt >= 3) throw error;
      await requireStale(path);
      await rm(path, { force: true });
    }
  }
  const beat = setInterval(() => void touch(path), beatMs).unref();
  return {
    async release() {
      clearInterval(beat);
      await rm(path, { force: true });
    },
  };
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  // A beat that fails costs nothing: the next one comes soon, and a lost disk shows when records are written.
  await utimes(path, now, now).catch(() => {});
}

async function requireStale(path: string): Promise<void> {
  const [text, age] = await Promise.all([
    readFile(path, 'utf8').catch(() => ''),
    stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => Number.POSITIVE_INFINITY,
    ),
  ]);
  const { host, pid } = parse(text);
  if (age > freshMs || (host === hostname() && pid !== undefined && !isAlive(pid))) return;
  throw new Error(`The audit log is in use by process ${pid ?? '?'} on ${host ?? '?'} (${path}); give each process a chain of its own.`);
}

function parse(text: string): { readonly host?: string; readonly pid?: number } {
  try {
    return JSON.parse(text) as { host: string; pid: number };
  } catch {
    return {};
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
