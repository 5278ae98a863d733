import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { connect, count, send } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const accounts = (length: number) => Array.from({ length }, (_, index) => ({ Name: `Account ${index}` }));
const total = async (soql: string) => (await connect(sandbox).query(soql)).totalSize;
const rolledBack = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

describe('a collection', () => {
  test('of 200 records is created, read, changed and deleted in one request each', async () => {
    const connection = connect(sandbox);
    const created = await connection.create('Account', accounts(200));
    const ids = created.map((result) => String(result.id));
    expect(new Set(ids).size).toBe(200);
    await connection.update(
      'Account',
      ids.map((Id, index) => ({ Id, Name: `Changed ${index}` })),
    );
    const read = await connection.retrieve('Account', ids, { fields: ['Name'] });
    expect(read.map((record) => record?.['Name'])).toEqual(ids.map((_, index) => `Changed ${index}`));
    await connection.destroy('Account', ids);
    expect(await connection.retrieve('Account', ids.slice(0, 2), { fields: ['Name'] })).toEqual([null, null]);
    expect(count(sandbox, '/composite/sobjects')).toBe(5);
  });

  test('of 201 records is refused', async () => {
    const records = accounts(201).map((record) => ({ attributes: { type: 'Account' }, ...record }));
    expect(await send(sandbox, '/composite/sobjects', { method: 'POST', body: { records } })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'LIMIT_EXCEEDED', message: 'record limit reached. cannot submit more than 200 records into this call' }],
    });
  });

  test('saves what it can, in the order of the input', async () => {
    const records = [
      { attributes: { type: 'Account' }, Name: 'Good' },
      { attributes: { type: 'Contact' }, FirstName: 'Bad' },
      { attributes: { type: 'Nonsense' } },
      { attributes: { type: 'Account' }, Foo: 1 },
    ];
    const { status, body } = await send(sandbox, '/composite/sobjects', { method: 'POST', body: { records } });
    expect([status, body]).toEqual([
      200,
      [
        { id: expect.stringMatching(/^001/), success: true, errors: [] },
        {
          success: false,
          errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [LastName]', fields: ['LastName'] }],
        },
        { success: false, errors: [{ statusCode: 'INVALID_TYPE', message: "sObject type 'Nonsense' is not supported.", fields: [] }] },
        {
          success: false,
          errors: [{ statusCode: 'INVALID_FIELD', message: "No such column 'Foo' on sobject of type Account", fields: [] }],
        },
      ],
    ]);
  });

  test('with allOrNone saves all or none', async () => {
    const records = [
      { attributes: { type: 'Account' }, Name: 'Undone' },
      { attributes: { type: 'Contact' }, FirstName: 'Bad' },
    ];
    const { body } = await send(sandbox, '/composite/sobjects', { method: 'POST', body: { allOrNone: true, records } });
    expect(body).toMatchObject([
      { success: false, errors: [rolledBack] },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
    ]);
    expect(await total("SELECT COUNT() FROM Account WHERE Name = 'Undone'")).toBe(0);
  });

  test('is upserted by an external id', async () => {
    const records = [
      { External_Id__c: 'EXT-0001', Quantity__c: 100 },
      { External_Id__c: 'EXT-NEW', Quantity__c: 5 },
      { External_Id__c: 'EXT-new' },
    ];
    const results = await connect(sandbox).upsert('UpsertTable__c', records, 'External_Id__c');
    expect(results).toMatchObject([
      { success: true, created: false },
      { success: true, created: true },
      { success: false, errors: [{ statusCode: 'DUPLICATE_EXTERNAL_ID' }] },
    ]);
    expect(await total("SELECT COUNT() FROM UpsertTable__c WHERE External_Id__c LIKE 'EXT-%' AND Quantity__c IN (100, 5)")).toBe(3);
  });

  test('tells of ids that are none, and of records that are gone', async () => {
    const connection = connect(sandbox);
    const { id } = await connection.create('Account', { Name: 'Gone' });
    await connection.destroy('Account', String(id));
    const records = [
      { attributes: { type: 'Account' }, id: '001RM000003oLrB000', Name: 'x' },
      { attributes: { type: 'Account' }, id, Name: 'x' },
    ];
    expect((await send(sandbox, '/composite/sobjects', { method: 'PATCH', body: { records } })).body).toEqual([
      {
        id: '001RM000003oLrB000',
        success: false,
        errors: [{ statusCode: 'MALFORMED_ID', message: 'malformed id 001RM000003oLrB000', fields: [] }],
      },
      { id, success: false, errors: [{ statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] }] },
    ]);
  });

  test('fails at the places that a fault names', async () => {
    sandbox.inject({ path: '/composite/sobjects', times: 1, fault: { kind: 'partial', indexes: [1] } });
    const results = await connect(sandbox).create('Account', accounts(3));
    expect(results.map((result) => result.success)).toEqual([true, false, true]);
    expect(results[1]).toMatchObject({ errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] });
  });
});

describe('a tree', () => {
  const contact = (referenceId: string, values: object) => ({ attributes: { type: 'Contact', referenceId }, ...values });
  const tree = (children: readonly object[]) => ({
    records: [{ attributes: { type: 'Account', referenceId: 'root' }, Name: 'Tree', Contacts: { records: children } }],
  });
  const plant = (body: object) => send(sandbox, '/composite/tree/Account', { method: 'POST', body });

  test('creates records with their children', async () => {
    const { status, body } = await plant(tree([contact('one', { LastName: 'One' }), contact('two', { LastName: 'Two' })]));
    expect(status).toBe(201);
    expect(body).toMatchObject({ hasErrors: false, results: [{ referenceId: 'root' }, { referenceId: 'one' }, { referenceId: 'two' }] });
    expect(await total("SELECT COUNT() FROM Contact WHERE Account.Name = 'Tree'")).toBe(2);
  });

  test('leaves nothing when one of them fails', async () => {
    const { status, body } = await plant(tree([contact('one', { LastName: 'One' }), contact('two', {})]));
    expect(status).toBe(400);
    expect(body).toMatchObject({ hasErrors: true, results: [{ referenceId: 'two', errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] }] });
    expect(await total("SELECT COUNT() FROM Account WHERE Name = 'Tree'")).toBe(0);
  });

  test('needs reference ids that differ', async () => {
    expect((await plant(tree([contact('root', { LastName: 'One' })]))).body).toMatchObject([{ errorCode: 'INVALID_INPUT' }]);
  });
});
