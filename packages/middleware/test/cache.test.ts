import { cache, createCacheMemory, policy, redact, type CacheOptions } from '@causeway/middleware';
import { ConnectorError, type Middleware } from '@causeway/core';
import { createDesk, done, failed, kit, person } from './desk.ts';
import { describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';

const start = (options: Partial<CacheOptions> = {}, outer: readonly Middleware[] = []) => {
  const desk = createDesk();
  const toolkit = kit(desk, [...outer, cache({ tools: ['*_find_*', '*_get_*'], ...options })]);
  const call = (name: string, args: unknown, caller = person(), signal?: AbortSignal) =>
    toolkit.call({ name: `desk_${name}`, arguments: args, caller, signal });
  return { desk, toolkit, call };
};
const acme = { object: 'Account', id: 'a1' };

describe('cache', () => {
  it('answers the same call of the same caller without the system', async () => {
    const { call, desk } = start();
    const first = done(await call('get_record', acme));
    expect(done(await call('get_record', acme))).toEqual(first);
    expect(desk.log).toHaveLength(1);
  });

  it('keeps only what is named', async () => {
    const { call, desk } = start({ tools: ['*_find_*'] });
    for (let i = 0; i < 2; i += 1) done(await call('get_record', acme));
    expect(desk.log).toHaveLength(2);
  });

  it.each([
    ['another principal', person({ id: 'bob' })],
    ['another tenant', person({}, { tenant: 'other' })],
    ['another scope', person({ scopes: ['more'] })],
    ['another role', person({ roles: ['more'] })],
  ])('keeps answers apart for %s', async (_, other) => {
    const { call, desk } = start();
    done(await call('get_record', acme));
    done(await call('get_record', acme, other));
    expect(desk.log).toHaveLength(2);
  });

  it('forgets after its time', async () => {
    const { call, desk } = start({ ttlMs: 20 });
    done(await call('get_record', acme));
    await sleep(30);
    done(await call('get_record', acme));
    expect(desk.log).toHaveLength(2);
  });

  it('drops the answers about an object that a write touched, for every caller, and no others', async () => {
    const { call, desk } = start();
    const bob = person({ id: 'bob' });
    for (const caller of [person(), bob]) {
      done(await call('get_record', acme, caller));
      done(await call('get_record', { object: 'Contact', id: 'c1' }, caller));
    }
    done(await call('update_record', { ...acme, values: { Name: 'Acme 2' } }));
    desk.log.length = 0;
    for (const caller of [person(), bob]) {
      expect(done(await call('get_record', acme, caller))).toMatchObject({ fields: { Name: 'Acme 2' } });
      done(await call('get_record', { object: 'Contact', id: 'c1' }, caller));
    }
    expect(desk.log).toEqual(['get Account a1', 'get Account a1']);
  });

  it('drops them also when the write failed, because the change may have been made', async () => {
    const { call, desk } = start();
    done(await call('get_record', acme));
    desk.faults.push(new ConnectorError('unknown_outcome', 'lost'));
    failed(await call('update_record', { ...acme, values: { Name: 'X' } }));
    done(await call('get_record', acme));
    expect(desk.log.filter((line) => line.startsWith('get'))).toHaveLength(2);
  });

  it('keeps no answer that a write overtook', async () => {
    const { call, desk } = start();
    desk.hooks.push((line) => {
      if (line !== 'get Account a1') return;
      desk.hooks.length = 0;
      void call('update_record', { ...acme, values: { Name: 'Newer' } });
    });
    await call('get_record', acme);
    await sleep(5);
    expect(done(await call('get_record', acme))).toMatchObject({ fields: { Name: 'Newer' } });
  });

  it('asks the system once for the same call at the same time', async () => {
    const { call, desk } = start();
    const results = await Promise.all(Array.from({ length: 20 }, () => call('get_record', acme)));
    expect(new Set(results.map((result) => JSON.stringify(done(result)))).size).toBe(1);
    expect(desk.log).toHaveLength(1);
  });

  it('does not let one caller who gives up take the answer from the others', async () => {
    const { call, desk } = start();
    const controller = new AbortController();
    const tool = desk.connector.tools.find(({ name }) => name === 'get_record');
    const run = tool?.run.bind(tool);
    Object.assign(tool ?? {}, { run: async (...args: Parameters<NonNullable<typeof run>>) => (await sleep(20), run?.(...args)) });
    const first = call('get_record', acme, person(), controller.signal);
    const second = call('get_record', acme);
    await sleep(5);
    controller.abort();
    expect(failed(await first).code).toBe('canceled');
    expect(done(await second)).toMatchObject({ id: 'a1' });
  });

  it('keeps no failure', async () => {
    const { call, desk } = start();
    desk.faults.push(new ConnectorError('unavailable', 'down'));
    failed(await call('get_record', acme));
    done(await call('get_record', acme));
    expect(desk.log).toHaveLength(2);
  });

  it('tells the layers above what the connector told, so that they judge a kept answer as the first one', async () => {
    const hide = policy({ rules: [{ id: 'h', reason: 'r', what: { objects: ['Contact'], fields: ['SSN'] }, decision: 'deny' }] });
    const { call, desk } = start({}, [hide, redact({ rules: [{ fields: ['Contact.Email'], action: 'mask' }] })]);
    const first = done(await call('get_record', { object: 'Contact', id: 'c1' }));
    expect(first).toMatchObject({ fields: { Name: 'Ann Lee', Email: '[Email]', Region: 'EMEA' } });
    expect(done(await call('get_record', { object: 'Contact', id: 'c1' }))).toEqual(first);
    expect(desk.log).toHaveLength(1);
  });

  it('keeps answers apart by the records that a policy leaves, also when only the rules have changed', async () => {
    const store = createCacheMemory();
    const desk = createDesk();
    const under = (value: string) => {
      const rows = [{ field: 'Region', operator: '=' as const, value }];
      const rules = [{ id: 'r', reason: 'r', what: { objects: ['Account'] }, decision: 'allow' as const, rows }];
      return kit(desk, [policy({ rules }), cache({ tools: ['*'], store })]);
    };
    const find = { name: 'desk_find_records', arguments: { object: 'Account' }, caller: person() };
    expect(done(await under('EMEA').call(find))).toMatchObject({ rows: [['Acme']] });
    expect(done(await under('APAC').call(find))).toMatchObject({ rows: [['Bolt']] });
    // A kept answer says that the restriction was applied, as the first one did.
    expect(done(await under('APAC').call(find))).toMatchObject({ rows: [['Bolt']] });
    expect(desk.log).toHaveLength(2);
  });

  it('keeps answers apart by the records that a policy leaves', async () => {
    const rows = (value: string) => [{ field: 'Region', operator: '=' as const, value }];
    const rule = (id: string, role: string, value: string) => ({
      id,
      reason: 'r',
      who: { roles: [role] },
      what: { objects: ['Account'] },
      decision: 'allow' as const,
      rows: rows(value),
    });
    const { call } = start({}, [policy({ rules: [rule('a', 'emea', 'EMEA'), rule('b', 'apac', 'APAC')] })]);
    expect(done(await call('find_records', { object: 'Account' }, person({ roles: ['emea'] })))).toMatchObject({ rows: [['Acme']] });
    expect(done(await call('find_records', { object: 'Account' }, person({ roles: ['apac'] })))).toMatchObject({ rows: [['Bolt']] });
  });
});
