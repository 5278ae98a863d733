import { afterEach, describe, expect, it } from 'vitest';
import { approval, audit, fileSink, policy, type Audit, type AuditOptions } from '@causeway/middleware';
import { ConnectorError, type Middleware } from '@causeway/core';
import { createDesk, done, failed, kit, person, reply } from './desk.ts';
import { records, scratch, lines } from './audit-log.ts';

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

describe('audit', () => {
  it('writes one record of a read, with who, what and how it ended', async () => {
    const { toolkit, directory } = start();
    await toolkit.call({ name: 'desk_get_record', arguments: { object: 'Contact', id: 'c1' }, caller });
    const [record] = records(directory);
    expect(record).toEqual({
      v: 1,
      kind: 'outcome',
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      seq: 1,
      chain: 'main',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      call_id: expect.stringMatching(/^[\da-f-]{36}$/),
      via: 'tool',
      duration_ms: expect.any(Number),
      tenant: 'acme',
      principal: { sub: 'ann', iss: 'https://idp.example', client_id: 'app', roles: ['sales'] },
      client: { name: 'inspector', version: '1.0' },
      source: { transport: 'http', ip: '192.0.2.1', ua: 'test' },
      protocol_version: '2026-07-28',
      connector: { kind: 'desk', name: 'desk', version: '1.0.0' },
      operation: 'desk_get_record',
      effect: 'read',
      tool_fingerprint: expect.stringMatching(/^[\w-]{43}$/),
      target: [{ type: 'Contact', system: 'desk', ids: ['c1'] }],
      arguments_hash: expect.stringMatching(/^[\w-]{43}$/),
      policy: { decision: 'allow', mode: 'enforce' },
      outcome: 'success',
      counts: { rows: 1 },
      prev_hash: 'A'.repeat(43),
      key_id: 'sha256',
    });
  });

  it('keeps nothing of arguments and answers', async () => {
    const { toolkit, directory } = start();
    await toolkit.call({
      name: 'desk_find_records',
      arguments: { object: 'Contact', where: { field: 'SSN', value: '078-05-1120' } },
      caller,
    });
    expect(lines(directory).join()).not.toMatch(/078-05-1120|Ann Lee/);
  });

  it('writes an intent before a write, and its outcome after', async () => {
    const { toolkit, directory, desk } = start();
    let before: readonly string[] = [];
    desk.hooks.push(() => (before = records(directory).map(({ kind }) => kind)));
    await toolkit.call({ name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } }, caller });
    expect(before).toEqual(['intent']);
    const written = records(directory);
    expect(written.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['intent', undefined],
      ['outcome', 'success'],
    ]);
    expect(new Set(written.map(({ call_id }) => call_id)).size).toBe(1);
  });

  it('records refusals, malformed calls, unknown tools and failures', async () => {
    const { toolkit, directory, desk } = start();
    await toolkit.call({ name: 'desk_delete_record', arguments: { object: 'Account', id: 'a1' }, caller });
    await toolkit.call({ name: 'desk_get_record', arguments: { nonsense: 1 }, caller });
    await toolkit.call({ name: 'no_such_tool', arguments: {}, caller });
    desk.faults.push(new ConnectorError('unavailable', 'down', { upstream: { status: 503, code: 'DOWN' } }), new Error('bug'));
    await toolkit.call({ name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller });
    await toolkit.call({ name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller });
    const ended = records(directory).filter(({ kind }) => kind === 'outcome');
    expect(ended.map(({ operation, outcome, error }) => [operation, outcome, error?.code, error?.upstream_status])).toEqual([
      ['desk_delete_record', 'denied', 'permission_denied', undefined],
      ['desk_get_record', 'failure', 'invalid_input', undefined],
      ['no_such_tool', 'failure', 'not_found', undefined],
      ['desk_get_record', 'failure', 'unavailable', 503],
      ['desk_get_record', 'error', 'internal', undefined],
    ]);
  });

  it('records what the transport refused, and a flood of it as one count', async () => {
    const { log, directory } = start();
    const refused = { reason: 'expired_token', status: 401, caller: { source: { transport: 'http', address: '192.0.2.9' } } } as const;
    for (let i = 0; i < 1_000; i += 1) await log.refused(refused);
    await log.close();
    const written = records(directory).filter(({ kind }) => kind === 'refused');
    expect(written.map(({ reason, source, counts }) => [reason, source?.ip, counts?.records])).toEqual([
      ['expired_token (401)', '192.0.2.9', undefined],
      ['expired_token (401)', '192.0.2.9', 999],
    ]);
  });

  it('counts an intent once over all attempts of a call, and the wait for an answer as pending', async () => {
    const allow = policy({ rules: [{ id: 'writes', reason: 'r', decision: 'allow' }] });
    const { toolkit, directory } = start({}, [allow, approval()]);
    const request = {
      name: 'desk_update_record',
      arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } },
      caller,
      canAsk: ['form'],
    } as const;
    done(await toolkit.call({ ...request, reply: reply(await toolkit.call(request), 'accept') }));
    const written = records(directory);
    expect(written.map(({ kind, via, outcome }) => [kind, via, outcome])).toEqual([
      ['intent', 'tool', undefined],
      ['outcome', 'preview', 'success'],
      ['outcome', 'tool', 'pending'],
      ['resumed', 'tool', undefined],
      ['outcome', 'preview', 'success'],
      ['outcome', 'tool', 'success'],
    ]);
    expect(new Set(written.map(({ call_id }) => call_id)).size).toBe(1);
    expect(written.at(-1)?.approvals).toEqual([{ by: 'person', action: 'accept', digest: expect.any(String) }]);
  });

  it('names partial success with its counts', async () => {
    const { toolkit, directory } = start();
    await toolkit.call({ name: 'desk_update_many', arguments: { object: 'Account', ids: ['a1', 'zz'], values: { Name: 'X' } }, caller });
    expect(records(directory).at(-1)).toMatchObject({ outcome: 'partial', counts: { succeeded: 1, failed: 1 } });
  });

  it('takes any text that a client can send, and bounds it', async () => {
    const { toolkit, directory } = start();
    await toolkit.call({ name: `\ud800\u202e${'x'.repeat(1_000_000)}`, arguments: { '\udfff': '\ud800' }, caller });
    const [record] = records(directory);
    expect(record?.operation).toBe('x'.repeat(198));
  });
});

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
