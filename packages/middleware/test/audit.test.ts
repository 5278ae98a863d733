import { afterEach, describe, expect, it } from 'vitest';
import { approval, audit, fileSink, policy, redactedArguments, type Audit, type AuditOptions } from '@causeway/middleware';
import { ConnectorError, type Middleware } from '@causeway/core';
import { createDesk, done, kit, person, reply } from './desk.ts';
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

  it('keeps arguments where that is asked for, redacted, and none of a call that was denied', async () => {
    const rules = [
      { fields: ['Account.Region'], action: 'mask' },
      { detect: ['email'], action: 'partial' },
    ] as const;
    const { toolkit, directory } = start({ content: redactedArguments({ rules }) });
    const update = { object: 'Account', id: 'a1', values: { Name: 'ask ann@acme.example', Region: 'EMEA' } };
    await toolkit.call({ name: 'desk_update_record', arguments: update, caller });
    await toolkit.call({ name: 'desk_delete_record', arguments: { object: 'Account', id: 'a1' }, caller });
    expect(records(directory).map(({ arguments: kept }) => kept)).toEqual([
      undefined,
      { object: 'Account', id: 'a1', values: { Name: 'ask a***@acme.example', Region: '[Region]' } },
      undefined,
      undefined,
    ]);
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
