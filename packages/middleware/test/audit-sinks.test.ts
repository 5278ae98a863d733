import { afterEach, describe, expect, it } from 'vitest';
import { audit, fileSink, policy, type Audit, type AuditOptions } from '@causeway/middleware';
import type { Middleware } from '@causeway/core';
import { createDesk, done, failed, kit, person } from './desk.ts';
import { records, scratch } from './audit-log.ts';

const open: Audit[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

const start = (
  options: AuditOptions = {},
  inner: readonly Middleware[] = [policy({ rules: [{ id: 'writes', reason: 'r', what: { effects: ['update'] }, decision: 'allow' }] })],
) => {
  const desk = createDesk();
  const directory = scratch();
  const log = audit({ sinks: [fileSink({ directory })], ...options });
  open.push(log);
  return { desk, directory, log, toolkit: kit(desk, [log, ...inner]) };
};
const caller = person(
  { issuer: 'https://idp.example', clientId: 'app', roles: ['sales'] },
  {
    client: { name: 'inspector', version: '1.0' },
    source: { transport: 'http', address: '192.0.2.1', userAgent: 'test' },
    protocolVersion: '2026-07-28',
  },
);

describe('a failing sink', () => {
  const broken = (state: { down: boolean }) => {
    const kept: string[] = [];
    let head = { seq: 0, hash: 'A'.repeat(43) };
    return {
      kept,
      sink: {
        name: 'test',
        chain: 'test',
        open: () => Promise.resolve({ head }),
        write: (all: readonly { readonly line: string; readonly record: { readonly seq: number }; readonly hash: string }[]) => {
          if (state.down) return Promise.reject(new Error('disk full'));
          kept.push(...all.map(({ line }) => line));
          head = { seq: all.at(-1)!.record.seq, hash: all.at(-1)!.hash };
          return Promise.resolve();
        },
      },
    };
  };
  const update = { name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } }, caller };
  const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller };

  it('keeps a write from being made', async () => {
    const { sink } = broken({ down: true });
    const { toolkit, desk } = start({ sinks: [sink] });
    const error = failed(await toolkit.call(update));
    expect([error.code, error.message]).toEqual(['unavailable', 'This change cannot be recorded, so it is not made.']);
    expect(desk.log).toEqual([]);
  });

  it('after a write says that the outcome is not recorded, and not to repeat it', async () => {
    const state = { down: false };
    const { sink } = broken(state);
    const { toolkit, desk } = start({ sinks: [sink] });
    desk.connector.tools.map(
      (tool) =>
        tool.name === 'update_record' &&
        Object.assign(tool, { run: () => ((state.down = true), Promise.resolve({ object: 'Account', id: 'a1', fields: {} })) }),
    );
    expect(failed(await toolkit.call(update)).code).toBe('unknown_outcome');
  });

  it('lets reads go on, keeps their records, and stores them when it works again', async () => {
    const state = { down: true };
    const { sink, kept } = broken(state);
    const failures: unknown[] = [];
    const { toolkit, log } = start({ sinks: [sink], onFailure: (error) => failures.push(error) });
    done(await toolkit.call(get));
    done(await toolkit.call(get));
    expect(log.status()).toMatchObject([{ failures: 1, waiting: 2, lost: 0 }]);
    expect(failures).toHaveLength(1);
    state.down = false;
    done(await toolkit.call(update));
    expect(
      kept.map((line) => (JSON.parse(line) as { record: { kind: string; seq: number } }).record).map(({ kind, seq }) => [seq, kind]),
    ).toEqual([
      [1, 'outcome'],
      [2, 'outcome'],
      [3, 'intent'],
      [4, 'outcome'],
    ]);
  });

  it('fails reads as well where that is asked for', async () => {
    const { sink } = broken({ down: true });
    const { toolkit } = start({ sinks: [sink], fail: { read: 'closed' } });
    expect(failed(await toolkit.call(get)).message).toBe('This answer cannot be recorded, so it is not given.');
  });

  it('that is optional fails nothing, and says in the chain how much it lost', async () => {
    const state = { down: true };
    const { sink, kept } = broken(state);
    const directory = scratch();
    const { toolkit, log } = start({ sinks: [fileSink({ directory }), { ...sink, optional: true }], backlog: 3 });
    for (let i = 0; i < 5; i += 1) done(await toolkit.call(update));
    expect(records(directory)).toHaveLength(10);
    state.down = false;
    await log.close();
    expect(kept.length).toBeGreaterThan(0);
    const stored = kept.map((line) => (JSON.parse(line) as { record: { kind: string; counts?: { records?: number } } }).record);
    const lost = stored.find(({ kind }) => kind === 'lost')?.counts?.records ?? 0;
    expect(lost + stored.filter(({ kind }) => kind !== 'lost' && kind !== 'checkpoint').length).toBe(10);
    expect(lost).toBeGreaterThan(0);
  });
});
