import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fullId } from '../src/soql/value.ts';
import { benchOf, connect, limited, tokenOf, useSandbox, type RecordOf } from './harness.ts';

const sandbox = useSandbox();
let restore = () => {};
beforeEach(() => {
  restore = sandbox().snapshot();
});
afterEach(() => restore());

/** The condition that a filter becomes. */
async function conditionOf(object: string, filter: object, username?: string): Promise<string> {
  const bench = benchOf(connect(sandbox(), { auth: tokenOf(sandbox(), username) }));
  sandbox().clearRequests();
  await bench.call('find_records', { object, fields: ['Id'], filters: [filter], limit: 1 });
  const sent = sandbox().requests.map(({ url }) => new URL(url, 'http://host').searchParams.get('q') ?? '');
  return sent.find((soql) => soql.startsWith(`SELECT Id FROM ${object}`))?.replace(/^.* WHERE (.*) ORDER BY .*$/, '$1') ?? '';
}

describe('a filter is bound by the type of its field', () => {
  test.each([
    ['Account', { field: 'name', operator: '=', value: "O'Neil\\" }, String.raw`Name = 'O\'Neil\\'`],
    ['Account', { field: 'Name', operator: 'contains', value: '50%_' }, String.raw`Name LIKE '%50\%\_%'`],
    ['Account', { field: 'Name', operator: 'starts_with', value: 'K' }, "Name LIKE 'K%'"],
    ['Account', { field: 'AnnualRevenue', operator: '>', value: '1e6' }, 'AnnualRevenue > 1000000'],
    ['Account', { field: 'AnnualRevenue', operator: '<=', value: 0.1 }, 'AnnualRevenue <= 0.1'],
    ['Account', { field: 'Strategic__c', operator: '=', value: 'true' }, 'Strategic__c = true'],
    ['Account', { field: 'OwnerId', operator: '=', value: '005Cw0000000007' }, "OwnerId = '005Cw0000000007IAA'"],
    ['Account', { field: 'Phone', operator: '!=', value: null }, 'Phone != null'],
    ['Account', { field: 'Industry', operator: 'not_in', value: ['Retail', 'Media'] }, "Industry NOT IN ('Retail','Media')"],
    ['UpsertTable__c', { field: 'Tags__c', operator: 'in', value: ['red', 'blue;green'] }, "Tags__c INCLUDES ('red','blue;green')"],
    ['Opportunity', { field: 'CloseDate', operator: '=', value: 'LAST_N_DAYS:30' }, 'CloseDate = LAST_N_DAYS:30'],
    ['Opportunity', { field: 'CloseDate', operator: '<', value: '2026-11-02' }, 'CloseDate < 2026-11-02'],
    ['Case', { field: 'CreatedDate', operator: '>', value: '2026-11-02T09:00:00+01:00' }, 'CreatedDate > 2026-11-02T08:00:00.000Z'],
  ])('%s %o', async (object, filter, condition) => {
    expect(await conditionOf(object, filter)).toBe(condition);
  });

  test('a day stands for its beginning where the user is, on days when clocks change too', async () => {
    const on = (value: string, username?: string) => conditionOf('Case', { field: 'CreatedDate', operator: '>=', value }, username);
    expect(await on('2026-07-01')).toBe('CreatedDate >= 2026-06-30T22:00:00.000Z');
    expect(await on('2026-10-25')).toBe('CreatedDate >= 2026-10-24T22:00:00.000Z');
    expect(await on('2026-10-26')).toBe('CreatedDate >= 2026-10-25T23:00:00.000Z');
    expect(await on('2026-11-02', limited)).toBe('CreatedDate >= 2026-11-02T08:00:00.000Z');
  });

  test.each([
    ['Account', { field: 'AnnualRevenue', operator: '=', value: 'much' }, 'AnnualRevenue needs a number.'],
    ['Account', { field: 'OwnerId', operator: '=', value: 'Lee' }, 'OwnerId needs a record id of 15 or 18 characters.'],
    ['Account', { field: 'Strategic__c', operator: '=', value: 'maybe' }, 'Strategic__c needs true or false.'],
    ['Opportunity', { field: 'CloseDate', operator: '=', value: '2026-13-45' }, 'CloseDate needs a date like 2026-11-02'],
    ['Case', { field: 'CreatedDate', operator: '=', value: '2026-11-02T09:00:00' }, 'CreatedDate needs a time with offset'],
    ['Account', { field: 'Name', operator: '=', value: { a: 1 } }, 'Name needs one value.'],
    ['Account', { field: 'Name', operator: 'in', value: [] }, 'Name needs 1 to 1000 values.'],
    ['Account', { field: 'Description', operator: '=', value: 'x' }, 'Description cannot be filtered by.'],
  ])('%s %o is refused', async (object, filter, message) => {
    const error = await benchOf(connect(sandbox())).fail('find_records', { object, filters: [filter] });
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(message);
  });
});

test('what is written is checked by the type of its field', async () => {
  const bench = benchOf(connect(sandbox()));
  const values = { Name: 'All', Email__c: 'a@b.example', Tags__c: ['red', 'gold'], Contact__c: '003Cw0000000005', Status__c: 'Done' };
  const { id } = await bench.call<RecordOf>('create_record', { object: 'UpsertTable__c', values });
  const seen = await bench.call<RecordOf>('get_record', { object: 'UpsertTable__c', id, fields: Object.keys(values) });
  expect(seen.fields).toEqual({ ...values, Tags__c: 'red;gold', Contact__c: '003Cw0000000005IAA' });
  for (const [object, wrong, message] of [
    ['Opportunity', { CloseDate: '02.11.2026' }, 'CloseDate needs a date like 2026-11-02.'],
    ['Opportunity', { Amount: 'a lot' }, 'Amount needs a number.'],
    ['Event', { StartDateTime: '2026-11-02T09:00' }, 'StartDateTime needs a time with offset'],
    ['Contact', { AccountId: 'Kestrel' }, 'AccountId needs a record id.'],
    ['Contact', { DoNotCall: 'perhaps' }, 'DoNotCall needs true or false.'],
    ['Contact', { Title: { deep: 1 } }, 'Title needs a text.'],
    ['Contact', {}, 'No values were given.'],
  ] as const)
    expect((await bench.fail('create_record', { object, values: wrong })).message).toContain(message);
});

test('the text of an error is the system’s own, cleaned and short', async () => {
  const bench = benchOf(connect(sandbox()));
  const error = await bench.fail('create_record', { object: 'Contact', values: { FirstName: 'Only' } });
  expect(error).toMatchObject({
    code: 'invalid_input',
    message: 'Required fields are missing: [LastName] (REQUIRED_FIELD_MISSING)',
    fields: ['LastName'],
  });
});

test('ids of 15 characters get the suffix that Salesforce gives them', () => {
  expect(fullId('001xx000003DGb2')).toBe('001xx000003DGb2AAG');
  expect(fullId('001xx000003DGb2AAG')).toBe('001xx000003DGb2AAG');
});

describe('descriptions of objects', () => {
  test('are fetched once, however many calls need them, and again when they are old', async () => {
    const bench = benchOf(connect(sandbox(), { metadataSeconds: 1 }));
    const count = () => sandbox().requests.filter(({ url }) => url.endsWith('/sobjects/Account/describe')).length;
    sandbox().clearRequests();
    await Promise.all(Array.from({ length: 10 }, () => bench.call('describe_object', { object: 'Account' })));
    expect(count()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await bench.call('describe_object', { object: 'Account' });
    expect(count()).toBe(2);
  });

  test('show fields by keyword, with more values of fewer picklists', async () => {
    const bench = benchOf(connect(sandbox()));
    const all = await bench.call<{ fields: string }>('describe_object', { object: 'Account' });
    expect(all.fields).toContain('|+');
    const one = await bench.call<{ fields: string }>('describe_object', { object: 'Account', keyword: 'account type' });
    expect(one.fields).toMatch(/^Type:picklist\(Prospect\|.*\|Other\)$/);
  });
});
