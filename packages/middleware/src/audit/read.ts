import { checkpointFileName, listLogFiles } from './sinks/log-files.ts';
import { createReadStream } from 'node:fs';
import type { Checkpoint } from './sink.ts';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';

/** The lines of a chain in a directory, oldest first. A last line without an end is a line too: verification says what is wrong with it. */
export async function* readLines(directory: string, chain: string): AsyncGenerator<string> {
  for (const name of await listLogFiles(directory, chain)) {
    const stream = createReadStream(join(directory, name), 'utf8');
    yield* createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  }
}

/** The chains that have files in a directory. */
export async function listChains(directory: string): Promise<readonly string[]> {
  const names = (await readdir(directory)).flatMap((name) => /^(.+)-\d{12}-\d{4}-\d{2}-\d{2}\.jsonl$/.exec(name)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** Checkpoints from the file beside the records, or from another. None when there is no such file. */
export async function readCheckpoints(directory: string, chain: string, path?: string): Promise<readonly Checkpoint[]> {
  const text = await readFile(path ?? join(directory, checkpointFileName(chain)), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (path === undefined && error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Checkpoint)
    .filter((checkpoint) => checkpoint.chain === chain);
}
