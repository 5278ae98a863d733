import { describe, expect, it } from 'vitest';
import { createDesk, done, failed, kit, person } from './desk.ts';
import { policy, type PolicyOptions } from '@causeway/middleware';
import type { CallRequest, Caller, Tool } from '@causeway/core';

const start = (options: PolicyOptions = {}) => {
  const desk = createDesk();
  const toolkit = kit(desk, [policy(options)]);
  const call = (name: string, args: unknown, caller: Caller = person(), more: Partial<CallRequest> = {}) =>
    toolkit.call({ name: `desk_${name}`, arguments: args, caller, ...more });
  return { desk, toolkit, call };
};

const hideSsn = { id: 'hide-ssn', reason: 'Not for sales.', what: { objects: ['Contact'], fields: ['SSN'] }, decision: 'deny' } as const;
const writes = { id: 'writes', reason: 'Everybody writes.', what: { effects: ['create', 'update'] }, decision: 'allow' } as const;

describe('a row rule', () => {
  const emea = {
    id: 'emea',
    reason: 'Own region.',
    what: { objects: ['Account', 'Contact'] },
    decision: 'allow' as const,
    rows: [{ field: 'Region', operator: '=' as const, value: 'EMEA' }],
  };

  it('hands its restriction to the connector', async () => {
    const { call } = start({ rules: [emea] });
    expect(done(await call('find_records', { object: 'Account' }))).toMatchObject({ rows: [['Acme']], total: 1 });
    expect(failed(await call('get_record', { object: 'Account', id: 'a2' })).code).toBe('not_found');
  });

  it('withholds an answer that does not acknowledge it', async () => {
    const { desk, call } = start({ rules: [emea] });
    const get = desk.connector.tools.find(({ name }) => name === 'get_record');
    Object.assign(get ?? {}, { run: () => Promise.resolve({ object: 'Account', id: 'a2', fields: { Name: 'Bolt' } }) });
    const error = failed(await call('get_record', { object: 'Account', id: 'a2' }));
    expect([error.code, error.message]).toEqual(['permission_denied', 'The answer is withheld: your access could not be applied to it.']);
  });

  it('takes values from the caller, and refuses a caller without them', async () => {
    const rows = [{ field: 'Region', operator: '=' as const, value: { from: 'groups' as const } }];
    const { call } = start({ rules: [{ ...emea, rows }] });
    expect(done(await call('find_records', { object: 'Account' }, person({ groups: ['APAC'] })))).toMatchObject({ rows: [['Bolt']] });
    expect(failed(await call('find_records', { object: 'Account' }, person())).code).toBe('permission_denied');
  });

  it('guards writes: the record, and what it would become, must be inside', async () => {
    const { call, desk } = start({ rules: [emea] });
    const update = (id: string, values: Record<string, string>) => call('update_record', { object: 'Account', id, values });
    expect(done(await update('a1', { Name: 'Acme 2' }))).toMatchObject({ id: 'a1' });
    expect(failed(await update('a2', { Name: 'Stolen' })).code).toBe('not_found');
    expect(failed(await update('a1', { Region: 'APAC' })).code).toBe('permission_denied');
    expect(failed(await call('create_record', { object: 'Account', values: { Name: 'New' } })).code).toBe('permission_denied');
    expect((await call('create_record', { object: 'Account', values: { Name: 'New', Region: 'EMEA' } })).kind).toBe('done');
    expect(desk.log.filter((line) => /^(update|create)/.test(line))).toEqual(['update Account a1', 'create Account']);
  });
});

describe('needs-approval', () => {
  const rule = { id: 'ask', reason: 'Ask first.', what: { effects: ['update' as const] }, decision: 'needs-approval' as const };

  it('never runs where no layer asks', async () => {
    const { call, desk } = start({ rules: [rule] });
    const args = { object: 'Account', id: 'a1', values: { Name: 'X' } };
    expect(failed(await call('update_record', args, person(), { canAsk: ['form'] })).code).toBe('permission_denied');
    expect(desk.log).toEqual([]);
  });
});

describe('views and completions', () => {
  it('obey the rules of the call that answers them', async () => {
    const { toolkit } = start({ rules: [hideSsn] });
    const read = await toolkit.read({ uri: 'desk://record/Contact/c1', caller: person() });
    expect(JSON.stringify(done(read))).not.toMatch(/SSN|078/);
    const of = { view: 'desk://record/{object}/{id}' };
    const request = { of, argument: 'id', typed: '', variables: { object: 'Contact' } };
    expect(await toolkit.complete(request)).toEqual([]);
    expect(await kit(createDesk(), []).complete(request)).toEqual(['078-05-1120', '219-09-9999']);
  });
});

describe('observe mode', () => {
  it('refuses and hides nothing', async () => {
    const { call } = start({ mode: 'observe', rules: [hideSsn] });
    expect(done(await call('find_records', { object: 'Contact', fields: ['SSN'] }))).toMatchObject({ columns: ['SSN'] });
    expect((await call('delete_record', { object: 'Contact', id: 'c1' })).kind).toBe('done');
  });
});

describe('explain', () => {
  it('says which rule decides', () => {
    const rules = policy({ rules: [hideSsn, writes] });
    const { connector } = createDesk();
    const toolOf = (name: string) => connector.tools.find((tool) => tool.name === name) as Tool;
    const ask = (name: string, object: string, field?: string) =>
      rules.explain({ caller: person(), connector, tool: toolOf(name), object, ...(field === undefined ? {} : { field }) });
    expect(ask('find_records', 'Contact', 'SSN')).toEqual({
      decision: 'deny',
      rule: { id: 'hide-ssn', reason: 'Not for sales.' },
      shown: 'remove',
      rows: [],
      listed: true,
    });
    expect(ask('update_record', 'Contact', 'Name')).toEqual({
      decision: 'allow',
      rule: { id: 'writes', reason: 'Everybody writes.' },
      shown: 'keep',
      rows: [],
      listed: true,
    });
    expect(ask('delete_record', 'Contact')).toEqual({ decision: 'deny', rows: [], listed: false });
  });
});
