import type { RecordOf, RecordSet } from '@causeway/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { column, kestrel, sorted, startOrgs, type Orgs } from './orgs.ts';

let orgs: Orgs;
beforeAll(async () => {
  orgs = await startOrgs();
});
afterAll(() => orgs.close());
beforeEach(() => orgs.restore());

const call: Orgs['call'] = (name, input) => orgs.call(name, input);
const refusal: Orgs['refusal'] = (name, input) => orgs.refusal(name, input);

describe('with all rights', () => {
  test('list_objects', async () => {
    const set = await call('full_list_objects', { keyword: 'case' });
    expect(column(set, 'QualifiedApiName')).toEqual(['Case', 'CaseComment']);
    expect((await call('full_list_objects', { limit: 200 })).total).toBeGreaterThan(20);
  });

  test('describe_object', async () => {
    const { fields } = await call<{ fields: string }>('full_describe_object', { object: 'opportunity', keyword: 'stage' });
    expect(fields).toMatch(/^StageName:picklist\(Prospecting\|.*Closed Won\|Closed Lost\)\*/);
    const account = await call<{ fields: string }>('full_describe_object', { object: 'Account' });
    expect(account.fields).toContain('OwnerId:->User');
    expect(account.fields).toContain('External_Id__c:string#');
    const { relationships } = await call<{ relationships: string }>('full_describe_object', { object: 'Account', relationships: true });
    expect(relationships).toContain('Contacts->Contact.AccountId');
  });

  test('query', async () => {
    const set = await call('full_query', { soql: "SELECT Name, Owner.Name FROM Account WHERE Name LIKE 'Kestrel%' ORDER BY Name" });
    expect(set).toMatchObject({ object: 'Account', columns: ['Name', 'Owner.Name'], total: 2 });
    expect(column(set, 'Name')).toEqual(['Kestrel Foods GmbH', 'Kestrel Foods UK Ltd']);
  });

  test('find_records', async () => {
    const filters = [
      { field: 'Account.Name', operator: 'starts_with', value: 'kestrel' },
      { field: 'IsClosed', operator: '=', value: false },
    ];
    const set = await call('full_find_records', { object: 'Opportunity', filters, fields: ['Name', 'Amount'] });
    expect(set.columns).toEqual(['Name', 'Amount', 'CurrencyIsoCode']);
    expect(column(set, 'Amount')).toEqual([1_240_000]);
    expect(column(set, 'CurrencyIsoCode')).toEqual(['EUR']);
  });

  test('search', async () => {
    const { results } = await call<{ results: readonly RecordSet[] }>('full_search', { text: 'kestrel' });
    expect(results.map(({ object }) => object)).toEqual(expect.arrayContaining(['Account', 'Contact', 'Opportunity']));
    const first = await call<{ results: readonly RecordSet[]; cursor: string }>('full_search', {
      text: 'kestrel',
      objects: ['Contact'],
      limit: 2,
    });
    const { cursor } = first;
    const second = await call<{ results: readonly RecordSet[] }>('full_search', {
      text: 'kestrel',
      objects: ['Contact'],
      limit: 2,
      cursor,
    });
    const ids = [first, second].flatMap((page) => page.results.flatMap((set) => column(set, 'Id')));
    expect(new Set(ids).size).toBe(4);
  });

  test('get_record', async () => {
    const record = await call<RecordOf>('full_get_record', { object: 'Account', id: kestrel });
    expect(record).toMatchObject({
      object: 'Account',
      id: kestrel,
      fields: { Name: 'Kestrel Foods GmbH' },
      url: `${orgs.home.salesforce.url}/${kestrel}`,
    });
    expect(Object.values(record.fields)).not.toContain(null);
    const chosen = await call<RecordOf>('full_get_record', {
      object: 'Account',
      id: kestrel.slice(0, 15),
      fields: ['Name', 'Fax', 'Owner.Name'],
    });
    expect(Object.keys(chosen.fields)).toEqual(['Name', 'Fax', 'Owner.Name']);
    await call('full_upsert_record', {
      object: 'UpsertTable__c',
      external_id_field: 'External_Id__c',
      external_id: 'k/1 ?#',
      values: { Name: 'K' },
    });
    const external = await call<RecordOf>('full_get_record', {
      object: 'UpsertTable__c',
      id: 'k/1 ?#',
      external_id_field: 'External_Id__c',
      fields: ['Name'],
    });
    expect(external.fields).toEqual({ Name: 'K' });
  });

  test('get_related_records', async () => {
    const contacts = await call('full_get_related_records', { object: 'Account', id: kestrel, relationship: 'Contacts', limit: 3 });
    expect(contacts).toMatchObject({ object: 'Contact', total: 8 });
    expect(column(contacts, 'Account.Name')).toEqual(['Kestrel Foods GmbH', 'Kestrel Foods GmbH', 'Kestrel Foods GmbH']);
    const owner = await call('full_get_related_records', { object: 'Account', id: kestrel, relationship: 'owner' });
    expect(owner).toMatchObject({ object: 'User', total: 1 });
  });

  test('get_account', async () => {
    const brief = await call<RecordOf>('full_get_account', { name: 'Kestrel Foods GmbH' });
    expect(brief).toMatchObject({ id: kestrel, fields: { Industry: 'Food & Beverage', OpenOpportunities: 1, CurrencyIsoCode: 'EUR' } });
    expect(brief.fields['AnnualRevenue']).toBeGreaterThan(0);
    const open = await call('full_query', { soql: `SELECT COUNT() FROM Case WHERE AccountId = '${kestrel}' AND IsClosed = false` });
    expect(brief.fields['OpenCases']).toBe(open.rows[0]?.[0]);
    expect(await refusal('full_get_account', { name: 'kestrel' })).toContain('2 accounts match.');
    expect(await refusal('full_get_account', { domain: 'nowhere.example' })).toContain('There is no such Account');
    expect(await refusal('full_get_account', {})).toContain('Give an id, a name or a domain.');
  });

  test('list_opportunities and summarize_pipeline tell the same numbers', async () => {
    const listed = await call('full_list_opportunities', { open_only: true, limit: 200 });
    const summed = await call('full_summarize_pipeline', { group_by: 'stage' });
    const counts = new Map(summed.rows.map(([stage, count]) => [stage, count]));
    const stages = Map.groupBy(column(listed, 'StageName'), (stage) => stage);
    expect(sorted([...stages].map(([stage, { length }]) => [stage, length]))).toEqual(sorted(counts));
    expect(summed.notes).toEqual(['Amounts are in EUR.']);
    for (const group_by of ['owner', 'month', 'forecast_category']) {
      const other = await call('full_summarize_pipeline', { group_by });
      expect(column(other, 'Opportunities').reduce((sum: number, count) => sum + Number(count), 0)).toBe(listed.rows.length);
    }
    const dates = column(listed, 'CloseDate');
    expect(dates.map((date) => JSON.stringify(date))).toEqual(sorted(dates));
    const mine = await call('full_list_opportunities', {
      account: kestrel,
      closes_from: '2026-12-01',
      closes_to: '2026-12-31',
      stage: 'Value Proposition',
    });
    expect(column(mine, 'Name')).toEqual(['Kestrel Foods GmbH - Packing lines 3 and 4']);
  });

  test('search_knowledge and get_article', async () => {
    const found = await call('full_search_knowledge', { text: 'filter mat' });
    const [number] = column(found, 'ArticleNumber');
    expect(number).toBe('000001001');
    const article = await call<RecordOf>('full_get_article', { article: String(number) });
    expect(article.fields['Answer__c']).toContain('\n- Change it every 500 hours');
    expect(article.fields['Answer__c']).not.toContain('<');
    expect((await call<RecordOf>('full_get_article', { article: 'cabinet-filter' })).id).toBe(article.id);
    expect((await call<RecordOf>('full_get_article', { article: article.id })).id).toBe(article.id);
  });

  test('get_current_user and get_limits', async () => {
    const user = await call<RecordOf>('full_get_current_user', { object: 'Case' });
    expect(user.fields).toMatchObject({ Username: 'ada@causeway.example', TimeZoneSidKey: 'Europe/Berlin', DefaultCurrencyIsoCode: 'EUR' });
    expect(user.notes?.[0]).toMatch(/^Case: read, create, edit, delete; \d+ fields to read, \d+ to edit$/);
    const limits = await call('full_get_limits', { keyword: 'DailyApi' });
    expect(limits.rows).toEqual([['DailyApiRequests', 1_000_000, expect.any(Number)]]);
  });

  test('list_recent_changes: made, changed and deleted, oldest first, in the user’s zone', async () => {
    const made = await call<RecordOf>('full_create_record', { object: 'Lead', values: { LastName: 'New', Company: 'New' } });
    await call('full_delete_record', { object: 'Lead', id: '00QCw0000000001MAA' });
    const set = await call('full_list_recent_changes', { object: 'Lead', since: 'TODAY' });
    expect(sorted(column(set, 'Id'))).toEqual(sorted(['00QCw0000000001MAA', made.id]));
    expect(new Set(column(set, 'IsDeleted'))).toEqual(new Set([true, false]));
    expect(String(column(set, 'SystemModstamp')[0])).toMatch(/^2026-11-02T10:\d\d:\d\d\+01:00$/);
  });
});
