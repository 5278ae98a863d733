import { open, type FileHandle } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { logFileName } from './log-files.ts';

export interface RotationOptions {
  readonly directory: string;
  readonly chain: string;
  readonly maxBytes: number;
  /** Whether a new file's name must survive a loss of power. */
  readonly sync: boolean;
  readonly now: () => Date;
}

/** The file that records go to: another one each day, and before it grows too large. */
export interface RotatingFile {
  /** Goes on with a file of an earlier run. */
  resume(name: string, size: number): Promise<void>;
  append(firstSeq: number, bytes: Buffer, durable: boolean): Promise<void>;
  close(): Promise<void>;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly day: string;
  size: number;
}

export function createRotatingFile({ directory, chain, maxBytes, sync, now }: RotationOptions): RotatingFile {
  let file: OpenFile | undefined;

  const close = async () => {
    const { handle } = file ?? {};
    file = undefined;
    await handle?.close();
  };
  const target = async (firstSeq: number, bytes: number): Promise<OpenFile> => {
    const day = now().toISOString().slice(0, 10);
    if (file !== undefined && file.day === day && (file.size === 0 || file.size + bytes <= maxBytes)) return file;
    await close();
    const opened = { handle: await open(join(directory, logFileName(chain, firstSeq, day)), 'a', 0o600), day, size: 0 };
    file = opened;
    if (sync) await syncDirectory(directory);
    return opened;
  };

  return {
    close,
    async resume(name, size) {
      await close();
      file = { handle: await open(join(directory, name), 'a', 0o600), day: name.slice(-16, -6), size };
    },
    async append(firstSeq, bytes, durable) {
      const at = await target(firstSeq, bytes.length);
      try {
        if (durable || bytes.length > smallBytes) await at.handle.appendFile(bytes);
        else writeAll(at.handle.fd, bytes);
        at.size += bytes.length;
      } catch (error) {
        // Leaves no half batch behind. If that fails as well, opening the log again finds the end of what is whole.
        await at.handle.truncate(at.size).catch(() => {});
        throw error;
      }
      if (durable) await at.handle.datasync();
    },
  };
}

/** A few lines that nobody waits for on disk are handed to the system at once: a thread's round trip costs ten times as much. */
const smallBytes = 65_536;

function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written);
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
