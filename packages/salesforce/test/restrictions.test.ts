import { rowFilters, type Middleware, type RowFilter } from '@causeway/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { benchOf, connect, useSandbox, type Bench, type RecordOf } from './harness.ts';

const sandbox = useSandbox();
let restore = () => {};
beforeEach(() => {
  restore = sandbox().snapshot();
});
afterEach(() => restore());

const acknowledged: string[] = [];
afterEach(() => void acknowledged.splice(0));

/** A policy that lets records through only within these filters. */
function within(...filters: readonly RowFilter[]): Middleware {
  return async (call, next) => {
    const context = call.context.with(rowFilters, filters);
    const output = await next({ ...call, context });
    acknowledged.push(...context.trail.log.restricted);
    return output;
  };
}

const emea: RowFilter = { object: 'Account', field: 'Region__c', operator: '=', value: 'EMEA' };

async function regions(bench: Bench, soql: string): Promise<readonly unknown[]> {
  const { rows } = await bench.call('query', { soql, limit: 200 });
  return [...new Set(rows.map((row) => row.at(-1)))];
}

async function account(region: string): Promise<string> {
  const { rows } = await benchOf(connect(sandbox())).call('query', {
    soql: `SELECT Id FROM Account WHERE Region__c = '${region}' AND Id IN (SELECT AccountId FROM Contact)`,
    limit: 1,
  });
  return String(rows[0]?.[0]);
}

describe('reads within a row filter', () => {
  test('the object itself', async () => {
    const bench = benchOf(connect(sandbox()), [within(emea)]);
    expect(await regions(bench, 'SELECT Name, Region__c FROM Account')).toEqual(['EMEA']);
    expect(await regions(bench, "SELECT Region__c FROM Account WHERE Name != null OR Name = ''")).toEqual(['EMEA']);
    expect(acknowledged).toEqual(['Account', 'Account']);
  });

  test('over a relationship: a record whose parent is outside is left out, one without a parent stays', async () => {
    await benchOf(connect(sandbox())).call('create_record', { object: 'Contact', values: { LastName: 'Alone' } });
    const bench = benchOf(connect(sandbox()), [within(emea)]);
    expect(await regions(bench, 'SELECT Name, Account.Region__c FROM Contact ORDER BY AccountId NULLS FIRST')).toEqual([null, 'EMEA']);
    expect(acknowledged).toEqual(['Account']);
  });

  test('in subqueries, semi-joins, groups and counts', async () => {
    const won: RowFilter = { object: 'Opportunity', field: 'StageName', operator: 'in', value: ['Closed Won'] };
    const bench = benchOf(connect(sandbox()), [within(won)]);
    const { rows } = await bench.call('query', { soql: 'SELECT (SELECT StageName FROM Opportunities) FROM Account', limit: 100 });
    const stages = rows.flatMap(([cell]) => (cell === null ? [] : (JSON.parse(String(cell)) as { StageName: string }[])));
    expect([...new Set(stages.map(({ StageName }) => StageName))]).toEqual(['Closed Won']);
    const all = await benchOf(connect(sandbox())).call('query', { soql: "SELECT COUNT() FROM Opportunity WHERE StageName = 'Closed Won'" });
    expect((await bench.call('query', { soql: 'SELECT COUNT() FROM Opportunity' })).rows).toEqual(all.rows);
    expect((await bench.call('summarize_pipeline', { open_only: false })).rows.map(([stage]) => stage)).toEqual(['Closed Won']);
    const inside = await bench.call('query', { soql: 'SELECT COUNT() FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)' });
    const outside = await benchOf(connect(sandbox())).call('query', {
      soql: 'SELECT COUNT() FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)',
    });
    expect(Number(inside.rows[0]?.[0])).toBeLessThan(Number(outside.rows[0]?.[0]));
  });

  test('in every other reading tool', async () => {
    const outside = await account('Americas');
    const bench = benchOf(connect(sandbox()), [within(emea)]);
    expect((await bench.fail('get_record', { object: 'Account', id: outside })).code).toBe('not_found');
    expect((await bench.fail('get_account', { id: outside })).code).toBe('not_found');
    const contacts = await bench.call('get_related_records', { object: 'Account', id: outside, relationship: 'Contacts' });
    expect(contacts.rows).toEqual([]);
    const found = await bench.call<{ results: { object: string; rows: unknown[][] }[] }>('search', { text: 'foods', objects: ['Account'] });
    const names = found.results.flatMap(({ rows }) => rows.map(([id]) => String(id)));
    for (const id of names)
      expect((await bench.call<RecordOf>('get_record', { object: 'Account', id, fields: ['Region__c'] })).fields).toMatchObject({
        Region__c: 'EMEA',
      });
    const changes = await bench.call('list_recent_changes', { object: 'Account', since: 'LAST_N_DAYS:700', limit: 200 });
    expect(changes.rows.map(([id]) => id)).not.toContain(outside);
    expect(new Set(acknowledged)).toEqual(new Set(['Account']));
  });

  test('a description shows no record, so it stays within any', async () => {
    await benchOf(connect(sandbox()), [within(emea)]).call('describe_object', { object: 'account' });
    expect(acknowledged).toEqual(['Account']);
  });

  test('a reference to several objects cannot be restricted, so it is refused', async () => {
    const bench = benchOf(connect(sandbox()), [within({ object: 'User', field: 'IsActive', operator: '=', value: true })]);
    const error = await bench.fail('query', { soql: 'SELECT Owner.Name FROM Case' });
    expect(error).toMatchObject({ code: 'permission_denied', hint: 'Leave the fields of Owner out.' });
  });

  test('a filter on a field that the user cannot see is refused, not ignored', async () => {
    const bench = benchOf(connect(sandbox(), { fields: { deny: ['Account.Region__c'] } }), [within(emea)]);
    expect((await bench.fail('query', { soql: 'SELECT Name FROM Account' })).code).toBe('permission_denied');
  });
});

describe('writes within a row filter', () => {
  const bench = () => benchOf(connect(sandbox()), [within(emea)]);

  test('a record outside is not there', async () => {
    const id = await account('Americas');
    sandbox().clearRequests();
    expect((await bench().fail('update_record', { object: 'Account', id, values: { Phone: '1' } })).code).toBe('not_found');
    expect((await bench().fail('update_records', { object: 'Account', records: [{ id, values: { Phone: '1' } }] })).code).toBe('not_found');
    expect((await bench().fail('delete_record', { object: 'Account', id })).code).toBe('not_found');
    expect(sandbox().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('a record inside can be changed, but not moved outside', async () => {
    const id = await account('EMEA');
    await bench().call('update_record', { object: 'Account', id, values: { Phone: '1' } });
    expect(acknowledged).toContain('Account');
    const error = await bench().fail('update_record', { object: 'Account', id, values: { Region__c: 'APAC' } });
    expect(error).toMatchObject({ code: 'permission_denied', fields: ['Region__c'] });
  });

  test('a new record must be inside', async () => {
    expect((await bench().fail('create_record', { object: 'Account', values: { Name: 'New' } })).code).toBe('permission_denied');
    expect((await bench().fail('create_records', { object: 'Account', records: [{ Name: 'New', Region__c: 'APAC' }] })).code).toBe(
      'permission_denied',
    );
    await bench().call('create_record', { object: 'Account', values: { Name: 'New', Region__c: 'EMEA' } });
  });

  test('a record outside cannot be referred to', async () => {
    const [outside, inside] = [await account('Americas'), await account('EMEA')];
    const contact = (AccountId: string) => ({ object: 'Contact', values: { LastName: 'New', AccountId } });
    expect((await bench().fail('create_record', contact(outside))).code).toBe('not_found');
    expect((await bench().fail('create_case', { subject: 'New', account_id: outside })).code).toBe('not_found');
    expect((await bench().fail('log_activity', { kind: 'task', subject: 'New', record_id: outside })).code).toBe('not_found');
    expect((await bench().fail('create_records', { object: 'Contact', records: [contact(outside).values] })).code).toBe('not_found');
    const { id } = await bench().call<RecordOf>('create_record', contact(inside));
    expect(acknowledged).toContain('Account');
    expect((await bench().fail('update_record', { object: 'Contact', id, values: { AccountId: outside } })).code).toBe('not_found');
    await bench().call('update_record', { object: 'Contact', id, values: { AccountId: null } });
  });

  test('an upsert reaches nothing outside', async () => {
    const id = await account('Americas');
    await benchOf(connect(sandbox())).call('update_record', { object: 'Account', id, values: { External_Id__c: 'out-1' } });
    const upsert = (external_id: string, values: object) => ({
      object: 'Account',
      external_id_field: 'External_Id__c',
      external_id,
      values,
    });
    expect((await bench().fail('upsert_record', upsert('out-1', { Phone: '1' }))).code).toBe('not_found');
    expect((await bench().fail('upsert_record', upsert('new-1', { Name: 'New' }))).code).toBe('permission_denied');
    await bench().call('upsert_record', upsert('new-1', { Name: 'New', Region__c: 'EMEA' }));
    await bench().call('upsert_record', upsert('new-1', { Phone: '2' }));
  });
});

describe('what an operator puts out of bounds', () => {
  test('toolsets: what is off is not there, and is refused if called', async () => {
    const names = (toolsets: readonly ('read' | 'write' | 'support')[]) => connect(sandbox(), { toolsets }).tools.map(({ name }) => name);
    expect(names(['support'])).toEqual(['search_knowledge', 'get_article', 'create_case', 'comment_on_case']);
    expect(names(['read'])).toHaveLength(15);
    expect(names(['write'])).toHaveLength(9);
    expect(names(['read', 'support'])).toHaveLength(17);
    const bench = benchOf(connect(sandbox(), { toolsets: ['read'] }));
    expect(await bench.fail('create_record', { object: 'Account', values: {} })).toMatchObject({ code: 'not_found' });
  });

  test('objects: neither listed nor described, read, searched, followed or written', async () => {
    const bench = benchOf(connect(sandbox(), { objects: { allow: ['Account', 'Contact', 'Opportunity'], deny: ['opp*'] } }));
    const { rows } = await bench.call('list_objects', { limit: 200 });
    expect(rows.map(([name]) => name)).toEqual(['Account', 'Contact']);
    sandbox().clearRequests();
    for (const [tool, input] of [
      ['describe_object', { object: 'Opportunity' }],
      ['find_records', { object: 'case' }],
      ['query', { soql: 'SELECT Id FROM User' }],
      ['query', { soql: 'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)' }],
      ['query', { soql: 'SELECT Owner.Name FROM Account' }],
      ['list_opportunities', {}],
      ['search', { text: 'kestrel', objects: ['Lead'] }],
      ['create_case', { subject: 'x' }],
      ['log_activity', { kind: 'task', subject: 'x', record_id: '001Cw000000000HIAQ' }],
      ['get_current_user', {}],
    ] as const)
      expect([tool, (await bench.fail(tool, input)).code]).toEqual([tool, 'permission_denied']);
    expect(sandbox().requests.filter(({ url }) => /Opportunity|User\/|Case|Lead|Task/.test(url))).toEqual([]);
    const children = await bench.call<{ relationships: string }>('describe_object', { object: 'Account', relationships: true });
    expect(children.relationships).toBe('ChildAccounts->Account.ParentId Contacts->Contact.AccountId');
    const denied = await bench.fail('query', { soql: 'SELECT (SELECT Id FROM Opportunities) FROM Account' });
    expect(denied.code).toBe('invalid_input');
  });

  test('an object out of bounds and one that does not exist get the same words', async () => {
    const bench = benchOf(connect(sandbox(), { objects: { deny: ['Case', 'Nope__c'] } }));
    const [denied, missing] = [
      await bench.fail('describe_object', { object: 'Case' }),
      await bench.fail('describe_object', { object: 'Nope__c' }),
    ];
    expect(JSON.stringify(denied).replaceAll('Case', '?')).toBe(JSON.stringify(missing).replaceAll('Nope__c', '?'));
  });

  test('fields: neither described, read, filtered, sorted nor written', async () => {
    const bench = benchOf(connect(sandbox(), { fields: { deny: ['Account.AnnualRevenue', '*.Phone', 'User.Email'] } }));
    const described = await bench.call<{ fields: string }>('describe_object', { object: 'Account' });
    expect(described.fields).not.toMatch(/AnnualRevenue|\bPhone:/);
    const id = '001Cw000000000HIAQ';
    const record = await bench.call<RecordOf>('get_record', { object: 'Account', id });
    expect(Object.keys(record.fields)).not.toEqual(expect.arrayContaining(['Phone']));
    const brief = await bench.call<RecordOf>('get_account', { id });
    expect(Object.keys(brief.fields)).toEqual(['Name', 'Industry', 'Website', 'Owner.Name', 'OpenOpportunities', 'OpenCases']);
    for (const [tool, input] of [
      ['query', { soql: 'SELECT AnnualRevenue FROM Account' }],
      ['query', { soql: 'SELECT SUM(AnnualRevenue) FROM Account' }],
      ['query', { soql: 'SELECT Name FROM Account WHERE AnnualRevenue > 5' }],
      ['query', { soql: 'SELECT Owner.Email FROM Account' }],
      ['query', { soql: 'SELECT Account.Phone FROM Contact' }],
      ['find_records', { object: 'Account', sort: '-AnnualRevenue' }],
      ['find_records', { object: 'Account', filters: [{ field: 'Phone', operator: '=', value: '1' }] }],
      ['update_record', { object: 'Account', id, values: { Phone: '1' } }],
      ['create_record', { object: 'Account', values: { Name: 'x', Phone: '1' } }],
    ] as const)
      expect([input, (await bench.fail(tool, input)).code]).toEqual([input, 'invalid_input']);
    const polymorphic = await bench.fail('query', { soql: 'SELECT Owner.Email FROM Case' });
    expect(polymorphic).toMatchObject({
      code: 'permission_denied',
      message: 'Owner.Email may show User.Email, which is out of bounds for this connector.',
    });
    const everything = await bench.call('query', { soql: 'SELECT FIELDS(ALL) FROM Account', limit: 1 });
    expect(everything.columns).not.toContain('AnnualRevenue');
  });
});
