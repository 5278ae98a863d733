import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { connect, firstId, refusal, send } from './support/salesforce.ts';
import { spentSince } from './support/processor-time.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ frozen: true });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const iso = (ms: number) => new Date(ms).toISOString();

describe('what changed in a span of time', () => {
  test('is told by id: the changed and, apart from them, the deleted', async () => {
    const connection = connect(sandbox);
    const start = iso(sandbox.clock.now());
    sandbox.clock.advance(60_000);
    const one = String((await connection.create('Account', { Name: 'One' })).id);
    const two = String((await connection.create('Account', { Name: 'Two' })).id);
    await connection.destroy('Account', two);
    sandbox.clock.advance(60_000);
    const end = iso(sandbox.clock.now());
    expect(await connection.updated('Account', start, end)).toEqual({ ids: [one], latestDateCovered: '2026-11-02T09:02:00.000+0000' });
    expect(await connection.deleted('Account', start, end)).toEqual({
      deletedRecords: [{ id: two, deletedDate: '2026-11-02T09:01:00.000+0000' }],
      earliestDateAvailable: '2026-10-03T09:02:00.000+0000',
      latestDateCovered: '2026-11-02T09:02:00.000+0000',
    });
  });

  test('leaves out what the user may not see', async () => {
    const start = iso(sandbox.clock.now() - 60_000);
    await connect(sandbox).create('Account', { Name: 'Private' });
    const end = iso(sandbox.clock.now() + 60_000);
    expect(await connect(sandbox, demo.salesforce.limited.username).updated('Account', start, end)).toMatchObject({ ids: [] });
  });

  test.each([
    ['without an end', 'start=2026-11-01T00:00:00Z', 'MISSING_ARGUMENT'],
    ['with a date that is none', 'start=yesterday&end=2026-11-02T00:00:00Z', 'INVALID_DATE_FORMAT'],
    ['that ends before it begins', 'start=2026-11-02T00:00:00Z&end=2026-11-01T00:00:00Z', 'INVALID_REPLICATION_DATE'],
    ['older than thirty days', 'start=2026-01-01T00:00:00Z&end=2026-11-01T00:00:00Z', 'INVALID_REPLICATION_DATE'],
  ])('%s is refused', async (_what, query, errorCode) => {
    expect(await send(sandbox, `/sobjects/Account/updated?${query}`)).toMatchObject({ status: 400, body: [{ errorCode }] });
  });
});

describe('what was used last', () => {
  test('is listed newest first, up to the number asked for', async () => {
    const connection = connect(sandbox);
    const account = String((await connection.create('Account', { Name: 'First' })).id);
    const contact = String((await connection.create('Contact', { LastName: 'Second' })).id);
    await connection.retrieve('Account', account);
    expect((await connection.recent()) as object[]).toMatchObject([
      { Id: account, Name: 'First' },
      { Id: contact, Name: 'Second' },
    ]);
    expect(await connection.recent(1)).toHaveLength(1);
    expect((await connection.sobject('Contact').recent()) as object[]).toMatchObject([{ Id: contact, Name: 'Second' }]);
  });

  test('is each user’s own', async () => {
    await connect(sandbox).create('Lead', { LastName: 'x', Company: 'y' });
    expect(await connect(sandbox, demo.salesforce.limited.username).recent()).toEqual([]);
  });
});

describe('limits', () => {
  test('tell how many requests are left, and so does every answer', async () => {
    const connection = connect(sandbox);
    sandbox.salesforce.useApiRequests(24);
    expect((await connection.limits())['DailyApiRequests']).toEqual({ Max: 1_000_000, Remaining: 999_975 });
    expect(connection.limitInfo.apiUsage).toEqual({ used: 25, limit: 1_000_000 });
  });

  test('that are used up refuse everything until a day has passed', async () => {
    const connection = connect(sandbox);
    sandbox.salesforce.useApiRequests(1_000_000);
    expect(await refusal(connection.limits())).toMatchObject({ name: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' });
    expect((await send(sandbox, '/limits')).status).toBe(403);
    sandbox.clock.advance(25 * 3_600_000);
    expect(await connect(sandbox).limits()).toHaveProperty('DataStorageMB');
  });

  test('can be set small', async () => {
    const poor = await startSandbox({ salesforce: { dailyApiRequests: 2 } });
    const connection = connect(poor);
    await connection.limits();
    await connection.limits();
    expect((await refusal(connection.limits())).name).toBe('REQUEST_LIMIT_EXCEEDED');
    await poor.close();
  });
});

test('record counts are told for the objects asked for, unknown ones left out', async () => {
  const connection = connect(sandbox);
  const { totalSize } = await connection.query('SELECT COUNT() FROM Contact');
  expect((await send(sandbox, '/limits/recordCount?sObjects=Contact,BigTable__c,Nonsense')).body).toEqual({
    sObjects: [
      { count: totalSize, name: 'Contact' },
      { count: 5000, name: 'BigTable__c' },
    ],
  });
});

describe('state', () => {
  test('is kept and brought back: records, numbers, sessions, locks', async () => {
    const connection = connect(sandbox);
    const id = await firstId(connection, 'SELECT Id FROM Account LIMIT 1');
    const restore = sandbox.snapshot();
    const first = await connection.create('Case', { Subject: 'x' });
    await connection.update('Account', { Id: id, Name: 'Changed' });
    sandbox.salesforce.lock(id);
    sandbox.salesforce.expireSessions();
    restore();
    expect((await connection.retrieve('Account', id))['Name']).not.toBe('Changed');
    expect(await connection.create('Case', { Subject: 'y' })).toMatchObject({ id: first.id });
    expect(await connection.update('Account', { Id: id, Site: 'x' })).toMatchObject({ success: true });
  });

  test('is kept and brought back within 50 ms', () => {
    const start = process.cpuUsage();
    sandbox.snapshot()();
    expect(spentSince(start)).toBeLessThan(50);
  });
});
