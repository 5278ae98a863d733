import { Pool } from 'undici';

export interface Load {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connections: number;
  readonly seconds: number;
  /** Throws when an answer is not what it must be: a fast error is no result. */
  readonly verify: (body: string) => void;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Sends requests over so many connections, each as soon as the one before is answered. */
export async function applyLoad(load: Load): Promise<LoadResult> {
  const pool = new Pool(load.origin, { connections: load.connections, pipelining: 1 });
  const times: number[] = [];
  const start = performance.now();
  const end = start + load.seconds * 1_000;
  await Promise.all(Array.from({ length: load.connections }, () => run(pool, load, end, times)));
  const seconds = (performance.now() - start) / 1_000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function run(pool: Pool, load: Load, end: number, times: number[]): Promise<void> {
  while (performance.now() < end) {
    const before = performance.now();
    const { statusCode, body } = await pool.request({ path: load.path, method: 'POST', headers: load.headers, body: load.body });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${load.origin}${load.path} answered ${statusCode}: ${text.slice(0, 300)}`);
    load.verify(text);
    times.push(performance.now() - before);
  }
}
