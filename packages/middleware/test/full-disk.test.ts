import { describe, expect, it } from 'vitest';
import { audit, fileSink, verifyLines } from '@causeway/middleware';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lines, records, scratch } from './audit-log.ts';

interface Said {
  readonly results: readonly string[];
  readonly made: number;
  readonly read: string;
  readonly status: { readonly failures: number; readonly waiting: number };
}

/** Runs the child with files that cannot grow beyond so many KiB: what a full disk does, in the middle of a line. */
function fill(directory: string, limit: number): Promise<Said> {
  const child = fileURLToPath(new URL('full-disk-child.ts', import.meta.url));
  const script = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" --conditions=@causeway/source "$1" "$2"`;
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', script, process.execPath, child, directory], (error, stdout) => {
      if (error === null) resolve(JSON.parse(stdout) as Said);
      else reject(error);
    });
  });
}

describe('a disk that is full', () => {
  it('keeps changes from being made, lets reads go on, and leaves a whole chain to go on with', async () => {
    const directory = scratch();
    const { results, made, read, status } = await fill(directory, 16);
    expect(results.filter((result) => result === 'done').length).toBeGreaterThan(3);
    expect(results.at(-1)).toBe('unavailable');
    expect(results.filter((result) => !['done', 'unavailable', 'unknown_outcome'].includes(result))).toEqual([]);
    // A change whose outcome found no room was made, and said so; no other was.
    expect(made).toBe(results.filter((result) => result !== 'unavailable').length);
    expect(read).toBe('done');
    expect(status).toMatchObject({ waiting: 1 });
    expect(status.failures).toBeGreaterThan(0);

    expect(await verifyLines(lines(directory))).toMatchObject({ ok: true });
    const log = audit({ sinks: [fileSink({ directory })] });
    await log.refused({ reason: 'room again' });
    await log.close();
    expect(await verifyLines(lines(directory))).toMatchObject({ ok: true });
    const outcomes = records(directory).filter(({ kind, outcome }) => kind === 'outcome' && outcome === 'success');
    expect(outcomes).toHaveLength(results.filter((result) => result === 'done').length);
  });
});
