import {
  audit,
  fileSink,
  readCheckpoints,
  stdoutSink,
  verifyLines,
  type AuditOptions,
  type AuditRecord,
  type FileSinkOptions,
  type VerifyOptions,
} from '@causeway/middleware';
import { createDesk, kit, person } from './desk.ts';
import { describe, expect, it } from 'vitest';
import { assert, asyncProperty, nat, tuple } from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { lines, logFiles, records, scratch } from './audit-log.ts';
import { readdirSync, statSync, rmSync, writeFileSync, appendFileSync, existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { PassThrough } from 'node:stream';
import { Secret } from '@causeway/core';

const key = { id: 'k1', secret: new Secret('a-key-of-more-than-thirty-two-characters') };
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signing = { id: 's1', privateKey };

/** A log with so many records, the checkpoints among them. */
async function write(count: number, options: AuditOptions = {}, file: FileSinkOptions = {}) {
  const directory = scratch();
  const log = audit({ sinks: [fileSink({ directory, ...file })], checkpointEvery: 100, ...options });
  const toolkit = kit(createDesk(), [log]);
  const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller: person() };
  for (let i = 0; i < count; i += 50) await Promise.all(Array.from({ length: Math.min(50, count - i) }, () => toolkit.call(get)));
  await log.close();
  return { directory, log: [...lines(directory)], checkpoints: await readCheckpoints(directory, 'main') };
}

const verify = (log: readonly string[], options: VerifyOptions = {}) => verifyLines(log, options);

describe('a chain', async () => {
  const { log, checkpoints } = await write(990, { key, signing });
  const options = { keys: [key], publicKeys: [publicKey], checkpoints };
  const heads = log.map((line) => {
    const { hash, record } = JSON.parse(line) as { readonly hash: string; readonly record: AuditRecord };
    return { seq: record.seq, hash };
  });
  /** Number of the first broken record. What stands before `from` is unchanged, so it is not read again each time. */
  const broken = async (changed: readonly string[], from: number) => {
    const after = heads[from - 1];
    const last = checkpoints.slice(-1);
    const { ok, problem } = await verify(changed.slice(from), {
      keys: [key],
      publicKeys: [publicKey],
      checkpoints: last,
      ...(after === undefined ? {} : { after }),
    });
    return ok ? undefined : problem?.seq;
  };

  it('of 1,000 records is whole, and its last record a checkpoint', async () => {
    expect(log).toHaveLength(1_000);
    const whole = { ok: true, records: 1_000, last: heads.at(-1), coveredUntil: 1_000, openIntents: [] };
    expect(await verify(log, options)).toEqual(whole);
    expect(await broken(log, 0)).toBeUndefined();
    expect(await broken(log, 500)).toBeUndefined();
    expect(checkpoints).toHaveLength(10);
  });

  it('shows every change of a single record, at that record', async () => {
    for (const [at, line] of log.entries()) {
      // One character becomes another one, at a place that moves through the line.
      const place = (at * 37) % line.length;
      const changed = `${line.slice(0, place)}${line[place] === 'x' ? 'y' : 'x'}${line.slice(place + 1)}`;
      expect(await broken(log.with(at, changed), at), `change of ${at + 1}`).toBe(at + 1);
    }
  }, 60_000);

  it('shows every removal, insertion, cut and swap of neighbours', async () => {
    for (const [at, line] of log.entries()) {
      const before = Math.max(0, at - 1);
      expect(await broken(log.toSpliced(at, 1), at), `removal of ${at + 1}`).toBe(at + 1);
      expect(await broken(log.toSpliced(at, 0, line), at), `insertion at ${at + 1}`).toBe(at + 2);
      expect(await broken(log.slice(0, at), before), `cut after ${at}`).toBe(at + 1);
      if (at > 0) expect(await broken(log.with(at, log[before] ?? '').with(before, line), before), `swap at ${at}`).toBe(at);
    }
  }, 60_000);

  it('shows 1,000 random swaps', async () => {
    const place = nat(log.length - 1);
    const different = tuple(place, place).filter(([a, b]) => a !== b);
    const shows = async ([a, b]: readonly [number, number]) => {
      const first = Math.min(a, b);
      expect(await broken(log.with(a, log[b] ?? '').with(b, log[a] ?? ''), first)).toBe(first + 1);
    };
    await assert(asyncProperty(different, shows), { numRuns: 1_000 });
  }, 60_000);

  it('made anew without the key is not believed', async () => {
    const forged = await write(10, { signing });
    expect((await verify(forged.log, options)).problem?.reason).toContain('its key "sha256" is not one of those that are given');
    const other = await write(10, { key: { id: 'k1', secret: new Secret('another-key-of-more-than-32-characters') } });
    expect((await verify(other.log, { keys: [key] })).problem).toMatchObject({ seq: 1, reason: 'it was changed' });
  });

  it('signed with another key is not believed', async () => {
    const other = generateKeyPairSync('ed25519');
    expect((await verify(log, { ...options, publicKeys: [other.publicKey] })).ok).toBe(false);
    expect((await verify(log, { ...options, publicKeys: [other.publicKey, publicKey] })).ok).toBe(true);
  });

  it('without checkpoints kept apart can be cut unseen, and says how far it is covered', async () => {
    const { ok, coveredUntil, last } = await verify(log.slice(0, 450), { keys: [key] });
    expect({ ok, coveredUntil, last: last.seq }).toEqual({ ok: true, coveredUntil: 404, last: 450 });
  });
});

describe('a log in files', () => {
  it('rotates by size, and carries the chain over', async () => {
    const { directory, log, checkpoints } = await write(200, {}, { maxBytes: 20_000 });
    expect(logFiles(directory).length).toBeGreaterThan(5);
    expect((await verify(log, { checkpoints })).ok).toBe(true);
    const [, second = ''] = logFiles(directory);
    rmSync(join(directory, second));
    const first = records(directory).findIndex(({ seq }, index) => seq !== index + 1) + 1;
    expect((await verify(lines(directory), { checkpoints })).problem).toMatchObject({
      seq: first,
      reason: expect.stringContaining(`record ${first} is missing`),
    });
  });

  it('rotates by day', async () => {
    let day = '2026-11-22T23:59:59Z';
    const { directory } = await write(
      100,
      {},
      { now: () => new Date((day = day.startsWith('2026-11-22') ? '2026-11-23T00:00:00Z' : day)) },
    );
    expect(logFiles(directory).every((name) => name.endsWith('2026-11-23.jsonl'))).toBe(true);
    const again = audit({ sinks: [fileSink({ directory, now: () => new Date('2026-11-24T10:00:00Z') })] });
    await again.refused({ reason: 'no_token' });
    await again.close();
    expect(logFiles(directory)).toHaveLength(2);
    expect((await verify(lines(directory), { checkpoints: await readCheckpoints(directory, 'main') })).ok).toBe(true);
  });

  it('goes on where it ended, also after a line that was cut off', async () => {
    const { directory } = await write(10);
    const [file = ''] = logFiles(directory);
    appendFileSync(join(directory, file), '{"hash":"half of a rec');
    const log = audit({ sinks: [fileSink({ directory })] });
    await log.refused({ reason: 'no_token' });
    await log.close();
    const written = records(directory);
    expect(written.map(({ kind }) => kind).slice(-4)).toEqual(['checkpoint', 'repaired', 'refused', 'checkpoint']);
    expect(written.find(({ kind }) => kind === 'repaired')?.counts).toEqual({ bytes: 22 });
    expect((await verify(lines(directory))).ok).toBe(true);
  });

  it('refuses to go on when it was cut while nobody looked', async () => {
    const { directory, log } = await write(10);
    const [file = ''] = logFiles(directory);
    writeFileSync(join(directory, file), `${log.slice(0, 5).join('\n')}\n`);
    const again = audit({ sinks: [fileSink({ directory })] });
    await expect(again.open()).rejects.toThrow('The audit log ends at record 5, but a checkpoint says that there were more than 10');
  });

  it('refuses a second writer, and takes over from one that died', async () => {
    const directory = scratch();
    const first = audit({ sinks: [fileSink({ directory })] });
    await first.open();
    const second = audit({ sinks: [fileSink({ directory })] });
    await expect(second.open()).rejects.toThrow('The audit log is in use by process');
    await first.close();
    await second.open();
    await second.close();
    writeFileSync(join(directory, 'main.lock'), JSON.stringify({ host: hostname(), pid: 999_999_999 }));
    await second.open();
    await second.close();
    expect(existsSync(join(directory, 'main.lock'))).toBe(false);
  });

  it('starts at a checkpoint when older files were removed, if that is said', async () => {
    const { directory, checkpoints } = await write(300, {}, { maxBytes: 60_000 });
    const files = logFiles(directory);
    const starts = files.map((name) => Number(name.split('-')[1]));
    const at = starts.findIndex((seq) => checkpoints.some((one) => one.seq === seq - 1));
    if (at > 0) for (const name of files.slice(0, at)) rmSync(join(directory, name));
    else writeFileSync(join(directory, files[0] ?? ''), '');
    const left = [...lines(directory)];
    const from = left.findIndex((line) => checkpoints.some(({ seq }) => line.includes(`"seq":${seq + 1},`)));
    expect((await verify(left.slice(from), { checkpoints })).ok).toBe(false);
    expect((await verify(left.slice(from), { checkpoints, pruned: true })).ok).toBe(true);
  });

  it('is readable by its owner alone', async () => {
    const { directory } = await write(1);
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
  });
});

describe('a log on a stream', () => {
  it('is a chain as well', async () => {
    const stream = new PassThrough();
    const log = audit({ sinks: [stdoutSink({ stream })], checkpointEvery: 5 });
    const toolkit = kit(createDesk(), [log]);
    for (let i = 0; i < 12; i += 1) await toolkit.call({ name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' } });
    await log.close();
    const text = String(stream.read());
    expect(await verify(text.trimEnd().split('\n'))).toMatchObject({ ok: true, records: 15, coveredUntil: 15 });
  });
});
