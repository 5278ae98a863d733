import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { connect, firstId, refusal, send } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ frozen: true });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const now = '2026-11-02T09:00:00.000+0000';

describe('a record', () => {
  test('is created, read, changed and deleted', async () => {
    const connection = connect(sandbox);
    const created = await connection.create('Account', { Name: ' Hello ', NumberOfEmployees: 7 });
    expect(created).toEqual({ id: expect.stringMatching(/^001[a-zA-Z0-9]{15}$/), success: true, errors: [] });
    const id = String(created.id);
    expect(await connection.update('Account', { Id: id, Name: 'Hello again', BillingCity: 'Ulm' })).toMatchObject({ id, success: true });
    expect(await connection.retrieve('Account', id)).toMatchObject({
      attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${id}` },
      Id: id,
      Name: 'Hello again',
      NumberOfEmployees: 7,
      BillingAddress: { city: 'Ulm', street: null, country: null },
      IsDeleted: false,
      CreatedDate: now,
      CurrencyIsoCode: 'EUR',
    });
    expect(await connection.destroy('Account', id)).toMatchObject({ id, success: true });
    expect(await refusal(connection.retrieve('Account', id))).toMatchObject({ name: 'ENTITY_IS_DELETED', message: 'entity is deleted' });
    expect(await refusal(connection.destroy('Account', id))).toMatchObject({ name: 'ENTITY_IS_DELETED' });
  });

  test('is answered with 201 and where it is, a change with 204', async () => {
    const created = await send(sandbox, '/sobjects/account/', { method: 'POST', body: { name: 'Case does not matter' } });
    const { id } = created.body as { id: string };
    expect([created.status, created.headers.get('location')]).toEqual([201, `/services/data/v62.0/sobjects/Account/${id}`]);
    const changed = await send(sandbox, `/sobjects/Account/${id}`, { method: 'PATCH', body: { Name: 'Changed' } });
    expect([changed.status, changed.body]).toEqual([204, '']);
  });

  test('is found by its short id, and not by one in another case', async () => {
    const id = await firstId(connect(sandbox), 'SELECT Id FROM Account ORDER BY Name LIMIT 1');
    expect((await send(sandbox, `/sobjects/Account/${id.slice(0, 15)}?fields=Id`)).body).toMatchObject({ Id: id });
    expect((await send(sandbox, `/sobjects/Account/${id.toLowerCase()}?fields=Id`)).status).toBe(200);
    expect((await send(sandbox, `/sobjects/Account/${id.slice(0, 15).toLowerCase()}?fields=Id`)).status).toBe(404);
  });

  test('shows the fields that were asked for, in their order, and its id', async () => {
    const id = await firstId(connect(sandbox), "SELECT Id FROM Contact WHERE Account.Name = 'Kestrel Foods GmbH' LIMIT 1");
    const { body } = await send(sandbox, `/sobjects/Contact/${id}?fields=lastname,AccountId`);
    expect(Object.keys(body as object)).toEqual(['attributes', 'LastName', 'AccountId', 'Id']);
  });

  test('of another object is not found under this one', async () => {
    const id = await firstId(connect(sandbox), 'SELECT Id FROM Contact LIMIT 1');
    expect((await send(sandbox, `/sobjects/Account/${id}`)).body).toEqual([
      { message: `Provided external ID field does not exist or is not accessible: ${id}`, errorCode: 'NOT_FOUND' },
    ]);
  });

  test('takes its children to the bin, and is held by those that may not lose it', async () => {
    const connection = connect(sandbox);
    const account = String((await connection.create('Account', { Name: 'Parent' })).id);
    const contact = String((await connection.create('Contact', { LastName: 'Child', AccountId: account })).id);
    const held = String((await connection.create('Case', { Subject: 'Held', AccountId: account })).id);
    const number = (await connection.retrieve('Case', held))['CaseNumber'];
    expect(await refusal(connection.destroy('Account', account))).toMatchObject({
      name: 'DELETE_FAILED',
      message: `Your attempt to delete Parent could not be completed because it is associated with the following cases.: ${number}\n`,
    });
    await connection.destroy('Case', held);
    await connection.destroy('Account', account);
    expect(await refusal(connection.retrieve('Contact', contact))).toMatchObject({ name: 'ENTITY_IS_DELETED' });
  });
});

describe('what follows from other fields', () => {
  test('a deal’s stage decides whether it is won, how likely it is and in which quarter it counts', async () => {
    const connection = connect(sandbox);
    const created = await connection.create('Opportunity', {
      Name: 'Deal',
      StageName: 'Qualification',
      CloseDate: '2026-12-01',
      Amount: 1000,
    });
    const read = () => connection.retrieve('Opportunity', String(created.id));
    expect(await read()).toMatchObject({
      IsClosed: false,
      Probability: 10,
      ExpectedRevenue: 100,
      ForecastCategoryName: 'Pipeline',
      FiscalQuarter: 4,
      Fiscal: '2026 4',
    });
    await connection.update('Opportunity', { Id: String(created.id), StageName: 'Closed Won' });
    expect(await read()).toMatchObject({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ExpectedRevenue: 1000,
      ForecastCategory: 'Closed',
      LastStageChangeDate: now,
    });
  });

  test('a case gets a number, its contact’s account and, when it is closed, a date', async () => {
    const connection = connect(sandbox);
    const [contact] = (
      await connection.query<{ Id: string; AccountId: string; Email: string }>(
        'SELECT Id, AccountId, Email FROM Contact WHERE AccountId != null LIMIT 1',
      )
    ).records;
    const one = await connection.create('Case', { Subject: 'One', ContactId: contact?.Id });
    const two = await connection.create('Case', { Subject: 'Two', Status: 'Closed' });
    const [first, second] = await connection.retrieve('Case', [String(one.id), String(two.id)]);
    expect(first).toMatchObject({
      AccountId: contact?.AccountId,
      ContactEmail: contact?.Email,
      Status: 'New',
      Priority: 'Medium',
      IsClosed: false,
      ClosedDate: null,
    });
    expect(second).toMatchObject({ IsClosed: true, ClosedDate: now });
    expect(Number(second?.['CaseNumber']) - Number(first?.['CaseNumber'])).toBe(1);
  });

  test('an event’s end follows from its length, a task counts for the account of its deal', async () => {
    const connection = connect(sandbox);
    const event = await connection.create('Event', { Subject: 'Visit', StartDateTime: '2026-11-03T10:00:00+02:00', DurationInMinutes: 90 });
    expect(await connection.retrieve('Event', String(event.id))).toMatchObject({
      StartDateTime: '2026-11-03T08:00:00.000+0000',
      EndDateTime: '2026-11-03T09:30:00.000+0000',
      ActivityDate: '2026-11-03',
    });
    const [deal] = (await connection.query<{ Id: string; AccountId: string }>('SELECT Id, AccountId FROM Opportunity LIMIT 1')).records;
    const task = await connection.create('Task', { Subject: 'Call', WhatId: deal?.Id, Status: 'Completed' });
    expect(await connection.retrieve('Task', String(task.id))).toMatchObject({
      AccountId: deal?.AccountId,
      IsClosed: true,
      CompletedDateTime: now,
    });
  });
});

describe('an external id', () => {
  const path = '/sobjects/UpsertTable__c/External_Id__c';

  test('names a record, ignoring case', async () => {
    expect((await send(sandbox, `${path}/ext-0003?fields=Name`)).body).toMatchObject({ Name: 'Entry 0003' });
    expect((await send(sandbox, `${path}/ext-9999`)).body).toEqual([
      { message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' },
    ]);
  });

  test('is created by an upsert, then updated', async () => {
    const connection = connect(sandbox);
    const record = { External_Id__c: 'K-1', Name: 'New' };
    const first = await connection.upsert('UpsertTable__c', record, 'External_Id__c');
    expect(first).toEqual({ id: expect.stringMatching(/^a02/), success: true, errors: [], created: true });
    const second = await connection.upsert('UpsertTable__c', { ...record, Name: 'Newer' }, 'External_Id__c');
    expect(second).toEqual({ id: first.id, success: true, errors: [], created: false });
    expect(await connection.retrieve('UpsertTable__c', String(first.id))).toMatchObject({ External_Id__c: 'K-1', Name: 'Newer' });
  });

  test('may hold any character, escaped', async () => {
    const { status } = await send(sandbox, `${path}/${encodeURIComponent('a/b c%ü')}`, { method: 'PATCH', body: { Name: 'Odd' } });
    expect(status).toBe(201);
    expect((await send(sandbox, `${path}/${encodeURIComponent('A/B C%ü')}`)).body).toMatchObject({
      Name: 'Odd',
      External_Id__c: 'a/b c%ü',
    });
  });

  test('before version 46.0 an update has no answer but 204', async () => {
    const ask = { method: 'PATCH', body: { Name: 'Old manners' } };
    expect(await send(sandbox, `/services/data/v45.0${path}/EXT-0001`, ask)).toMatchObject({ status: 204, body: '' });
    expect((await send(sandbox, `/services/data/v45.0${path}/EXT-new`, ask)).body).toEqual({
      id: expect.any(String),
      success: true,
      errors: [],
    });
  });

  test('that two records share is answered with both', async () => {
    const error = await refusal(connect(sandbox).upsert('UpsertTable__c', { Legacy_Key__c: 'SHARED', Name: 'Which?' }, 'Legacy_Key__c'));
    expect(error.name).toBe('MULTIPLE_CHOICES');
    expect((await send(sandbox, '/sobjects/UpsertTable__c/Legacy_Key__c/SHARED')).status).toBe(300);
  });

  test('may not be repeated in the record', async () => {
    expect((await send(sandbox, `${path}/EXT-0001`, { method: 'PATCH', body: { External_Id__c: 'EXT-0002' } })).body).toEqual([
      { message: 'The External_Id__c field should not be specified in the sobject data.', errorCode: 'INVALID_FIELD' },
    ]);
  });

  test('of a field that is none is NOT_FOUND', async () => {
    expect((await send(sandbox, '/sobjects/Account/Namez/x', { method: 'PATCH', body: {} })).body).toEqual([
      { message: 'Provided external ID field does not exist or is not accessible: Namez', errorCode: 'NOT_FOUND' },
    ]);
  });

  test('can stand for a reference', async () => {
    const connection = connect(sandbox);
    const created = await connection.create('Contact', { LastName: 'By Key', Account: { External_Id__c: 'kestrel' } });
    const { records } = await connection.query<{ Account: { Name: string } }>(
      `SELECT Account.Name FROM Contact WHERE Id = '${created.id}'`,
    );
    expect(records[0]?.Account.Name).toBe('Kestrel Foods GmbH');
    expect(await refusal(connection.create('Contact', { LastName: 'x', Account: { External_Id__c: 'none' } }))).toMatchObject({
      name: 'INVALID_FIELD',
      message: 'Foreign key external ID: none not found for field External_Id__c in entity Account',
    });
    expect((await refusal(connection.create('Contact', { LastName: 'x', Account: {} }))).message).not.toContain('undefined');
  });
});

describe('a conditional write', () => {
  test('is done when nothing changed since, and refused with 412 when something did', async () => {
    const id = await firstId(connect(sandbox), 'SELECT Id FROM Account ORDER BY Name LIMIT 1');
    const read = await send(sandbox, `/sobjects/Account/${id}`);
    const since = read.headers.get('last-modified') ?? '';
    const write = (method: string) =>
      send(sandbox, `/sobjects/Account/${id}`, {
        method,
        headers: { 'if-unmodified-since': since },
        ...(method === 'PATCH' && { body: { Site: 'x' } }),
      });
    expect((await write('PATCH')).status).toBe(204);
    for (const method of ['PATCH', 'DELETE']) {
      expect(await write(method)).toMatchObject({ status: 412, body: [{ errorCode: 'PRECONDITION_FAILED' }] });
    }
  });

  test('a read that would bring nothing new is answered with 304', async () => {
    const id = await firstId(connect(sandbox), 'SELECT Id FROM Account ORDER BY Name LIMIT 1');
    const since = (await send(sandbox, `/sobjects/Account/${id}`)).headers.get('last-modified') ?? '';
    expect((await send(sandbox, `/sobjects/Account/${id}`, { headers: { 'if-modified-since': since } })).status).toBe(304);
    expect(
      (await send(sandbox, `/sobjects/Account/${id}`, { headers: { 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' } })).status,
    ).toBe(200);
  });
});
