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

describe('with all rights', () => {
  test('create, update, upsert and delete a record', async () => {
    const { id } = await call<RecordOf>('full_create_record', {
      object: 'Contact',
      values: { LastName: 'Doe', AccountId: kestrel, Birthdate: '1980-02-29' },
    });
    await call('full_update_record', { object: 'Contact', id, values: { Title: 'CEO', Birthdate: null } });
    const read = () => call<RecordOf>('full_get_record', { object: 'Contact', id, fields: ['Title', 'Birthdate', 'Account.Name'] });
    expect((await read()).fields).toEqual({ Title: 'CEO', Birthdate: null, 'Account.Name': 'Kestrel Foods GmbH' });
    const guarded = { object: 'Contact', id, values: { Title: 'CFO' }, if_unmodified_since: '2026-01-01T00:00:00Z' };
    expect(await refusal('full_update_record', guarded)).toContain('modified since');
    await call('full_update_record', { ...guarded, if_unmodified_since: '2026-12-01T00:00:00+01:00' });
    expect((await read()).fields).toMatchObject({ Title: 'CFO' });
    const upsert = { object: 'UpsertTable__c', external_id_field: 'External_Id__c', external_id: 'x-1', values: { Name: 'One' } };
    const created = await call<RecordOf>('full_upsert_record', upsert);
    const updated = await call<RecordOf>('full_upsert_record', upsert);
    expect([created.notes, updated.notes, updated.id]).toEqual([['Created.'], ['Updated.'], created.id]);
    await call('full_delete_record', { object: 'Contact', id });
    expect(await refusal('full_get_record', { object: 'Contact', id })).toContain('There is no such Contact');
  });

  test('create_records and update_records, all or none, or as many as can be', async () => {
    const records = [{ LastName: 'A' }, { FirstName: 'Nobody' }, { LastName: 'C' }];
    const none = await call<{ succeeded: RecordSet; failed: { index: number; code: string }[] }>('full_create_records', {
      object: 'Contact',
      records,
    });
    expect(none.succeeded.rows).toEqual([]);
    expect(none.failed.map(({ index, code }) => [index, code])).toEqual([
      [0, 'conflict'],
      [1, 'invalid_input'],
      [2, 'conflict'],
    ]);
    const some = await call<{ succeeded: RecordSet; failed: { index: number }[] }>('full_create_records', {
      object: 'Contact',
      records,
      all_or_none: false,
    });
    expect(column(some.succeeded, 'Index')).toEqual([0, 2]);
    const changes = column(some.succeeded, 'Id').map((id) => ({ id, values: { Title: 'Batch' } }));
    const done = await call<{ succeeded: RecordSet; failed: unknown[] }>('full_update_records', { object: 'Contact', records: changes });
    expect([done.succeeded.rows.length, done.failed]).toEqual([2, []]);
    const many = Array.from({ length: 200 }, (_, index) => ({ LastName: `Many ${index}` }));
    expect((await call<{ succeeded: RecordSet }>('full_create_records', { object: 'Contact', records: many })).succeeded.rows).toHaveLength(
      200,
    );
    expect(await refusal('full_create_records', { object: 'Contact', records: [...many, { LastName: 'One more' }] })).toContain('records');
  });

  test('log_activity, create_case and comment_on_case', async () => {
    const task = await call<RecordOf>('full_log_activity', {
      kind: 'call',
      subject: 'Spoke',
      record_id: '003Cw0000000005IAA',
      when: '2026-11-02',
    });
    const seen = await call<RecordOf>('full_get_record', { object: 'Task', id: task.id, fields: ['Status', 'Who.Name', 'ActivityDate'] });
    expect(seen.fields).toEqual({ Status: 'Completed', 'Who.Name': 'Aisha Whitaker', ActivityDate: '2026-11-02' });
    const event = await call<RecordOf>('full_log_activity', {
      kind: 'event',
      subject: 'Visit',
      record_id: kestrel,
      when: '2026-11-05T10:00:00+01:00',
      minutes: 45,
    });
    const visit = await call<RecordOf>('full_get_record', {
      object: 'Event',
      id: event.id,
      fields: ['StartDateTime', 'DurationInMinutes', 'What.Name'],
    });
    expect(visit.fields).toEqual({ StartDateTime: '2026-11-05T10:00:00+01:00', DurationInMinutes: 45, 'What.Name': 'Kestrel Foods GmbH' });
    const opened = await call<RecordOf>('full_create_case', { subject: 'Belt', account_id: kestrel, priority: 'High' });
    const number = String(opened.fields['CaseNumber']);
    expect(number).toMatch(/^\d{8}$/);
    await call('full_comment_on_case', { case: number, body: 'On its way', public: true });
    const comments = await call('full_get_related_records', { object: 'Case', id: opened.id, relationship: 'CaseComments' });
    expect([column(comments, 'CommentBody'), column(comments, 'IsPublished')]).toEqual([['On its way'], [true]]);
  });
});
