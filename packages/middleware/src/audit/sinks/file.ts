import { mkdir, open } from 'node:fs/promises';
import { acquireLock, type Lock } from './lock.ts';
import type { AuditSink, Checkpoint } from '../sink.ts';
import { checkpointFileName, lastCheckpoint, readTail } from './log-files.ts';
import { createRotatingFile } from './rotating-file.ts';
import { join } from 'node:path';
import type { SealedRecord } from '../record.ts';

export interface FileSinkOptions {
  /** Default `audit`, in the working directory. Created with access for this user alone. */
  readonly directory?: string;
  /** Prefix of the files; one for each process. Default `main`. */
  readonly chain?: string;
  /** A file ends before it would grow beyond this. Default 64 MiB. */
  readonly maxBytes?: number;
  /**
   * `writes`: what a change depends on is on disk before the change is made or acknowledged; records of reads are handed to the
   * system, and so survive the death of the process but not a loss of power. `always`: all on disk. `never`: none waits for it.
   * Records that arrive together share one fsync. Default `writes`.
   */
  readonly fsync?: 'writes' | 'always' | 'never';
  /** Where checkpoints are kept: better on another disk. Default: a file beside the records. */
  readonly checkpoints?: string;
  /** When it fails, calls go on, and its records are kept and tried again. */
  readonly optional?: boolean;
  /** For tests. */
  readonly now?: () => Date;
}

/** JSON lines in files that rotate by day and size, the chain carried over from one to the next. */
export function fileSink(options: FileSinkOptions = {}): AuditSink {
  const {
    directory = 'audit',
    chain = 'main',
    maxBytes = 67_108_864,
    fsync = 'writes',
    optional = false,
    now = () => new Date(),
  } = options;
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(chain)) throw new TypeError(`Audit chain "${chain}" must be of a-z, 0-9 and "-".`);
  const checkpoints = options.checkpoints ?? join(directory, checkpointFileName(chain));
  const files = createRotatingFile({ directory, chain, maxBytes, sync: fsync !== 'never', now });
  let lock: Lock | undefined;

  return {
    name: 'file',
    chain,
    optional,
    async open() {
      await files.close();
      await mkdir(directory, { recursive: true, mode: 0o700 });
      lock ??= await acquireLock(join(directory, `${chain}.lock`));
      const { head, file, ...repaired } = await readTail(directory, chain);
      requireUncut(head.seq, await lastCheckpoint(checkpoints));
      if (file !== undefined) await files.resume(file.name, file.size);
      return { head, ...repaired };
    },
    async write(records, durable) {
      const bytes = Buffer.from(records.map(({ line }) => `${line}\n`).join(''));
      await files.append(firstSeq(records), bytes, fsync === 'always' || (durable && fsync === 'writes'));
    },
    checkpoint: (checkpoint) => appendLine(checkpoints, JSON.stringify(checkpoint), fsync !== 'never'),
    async close() {
      await files.close();
      await lock?.release();
      lock = undefined;
    },
  };
}

async function appendLine(path: string, line: string, sync: boolean): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    await handle.appendFile(`${line}\n`);
    if (sync) await handle.datasync();
  } finally {
    await handle.close();
  }
}

function firstSeq(records: readonly SealedRecord[]): number {
  return records[0]?.record.seq ?? 1;
}

function requireUncut(seq: number, checkpoint: Checkpoint | undefined): void {
  if (checkpoint !== undefined && checkpoint.seq >= seq)
    throw new Error(
      `The audit log ends at record ${seq}, but a checkpoint says that there were more than ${checkpoint.seq}: records are missing. ` +
        'Keep the files as evidence, and start with another directory.',
    );
}
