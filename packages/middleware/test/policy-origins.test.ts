import { createToolkit, recordSetSchema, tool, type Access, type CallContext, type RecordSet, type Schema } from '@causeway/core';
import { describe, expect, it } from 'vitest';
import { done, failed, person } from './desk.ts';
import { policy, type PolicyDocument } from '@causeway/middleware';
import { z } from 'zod';

type Rules = NonNullable<PolicyDocument['rules']>;
const schema = z.looseObject({ results: z.array(recordSetSchema) });

/** A toolkit with one search tool that touches and answers what the test says. */
function searching(rules: Rules, access: readonly Access[], run: (call: CallContext) => readonly RecordSet[], output: Schema = schema) {
  const search = tool({
    name: 'search_all',
    title: 'Search',
    description: 'Searches.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({}),
    output,
    access: () => access,
    run: (_, call) => Promise.resolve({ results: run(call) as RecordSet[] }),
  });
  const connector = { spec: 1, kind: 'crm', name: 'crm', version: '1', title: 'CRM', tools: [search] } as const;
  const toolkit = createToolkit({ connectors: [connector], use: [policy({ rules })] });
  return () => toolkit.call({ name: 'crm_search_all', arguments: {}, caller: person() });
}

const hide = (object: string, field: string): Rules[number] => ({
  id: 'hide',
  reason: 'r',
  what: { objects: [object], fields: [field] },
  decision: 'deny',
});
const set = (object: string, columns: readonly string[], ...rows: readonly (readonly (string | number)[])[]): RecordSet => ({
  object,
  columns,
  rows,
});

describe('a hidden field', () => {
  const access: readonly Access[] = [
    { object: 'Contact', effect: 'read', fields: ['Name'] },
    { object: 'Account', effect: 'read', fields: ['Revenue'] },
  ];

  it('goes under every name that it has in an answer: related, aliased, aggregated', async () => {
    const call = searching([hide('Account', 'Revenue')], access, ({ trail }) => {
      trail.column('Name', { object: 'Contact', field: 'Name' });
      for (const name of ['Account.Revenue', 'r', 'SUM(Account.Revenue)']) trail.column(name, { object: 'Account', field: 'Revenue' });
      return [set('Contact', ['Name', 'Account.Revenue', 'r', 'SUM(Account.Revenue)'], ['Ann', 1, 2, 3])];
    });
    expect(done(await call())).toMatchObject({ results: [{ columns: ['Name'], rows: [['Ann']] }] });
  });

  it('takes a column with it that stands for several fields', async () => {
    const call = searching([hide('Account', 'Name')], access, ({ trail }) => {
      trail.column('Name', { object: 'Contact', field: 'Name' });
      trail.column('Name', { object: 'Account', field: 'Name' });
      return [set('Contact', ['Name'], ['Ann']), set('Account', ['Name'], ['Acme'])];
    });
    expect(done(await call())).toMatchObject({ results: [{ columns: [] }, { columns: [] }] });
  });

  it('does not come back in cells beyond the columns', async () => {
    const call = searching([hide('Contact', 'SSN')], access, ({ trail }) => {
      trail.column('Name', { object: 'Contact', field: 'Name' });
      trail.column('SSN', { object: 'Contact', field: 'SSN' });
      return [set('Contact', ['Name', 'SSN'], ['Ann', '078-05-1120', '078-05-1120'])];
    });
    expect(done(await call())).toMatchObject({ results: [{ columns: ['Name'], rows: [['Ann']] }] });
  });

  it('does not come back in a note', async () => {
    const call = searching([hide('Contact', 'SSN')], access, ({ trail }) => {
      trail.column('Name', { object: 'Contact', field: 'Name' });
      return [{ ...set('Contact', ['Name'], ['Ann']), notes: ['SSN was cut.', 'Demo data.'] }];
    });
    expect(done(await call())).toMatchObject({ results: [{ notes: ['Demo data.'] }] });
  });
});

describe('a search over all objects', () => {
  const access: readonly Access[] = [{ object: '*', effect: 'read', fields: '*' }];
  const both = ({ trail }: CallContext) => {
    trail.column('Name', { object: 'Contact', field: 'Name' });
    trail.column('Region', { object: 'Account', field: 'Region' });
    return [set('Contact', ['Name'], ['Ann']), set('Account', ['Region'], ['EMEA'])];
  };

  it('shows nothing of an object that is denied', async () => {
    const call = searching([{ id: 'd', reason: 'r', what: { objects: ['Contact'] }, decision: 'deny' }], access, both);
    expect(done(await call())).toMatchObject({ results: [{ columns: [], rows: [] }, { rows: [['EMEA']] }] });
  });

  it('gives no single record of an object that is denied, or whose restriction was not acknowledged', async () => {
    const record = () => [{ object: 'Contact', id: 'c1', fields: { Name: 'Ann' } } as unknown as RecordSet];
    const deny: Rules[number] = { id: 'd', reason: 'r', what: { objects: ['Contact'] }, decision: 'deny' };
    expect(failed(await searching([deny], access, record, z.looseObject({}))()).message).toMatch(/withheld/);
    const rows = [{ field: 'Region', operator: '=' as const, value: 'EMEA' }];
    const restrict: Rules[number] = { id: 'r', reason: 'r', what: { objects: ['Cont*'] }, decision: 'allow', rows };
    expect(failed(await searching([restrict], access, record, z.looseObject({}))()).message).toMatch(/withheld/);
  });

  it('shows nothing of an object whose restriction was not acknowledged', async () => {
    const rows = [{ field: 'Region', operator: '=' as const, value: 'EMEA' }];
    const rule: Rules[number] = { id: 'r', reason: 'r', what: { objects: ['Acc*'] }, decision: 'allow', rows };
    expect(failed(await searching([rule], access, both)()).message).toMatch(/withheld/);
    const acknowledged = searching([rule], access, (call) => (call.trail.restricted('Account'), both(call)));
    expect(done(await acknowledged())).toMatchObject({ results: [{ rows: [['Ann']] }, { rows: [['EMEA']] }] });
  });

  it('needs a yes when any object needs one', async () => {
    const call = searching([{ id: 'a', reason: 'r', what: { objects: ['Contact'] }, decision: 'needs-approval' }], access, both);
    expect(failed(await call()).code).toBe('permission_denied');
  });
});

describe('an object that the access did not name', () => {
  it('is judged all the same when it shows up in the answer', async () => {
    const access: readonly Access[] = [{ object: 'Account', effect: 'read', fields: '*' }];
    const call = searching([hide('Contact', 'SSN')], access, ({ trail }) => {
      trail.column('SSN', { object: 'Contact', field: 'SSN' });
      return [set('Contact', ['SSN', 'unknown'], ['078-05-1120', '078-05-1120'])];
    });
    expect(JSON.stringify(done(await call()))).not.toMatch(/078|SSN/);
  });
});
