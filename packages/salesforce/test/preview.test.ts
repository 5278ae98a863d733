import type { Change, Middleware } from '@causeway/core';
import { expect, test } from 'vitest';
import { benchOf, connect, useSandbox } from './harness.ts';

const sandbox = useSandbox();
const kestrel = '001Cw000000000HIAQ';
const aisha = '003Cw0000000005IAA';

/** What a person would be shown before a write; the write itself does not run. */
async function preview(tool: string, input: object): Promise<readonly Change[]> {
  let changes: readonly Change[] = [];
  const stop: Middleware = async (call, next) => {
    if (call.via === 'preview') return next(call);
    changes = (await call.preview?.()) ?? [];
    throw new Error('stopped');
  };
  sandbox().clearRequests();
  await benchOf(connect(sandbox()), [stop]).fail(tool, input);
  expect(sandbox().requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  return changes;
}

test('an update shows which record it is, what is there and what will be, and the names of what it refers to', async () => {
  const values = { Title: 'CEO', AccountId: kestrel, Birthdate: null };
  const changes = await preview('update_record', { object: 'Contact', id: aisha, values });
  const at = { object: 'Contact', id: aisha };
  expect(changes).toEqual([
    { ...at, field: 'Name', after: 'Aisha Whitaker' },
    { ...at, field: 'Title', before: expect.any(String), after: 'CEO' },
    { ...at, field: 'AccountId', before: '001Cw0000000011IAA', after: kestrel },
    { ...at, field: 'Birthdate', before: expect.toSatisfy((value) => value === null || typeof value === 'string'), after: null },
    { object: 'Account', id: kestrel, field: 'Name', after: 'Kestrel Foods GmbH' },
    { object: 'Account', id: '001Cw0000000011IAA', field: 'Name', after: 'Kestrel Foods UK Ltd' },
  ]);
});

test('a new record shows its values, references to several objects included', async () => {
  expect(
    await preview('log_activity', { kind: 'task', subject: 'Call', record_id: kestrel, contact_id: aisha, when: '2026-11-05' }),
  ).toEqual([
    { object: 'Task', field: 'Subject', after: 'Call' },
    { object: 'Task', field: 'WhatId', after: kestrel },
    { object: 'Task', field: 'WhoId', after: aisha },
    { object: 'Task', field: 'ActivityDate', after: '2026-11-05' },
    { object: 'Account', id: kestrel, field: 'Name', after: 'Kestrel Foods GmbH' },
    { object: 'Contact', id: aisha, field: 'Name', after: 'Aisha Whitaker' },
  ]);
});

test('a delete shows what will be gone', async () => {
  const changes = await preview('delete_record', { object: 'Contact', id: aisha });
  expect(changes).toContainEqual({ object: 'Contact', id: aisha, field: 'Name', before: 'Aisha Whitaker', after: null });
});

test('an upsert shows an update where there is a record, and a new one where there is none', async () => {
  const restore = sandbox().snapshot();
  const upsert = { object: 'UpsertTable__c', external_id_field: 'External_Id__c', external_id: 'p-1', values: { Name: 'New' } };
  expect(await preview('upsert_record', upsert)).toEqual([
    { object: 'UpsertTable__c', field: 'External_Id__c', after: 'p-1' },
    { object: 'UpsertTable__c', field: 'Name', after: 'New' },
  ]);
  await benchOf(connect(sandbox())).call('upsert_record', { ...upsert, values: { Name: 'Old' } });
  expect(await preview('upsert_record', upsert)).toMatchObject([{ field: 'Name', before: 'Old', after: 'New' }]);
  restore();
});

test('a batch shows every record', async () => {
  const records = [aisha, '003Cw0000000018IAA'].map((id) => ({ id, values: { Title: 'Buyer' } }));
  const changes = await preview('update_records', { object: 'Contact', records });
  expect(changes.map(({ id, field, after }) => [id, field, after])).toEqual([
    [aisha, 'Name', 'Aisha Whitaker'],
    [aisha, 'Title', 'Buyer'],
    ['003Cw0000000018IAA', 'Name', 'Jürgen Vogt'],
    ['003Cw0000000018IAA', 'Title', 'Buyer'],
  ]);
});
