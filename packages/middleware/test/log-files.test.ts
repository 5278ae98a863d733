import { appendFileSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { audit, fileSink, readCheckpoints, stdoutSink, verifyLines } from '@causeway/middleware';
import { createDesk, kit } from './desk.ts';
import { describe, expect, it } from 'vitest';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lines, logFiles, records, scratch } from './audit-log.ts';
import { PassThrough } from 'node:stream';
import { write } from './written-log.ts';

describe('a log in files', () => {
  it('rotates by size, and carries the chain over', async () => {
    const { directory, log, checkpoints } = await write(200, {}, { maxBytes: 20_000 });
    expect(logFiles(directory).length).toBeGreaterThan(5);
    expect((await verifyLines(log, { checkpoints })).ok).toBe(true);
    const [, second = ''] = logFiles(directory);
    rmSync(join(directory, second));
    const first = records(directory).findIndex(({ seq }, index) => seq !== index + 1) + 1;
    expect((await verifyLines(lines(directory), { checkpoints })).problem).toMatchObject({
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
    expect((await verifyLines(lines(directory), { checkpoints: await readCheckpoints(directory, 'main') })).ok).toBe(true);
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
    expect((await verifyLines(lines(directory))).ok).toBe(true);
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
    expect((await verifyLines(left.slice(from), { checkpoints })).ok).toBe(false);
    expect((await verifyLines(left.slice(from), { checkpoints, pruned: true })).ok).toBe(true);
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
    expect(await verifyLines(text.trimEnd().split('\n'))).toMatchObject({ ok: true, records: 15, coveredUntil: 15 });
  });
});
