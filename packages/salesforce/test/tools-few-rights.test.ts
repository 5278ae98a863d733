import type { RecordOf, RecordSet } from '@causeway/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { column, kestrel, startOrgs, type Orgs } from './orgs.ts';

let orgs: Orgs;
beforeAll(async () => {
  orgs = await startOrgs();
});
afterAll(() => orgs.close());
beforeEach(() => orgs.restore());

const call: Orgs['call'] = (name, input) => orgs.call(name, input);
const refusal: Orgs['refusal'] = (name, input) => orgs.refusal(name, input);

describe('with few rights', () => {
  test('hidden records stay hidden', async () => {
    const own = await call('few_find_records', { object: 'Account', fields: ['Owner.Name'], limit: 200 });
    expect(new Set(column(own, 'Owner.Name'))).toEqual(new Set(['Lee Moreno']));
    expect(await refusal('few_get_record', { object: 'Account', id: kestrel })).toContain(
      'There is no such Account record that this user may see.',
    );
    expect(await refusal('few_get_account', { id: kestrel })).toContain('the user needs "Read" on Account');
    const { results } = await call<{ results: readonly RecordSet[] }>('few_search', { text: 'kestrel', objects: ['Account', 'Contact'] });
    expect(results).toEqual([]);
  });

  test('hidden fields stay hidden, and the error names the permission', async () => {
    const id = String((await call('few_find_records', { object: 'Account', limit: 1 })).rows[0]?.[0]);
    const brief = await call<RecordOf>('few_get_account', { id });
    expect(Object.keys(brief.fields)).not.toContain('AnnualRevenue');
    expect(Object.keys((await call<RecordOf>('few_get_record', { object: 'Account', id })).fields)).not.toContain('NumberOfEmployees');
    const described = await call<{ fields: string }>('few_describe_object', { object: 'Account' });
    expect(described.fields).not.toContain('AnnualRevenue');
    for (const soql of [
      'SELECT AnnualRevenue FROM Account',
      'SELECT Name FROM Account ORDER BY AnnualRevenue',
      'SELECT Account.AnnualRevenue FROM Contact',
    ])
      expect(await refusal('few_query', { soql })).toContain('the user needs the field permission "Read Access" on Account.AnnualRevenue');
  });

  test('an object without rights is not there, and the error names the permission', async () => {
    expect(column(await call('few_list_objects', { limit: 200 }), 'QualifiedApiName')).not.toContain('Knowledge__kav');
    const named = 'the user needs the object permission "Read" on Knowledge__kav';
    expect(await refusal('few_search_knowledge', { text: 'filter' })).toContain(named);
    expect(await refusal('few_get_article', { article: '000001001' })).toContain(named);
    expect(await refusal('few_describe_object', { object: 'BigTable__c' })).toContain(
      'the user needs the object permission "Read" on BigTable__c',
    );
  });

  test('writes without rights are refused, and the error names the permission', async () => {
    const { id } = await call<RecordOf>('few_create_case', { subject: 'Mine' });
    expect(await refusal('few_delete_record', { object: 'Case', id })).toContain('The user needs the object permission "Delete" on Case');
    const campaign = '701Cw0000000001IAA';
    expect(await refusal('few_update_record', { object: 'Campaign', id: campaign, values: { Name: 'x' } })).toContain(
      'The user needs the object permission "Edit" on Campaign',
    );
    const own = String((await call('few_find_records', { object: 'Account', limit: 1 })).rows[0]?.[0]);
    expect(await refusal('few_update_record', { object: 'Account', id: own, values: { Rating: 'Hot' } })).toContain(
      'the user needs the field permission "Edit Access" on Account.Rating',
    );
    expect(await refusal('few_update_record', { object: 'Account', id: own, values: { AnnualRevenue: 1 } })).toContain(
      'the user needs "Edit Access" to Account.AnnualRevenue',
    );
    expect(await refusal('few_update_record', { object: 'Account', id: kestrel, values: { Phone: '1' } })).toContain(
      'insufficient access rights',
    );
    expect(await refusal('few_create_record', { object: 'Campaign', values: { Name: 'x' } })).toContain(
      'The user needs the object permission "Create" on Campaign',
    );
    expect(await refusal('few_create_records', { object: 'Campaign', records: [{ Name: 'x' }] })).toContain('"Create" on Campaign');
    expect(
      await refusal('few_update_records', { object: 'Campaign', records: [{ id: '701Cw0000000001IAA', values: { Name: 'x' } }] }),
    ).toContain('"Edit" on Campaign');
    expect(
      await refusal('few_upsert_record', {
        object: 'UpsertTable__c',
        external_id_field: 'External_Id__c',
        external_id: '1',
        values: { Name: 'x' },
      }),
    ).toContain('"Read" on UpsertTable__c');
  });

  test('the other tools answer with what is left', async () => {
    expect((await call<RecordOf>('few_get_current_user', { object: 'Case' })).notes?.[0]).toMatch(/^Case: read, create\b/);
    expect((await call('few_summarize_pipeline', { open_only: false })).rows.length).toBeGreaterThan(0);
    expect(new Set(column(await call('few_list_opportunities', { limit: 200 }), 'Owner.Name'))).toEqual(new Set(['Lee Moreno']));
    expect((await call('few_get_limits', {})).rows.length).toBeGreaterThan(5);
    const own = String((await call('few_find_records', { object: 'Account', limit: 1 })).rows[0]?.[0]);
    expect((await call('few_get_related_records', { object: 'Account', id: own, relationship: 'Contacts' })).rows.length).toBeGreaterThan(
      0,
    );
    await call('few_log_activity', { kind: 'task', subject: 'Call back', record_id: own });
    const changed = await call('few_list_recent_changes', { object: 'Task', since: 'TODAY' });
    expect(column(changed, 'Subject')).toContain('Call back');
    const time = String(column(changed, 'SystemModstamp')[0]);
    expect(time).toMatch(/^2026-11-02T01:\d\d:\d\d-08:00$/);
    const { id } = await call<RecordOf>('few_create_case', { subject: 'Mine' });
    await call('few_comment_on_case', { case: id, body: 'Hello' });
  });
});
