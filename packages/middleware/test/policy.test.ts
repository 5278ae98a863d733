import { describe, expect, it } from 'vitest';
import { createDesk, done, failed, kit, person } from './desk.ts';
import { policy, type PolicyOptions } from '@causeway/middleware';
import { ConnectorError, type CallRequest, type Caller } from '@causeway/core';

const start = (options: PolicyOptions = {}) => {
  const desk = createDesk();
  const toolkit = kit(desk, [policy(options)]);
  const call = (name: string, args: unknown, caller: Caller = person(), more: Partial<CallRequest> = {}) =>
    toolkit.call({ name: `desk_${name}`, arguments: args, caller, ...more });
  return { desk, toolkit, call };
};

const hideSsn = { id: 'hide-ssn', reason: 'Not for sales.', what: { objects: ['Contact'], fields: ['SSN'] }, decision: 'deny' } as const;
const writes = { id: 'writes', reason: 'Everybody writes.', what: { effects: ['create', 'update'] }, decision: 'allow' } as const;

describe('a policy without rules', () => {
  it('allows reads and denies every write', async () => {
    const { call, desk } = start();
    expect(done(await call('find_records', { object: 'Account' }))).toMatchObject({ rows: [['Acme'], ['Bolt']] });
    const denied = failed(await call('update_record', { object: 'Account', id: 'a1', values: { Name: 'X' } }));
    expect(denied.code).toBe('not_found');
    expect(desk.rows['Account']?.['a1']?.['Name']).toBe('Acme');
  });

  it('lists only what it would allow', () => {
    const { toolkit } = start();
    expect(toolkit.list().entries.map(({ tool }) => tool.name)).toEqual(['find_records', 'get_record', 'describe_object']);
  });
});

describe('rules', () => {
  it('answer for a tool that the caller may not know of as for one that does not exist', async () => {
    const { call } = start();
    const hidden = failed(await call('delete_record', { object: 'Account', id: 'a1' }));
    const unknown = failed(await call('delete_nothing', {}));
    expect(hidden.toJSON()).toEqual({ ...unknown.toJSON(), message: 'There is no tool "desk_delete_record".' });
  });

  it.each([
    ['role', { roles: ['sales'] }, person({ roles: ['sales'] }), person({ roles: ['support'] })],
    ['scope', { scopes: ['crm.*'] }, person({ scopes: ['crm.write'] }), person({ scopes: ['erp.write'] })],
    ['group', { groups: ['g1'] }, person({ groups: ['g1'] }), person({ groups: ['G1'] })],
    ['tenant', { tenants: ['acme'] }, person(), person({}, { tenant: 'other' })],
    ['principal', { principals: ['ann'] }, person(), person({ id: 'bob' })],
    ['client', { clients: ['cli-1'] }, person({ clientId: 'cli-1' }), person({}, { client: { name: 'cli-2' } })],
  ])('grant by %s', async (_, who, granted, other) => {
    const { call } = start({ rules: [{ ...writes, who }] });
    const args = { object: 'Account', id: 'a1', values: { Name: 'X' } };
    expect((await call('update_record', args, granted)).kind).toBe('done');
    expect((await call('update_record', args, other)).kind).toBe('failed');
    expect((await call('update_record', args, {})).kind).toBe('failed');
  });

  it('grant by connector, tool, effect, object and field', async () => {
    const what = {
      connectors: ['desk'],
      tools: ['update_*'],
      effects: ['update'],
      objects: ['Account'],
      fields: ['Name', 'Reg*'],
    } as const;
    const { call } = start({
      rules: [
        {
          id: 'a',
          reason: 'r',
          what: { ...what, connectors: ['desk'], tools: ['update_*'], effects: ['update'], objects: ['Account'], fields: ['Name', 'Reg*'] },
          decision: 'allow',
        },
      ],
    });
    expect((await call('update_record', { object: 'Account', id: 'a1', values: { Name: 'X', region: 'Y' } })).kind).toBe('done');
    expect(failed(await call('update_record', { object: 'Account', id: 'a1', values: { Name: 'X', Revenue: '1' } })).code).toBe(
      'permission_denied',
    );
    expect(failed(await call('update_record', { object: 'Contact', id: 'c1', values: { Name: 'X' } })).code).toBe('permission_denied');
    expect(failed(await call('create_record', { object: 'Account', values: { Name: 'X' } })).code).toBe('not_found');
  });

  it('deny wins over allow, and an exemption over the deny', async () => {
    const rules = [
      writes,
      {
        id: 'freeze',
        reason: 'Freeze.',
        unless: { roles: ['admin'] },
        what: { objects: ['Account'], effects: ['update' as const] },
        decision: 'deny' as const,
      },
    ];
    const { call } = start({ rules });
    const args = { object: 'Account', id: 'a1', values: { Name: 'X' } };
    expect(failed(await call('update_record', args)).code).toBe('permission_denied');
    expect((await call('update_record', args, person({ roles: ['admin'] }))).kind).toBe('done');
  });

  it('say nothing of what exists when they deny', async () => {
    const { call } = start({ rules: [{ id: 'no-contacts', reason: 'Secret project.', what: { objects: ['Contact'] }, decision: 'deny' }] });
    const there = failed(await call('get_record', { object: 'Contact', id: 'c1' }));
    const absent = failed(await call('get_record', { object: 'Contact', id: 'zzz' }));
    expect(there.toJSON()).toEqual(absent.toJSON());
    expect(JSON.stringify(there)).not.toMatch(/Secret|no-contacts|Contact/);
  });

  it('are not even compared with names that are longer than any', async () => {
    const globs = { id: 'globs', reason: 'r', what: { objects: ['a*a*a*a*a*a*b'] }, decision: 'deny' as const };
    const { call, desk } = start({ rules: [globs] });
    const began = performance.now();
    expect(failed(await call('get_record', { object: 'a'.repeat(100_000), id: 'x' })).code).toBe('permission_denied');
    expect(failed(await call('find_records', { object: 'Account', fields: ['a'.repeat(100_000)] })).code).toBe('permission_denied');
    expect(performance.now() - began).toBeLessThan(500);
    expect(desk.log).toEqual([]);
  });

  it('that do not fit are refused with the place', () => {
    expect(() => policy({ rules: [{ id: 'x', reason: 'r', decision: 'maybe' as 'deny' }] })).toThrow(/rules[\s\S]*decision/);
    expect(() => policy({ rules: [{ ...hideSsn }, { ...hideSsn }] })).toThrow('two rules have the same id');
    const dotted = { id: 'x', reason: 'r', what: { fields: ['Contact.SSN'] }, decision: 'deny' } as const;
    expect(() => policy({ rules: [dotted] })).toThrow('name fields alone');
    expect(() => policy({ rules: [{ id: 'x', reason: 'r', decision: 'deny', mask: true }] })).toThrow('what.fields');
  });
});

describe('a field rule', () => {
  it('removes the column from record sets and records, and the field from descriptions', async () => {
    const { call } = start({ rules: [hideSsn] });
    expect(done(await call('find_records', { object: 'Contact', fields: ['Name', 'SSN'] }))).toEqual({
      object: 'Contact',
      columns: ['Name'],
      rows: [['Ann Lee'], ['Bob Ray']],
      total: 2,
      notes: ['Some columns are not shown: your access does not include them.'],
    });
    expect(done(await call('get_record', { object: 'Contact', id: 'c1' }))).toMatchObject({
      fields: { Name: 'Ann Lee', Email: 'ann@acme.example', Region: 'EMEA' },
    });
    expect(JSON.stringify(done(await call('get_record', { object: 'Contact', id: 'c1' })))).not.toMatch(/SSN|078/);
    expect(done(await call('describe_object', { object: 'Contact' }))).toEqual({
      object: 'Contact',
      fields: ['Name:string', 'Email:string', 'Region:string'],
    });
  });

  it('with `mask` keeps the column and hides its values', async () => {
    const { call } = start({ rules: [{ ...hideSsn, mask: true }] });
    expect(done(await call('find_records', { object: 'Contact', fields: ['Name', 'SSN'] }))).toMatchObject({
      columns: ['Name', 'SSN'],
      rows: [
        ['Ann Lee', '[masked]'],
        ['Bob Ray', '[masked]'],
      ],
    });
  });

  it('refuses a filter on the field, because a filter is a read', async () => {
    const { call, desk } = start({ rules: [{ ...hideSsn, mask: true }] });
    const error = failed(await call('find_records', { object: 'Contact', where: { field: 'ssn', value: '078-05-1120' } }));
    expect(error.code).toBe('permission_denied');
    expect(desk.log).toEqual([]);
  });

  it('refuses to write the field, and a read of nothing else', async () => {
    const { call, desk } = start({ rules: [hideSsn, writes] });
    expect(failed(await call('update_record', { object: 'Contact', id: 'c1', values: { SSN: '1' } })).code).toBe('permission_denied');
    expect(failed(await call('find_records', { object: 'Contact', fields: ['SSN'] })).code).toBe('permission_denied');
    expect(desk.log).toEqual([]);
  });

  it('counts for errors as well where the whole object may be written and not read', async () => {
    const blind = { id: 'blind', reason: 'r', what: { objects: ['Contact'], effects: ['read' as const] }, decision: 'deny' as const };
    const { call, desk } = start({ rules: [blind, writes] });
    desk.faults.push(new ConnectorError('conflict', 'SSN 078-05-1120 is taken'));
    const error = failed(await call('create_record', { object: 'Contact', values: { Name: 'X' } }));
    expect(error.message).toBe('This conflicts with what the system holds.');
  });

  it('goes out of descriptions in one text as well, and out of those of relationships by it', async () => {
    const { desk, call } = start({ rules: [hideSsn] });
    const describing = desk.connector.tools.find(({ name }) => name === 'describe_object');
    const fields = 'Id:id! SSN:string(11) Status:picklist(Not SSN|Closed Won)* Owner:->User';
    Object.assign(describing ?? {}, {
      run: () => Promise.resolve({ object: 'Contact', fields: [fields, 'Reports->Contact.SSN', 'Cases->Case.ContactId'] }),
    });
    expect(done(await call('describe_object', { object: 'Contact' }))).toEqual({
      object: 'Contact',
      fields: ['Id:id! Status:picklist(Not SSN|Closed Won)* Owner:->User', 'Cases->Case.ContactId'],
    });
  });

  it('takes the words out of the failures of a batch', async () => {
    const { call } = start({ rules: [hideSsn, writes] });
    const { failed: refused } = done(await call('update_many', { object: 'Contact', ids: ['zz'], values: { Name: 'X' } })) as {
      failed: unknown[];
    };
    expect(refused).toEqual([
      { index: 0, code: 'NOT_FOUND', message: expect.stringMatching(/^The system refused this/), retryable: false },
    ]);
  });

  it('removes columns that the connector did not name, wherever the rule is in force', async () => {
    const { desk, call } = start({ rules: [hideSsn] });
    const find = desk.connector.tools.find(({ name }) => name === 'find_records');
    const leaky = { object: 'Contact', columns: ['Name', 'who_knows'], rows: [['Ann Lee', '078-05-1120']] };
    Object.assign(find ?? {}, {
      run: (_: unknown, context: { trail: { column(a: string, b: object): void } }) => {
        context.trail.column('Name', { object: 'Contact', field: 'Name' });
        return Promise.resolve(leaky);
      },
    });
    expect(done(await call('find_records', { object: 'Contact' }))).toMatchObject({ columns: ['Name'], rows: [['Ann Lee']] });
  });

  it('takes the words out of errors, which may quote the value', async () => {
    const { call, desk } = start({ rules: [hideSsn] });
    desk.faults.push(
      new ConnectorError('conflict', 'SSN 078-05-1120 is taken', {
        hint: 'Not 078-05-1120',
        fields: ['SSN'],
        upstream: { code: 'DUPLICATE_VALUE', status: 400 },
      }),
    );
    const error = failed(await call('get_record', { object: 'Contact', id: 'c1' }));
    expect(error.toJSON()).toEqual({
      code: 'conflict',
      message: 'This conflicts with what the system holds.',
      retryable: false,
      upstream: { code: 'DUPLICATE_VALUE', status: 400 },
    });
    desk.faults.push(new ConnectorError('conflict', 'The name is taken'));
    expect(failed(await call('get_record', { object: 'Account', id: 'a1' })).message).toBe('The name is taken');
  });
});
