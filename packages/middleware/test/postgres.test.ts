import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { audit, fileSink, verifyLines, type Audit } from '@causeway/middleware';
import { createDesk, done, failed, kit, person } from './desk.ts';
import { createPostgres, postgresServer, type TestServer } from './servers.ts';
import { postgresSink, readPostgres } from '@causeway/middleware/postgres';
import { records, scratch } from './audit-log.ts';
import { Client } from 'pg';

const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller: person() };
const update = { name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } }, caller: person() };

describe.skipIf(postgresServer === undefined)('PostgreSQL (skipped: postgres is not installed)', () => {
  let postgres: TestServer;
  const opened: Audit[] = [];
  beforeAll(async () => {
    postgres = await createPostgres();
    await postgres.start();
  }, 60_000);
  afterEach(async () => {
    for (const log of opened.splice(0)) await log.close();
  });
  afterAll(() => postgres.close());

  const start = (log: Audit) => {
    opened.push(log);
    const desk = createDesk();
    return { desk, toolkit: kit(desk, [log]) };
  };
  const check = async (chain: string) => {
    const { lines, checkpoints } = await readPostgres(postgres.url, chain);
    return verifyLines(lines, { checkpoints });
  };

  it('keeps a whole chain, goes on with it after a restart, and can be queried', async () => {
    for (let run = 0; run < 2; run += 1) {
      const log = audit({ sinks: [postgresSink({ url: postgres.url, chain: 'whole' })] });
      const { toolkit } = start(log);
      await Promise.all(Array.from({ length: 50 }, () => toolkit.call(get)));
      done(await toolkit.call(update));
      await log.close();
    }
    expect(await check('whole')).toMatchObject({ ok: true, records: 106, coveredUntil: 106 });
    const client = new Client(postgres.url);
    await client.connect();
    const { rows } = await client.query(
      "select record->>'outcome' as outcome, count(*)::int from causeway_audit where chain = 'whole' group by 1 order by 1",
    );
    await client.end();
    expect(rows).toEqual([
      { outcome: 'success', count: 102 },
      { outcome: null, count: 4 },
    ]);
  });

  it('shows a row that was changed, and one that was removed', async () => {
    const log = audit({ sinks: [postgresSink({ url: postgres.url, chain: 'tampered' })] });
    const { toolkit } = start(log);
    for (let i = 0; i < 5; i += 1) await toolkit.call(get);
    await log.close();
    const client = new Client(postgres.url);
    await client.connect();
    await client.query("update causeway_audit set line = replace(line, '\"ann\"', '\"eve\"') where chain = 'tampered' and seq = 3");
    expect((await check('tampered')).problem).toMatchObject({ seq: 3, reason: 'it was changed' });
    await client.query("delete from causeway_audit where chain = 'tampered' and seq >= 3");
    expect((await check('tampered')).problem).toMatchObject({ seq: 3 });
    await client.end();
  });

  it('lets one of two writers of a chain write at a time, and neither break it', async () => {
    const logs = [1, 2].map(() => audit({ sinks: [postgresSink({ url: postgres.url, chain: 'shared' })] }));
    const toolkits = logs.map((log) => start(log).toolkit);
    const results = await Promise.all(Array.from({ length: 40 }, (_, index) => toolkits[index % 2]?.call(update)));
    const acknowledged = results.filter((result) => result?.kind === 'done').length;
    // Each finds the end of the chain again when the other has moved it, if need be after one more refusal.
    for (const toolkit of toolkits) {
      const again = [await toolkit.call(update), await toolkit.call(update)];
      expect(again.some(({ kind }) => kind === 'done')).toBe(true);
    }
    for (const log of logs) await log.close();
    const { lines } = await readPostgres(postgres.url, 'shared');
    expect(await verifyLines(lines)).toMatchObject({ ok: true });
    const outcomes = lines.filter((line) => line.includes('"kind":"outcome"') && line.includes('"outcome":"success"')).length;
    expect(outcomes).toBeGreaterThanOrEqual(acknowledged);
    expect(acknowledged).toBeGreaterThan(0);
  });

  it('stopped in the middle: writes are refused, reads go on and are recorded when it is back', async () => {
    const log = audit({ sinks: [postgresSink({ url: postgres.url, chain: 'outage' })] });
    const { toolkit, desk } = start(log);
    done(await toolkit.call(update));
    await postgres.stop();
    expect(failed(await toolkit.call(update)).message).toBe('This change cannot be recorded, so it is not made.');
    expect(desk.log.filter((line) => line.startsWith('update'))).toHaveLength(1);
    done(await toolkit.call(get));
    done(await toolkit.call(get));
    expect(log.status()[0]?.waiting).toBe(2);
    await postgres.start();
    done(await toolkit.call(update));
    await log.close();
    const { lines } = await readPostgres(postgres.url, 'outage');
    expect(await verifyLines(lines)).toMatchObject({ ok: true });
    const kinds = lines.map((line) => (JSON.parse(line) as { record: { kind: string; operation?: string } }).record);
    expect(kinds.map(({ kind, operation }) => `${kind} ${operation ?? ''}`)).toEqual([
      'intent desk_update_record',
      'outcome desk_update_record',
      'outcome desk_get_record',
      'outcome desk_get_record',
      'intent desk_update_record',
      'outcome desk_update_record',
      'checkpoint ',
    ]);
  });

  it('beside a file holds nobody up when it is optional', async () => {
    const directory = scratch();
    await postgres.stop();
    const log = audit({ sinks: [fileSink({ directory }), postgresSink({ url: postgres.url, chain: 'beside', optional: true })] });
    const { toolkit } = start(log);
    await log.open();
    done(await toolkit.call(update));
    expect(records(directory)).toHaveLength(2);
    await postgres.start();
    await log.close();
    expect(await check('beside')).toMatchObject({ ok: true, records: 3 });
  });
});
