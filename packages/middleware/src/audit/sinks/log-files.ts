import { open, readdir, readFile, truncate } from 'node:fs/promises';
import { genesis, type ChainHead } from '../record.ts';
import { headOf, readLine } from '../seal.ts';
import { join } from 'node:path';
import type { Checkpoint } from '../sink.ts';

/** Names of a chain's files, oldest first. The name carries the number of the first record, so that a missing file shows. */
export async function listLogFiles(directory: string, chain: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  const pattern = new RegExp(`^${chain}-\\d{12}-\\d{4}-\\d{2}-\\d{2}\\.jsonl$`);
  return names.filter((name) => pattern.test(name)).sort();
}

export function logFileName(chain: string, firstSeq: number, day: string): string {
  return `${chain}-${String(firstSeq).padStart(12, '0')}-${day}.jsonl`;
}

export function checkpointFileName(chain: string): string {
  return `${chain}.checkpoints.jsonl`;
}

export interface Tail {
  readonly head: ChainHead;
  /** The file to go on with. */
  readonly file?: { readonly name: string; readonly size: number };
  readonly repairedBytes?: number;
}

/** Finds where a chain ends, and cuts off a line that a crash left unfinished. Throws when the end is damaged otherwise. */
export async function readTail(directory: string, chain: string): Promise<Tail> {
  const names = await listLogFiles(directory, chain);
  const last = names.at(-1);
  if (last === undefined) return { head: genesis };
  const end = await lastLine(join(directory, last));
  if (end.torn > 0) await truncate(join(directory, last), end.size);
  const repaired = end.torn > 0 ? { repairedBytes: end.torn } : {};
  const file = { name: last, size: end.size };
  if (end.line !== undefined) return { head: parseHead(end.line, last), file, ...repaired };
  const previous = names.at(-2);
  if (previous === undefined) return { head: genesis, file, ...repaired };
  return { head: parseHead((await lastLine(join(directory, previous))).line ?? '', previous), file, ...repaired };
}

/** The last checkpoint that was kept apart, if any. */
export async function lastCheckpoint(path: string): Promise<Checkpoint | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const line = text.trimEnd().split('\n').at(-1);
  return line === undefined || line === '' ? undefined : (JSON.parse(line) as Checkpoint);
}

function parseHead(line: string, name: string): ChainHead {
  const sealed = readLine(line);
  if (sealed === undefined) throw new Error(`The audit log ends with a line that is no record (${name}). Run: causeway-audit verify`);
  return headOf(sealed);
}

const blockBytes = 65_536;

/** The last complete line of a file, its size up to there, and how many bytes follow. */
async function lastLine(path: string): Promise<{ readonly line?: string; readonly size: number; readonly torn: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let tail = Buffer.alloc(0);
    for (let start = size; start > 0;) {
      const length = Math.min(blockBytes, start);
      start -= length;
      const block = Buffer.alloc(length);
      await file.read(block, 0, length, start);
      tail = Buffer.concat([block, tail]);
      const stop = tail.lastIndexOf(10);
      const begin = stop <= 0 ? -1 : tail.lastIndexOf(10, stop - 1);
      if (stop >= 0 && (begin >= 0 || start === 0))
        return { line: tail.subarray(begin + 1, stop).toString('utf8'), size: start + stop + 1, torn: tail.length - stop - 1 };
    }
    return { size: 0, torn: size };
  } finally {
    await file.close();
  }
}
