import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { connect, type Connection, firstId, refusal, send } from './support/salesforce.ts';

const { limited } = demo.salesforce;
const manager = 'grace@causeway.example';
const agent = 'jonas@causeway.example';
const reader = 'hanna@causeway.example';

let sandbox: Sandbox;
let rep: Connection;
let admin: Connection;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => {
  sandbox.reset();
  rep = connect(sandbox, limited.username);
  admin = connect(sandbox);
});
afterAll(() => sandbox.close());

const total = async (connection: Connection, soql: string) => (await connection.query(soql)).totalSize;
const foreignAccount = () => firstId(admin, `SELECT Id FROM Account WHERE Owner.Username != '${limited.username}' LIMIT 1`);
const ownAccount = () => firstId(admin, `SELECT Id FROM Account WHERE Owner.Username = '${limited.username}' LIMIT 1`);

describe('a sales representative', () => {
  test('sees the own accounts, and of contacts and deals what belongs to them', async () => {
    const own = await total(admin, `SELECT COUNT() FROM Account WHERE Owner.Username = '${limited.username}'`);
    expect(own).toBeGreaterThan(0);
    expect(await total(rep, 'SELECT COUNT() FROM Account')).toBe(own);
    expect(
      await total(rep, `SELECT COUNT() FROM Contact WHERE Account.Owner.Username != '${limited.username}' AND AccountId != null`),
    ).toBe(0);
    expect(await total(rep, 'SELECT COUNT() FROM Contact')).toBeLessThan(await total(admin, 'SELECT COUNT() FROM Contact'));
    expect(await total(rep, `SELECT COUNT() FROM Opportunity WHERE Owner.Username != '${limited.username}'`)).toBe(0);
  });

  test('does not find another’s account by its id', async () => {
    const id = await foreignAccount();
    expect(await refusal(rep.retrieve('Account', id))).toMatchObject({
      name: 'NOT_FOUND',
      message: 'The requested resource does not exist',
    });
    expect(await rep.retrieve('Account', [id], { fields: ['Name'] })).toEqual([null]);
    expect(await refusal(rep.update('Account', { Id: id, Site: 'x' }))).toMatchObject({
      name: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    });
    expect(await refusal(rep.create('Contact', { LastName: 'x', AccountId: id }))).toMatchObject({
      name: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
      message: `insufficient access rights on cross-reference id: ${id}`,
    });
  });

  test('reads cases of others and may not change them', async () => {
    const id = await firstId(rep, `SELECT Id FROM Case WHERE Owner.Username != '${limited.username}' LIMIT 1`);
    const answer = await send(sandbox, `/sobjects/Case/${id}`, { method: 'PATCH', username: limited.username, body: { Subject: 'x' } });
    expect([answer.status, answer.body]).toEqual([
      403,
      [{ message: 'insufficient access rights on object id', errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY', fields: [] }],
    ]);
  });

  test('makes cases and may not delete them', async () => {
    const { id } = await rep.create('Case', { Subject: 'Mine' });
    expect(await refusal(rep.destroy('Case', String(id)))).toMatchObject({ name: 'INSUFFICIENT_ACCESS_OR_READONLY' });
  });

  test('knows no hidden field: not in describe, not in queries, not in records, not in writes', async () => {
    const { fields } = await rep.describe('Account');
    expect(fields.map((field) => field.name)).not.toContain('AnnualRevenue');
    expect((await refusal(rep.query('SELECT AnnualRevenue FROM Account'))).message).toContain(
      "No such column 'AnnualRevenue' on entity 'Account'",
    );
    expect((await refusal(rep.query('SELECT Id FROM Account WHERE AnnualRevenue > 1'))).name).toBe('INVALID_FIELD');
    const id = await ownAccount();
    expect(await rep.retrieve('Account', id)).not.toHaveProperty('AnnualRevenue');
    expect((await refusal(rep.retrieve('Account', id, { fields: ['AnnualRevenue'] }))).name).toBe('INVALID_FIELD');
    expect(await refusal(rep.update('Account', { Id: id, AnnualRevenue: 1 }))).toMatchObject({
      name: 'INVALID_FIELD',
      message: "No such column 'AnnualRevenue' on sobject of type Account",
    });
    const soql =
      "SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Account' AND QualifiedApiName = 'AnnualRevenue'";
    expect([await total(admin, soql), await total(rep, soql)]).toEqual([1, 0]);
  });

  test('reads fields that only others may write, and describe says so', async () => {
    const id = await ownAccount();
    expect(await refusal(rep.update('Account', { Id: id, Rating: 'Cold' }))).toMatchObject({ name: 'INVALID_FIELD_FOR_INSERT_UPDATE' });
    const rating = (await rep.describe('Account')).fields.find((field) => field.name === 'Rating');
    expect(rating).toMatchObject({ createable: false, updateable: false });
    expect(await rep.retrieve('Account', id)).toHaveProperty('Rating');
  });

  test('knows no object without permission', async () => {
    expect((await rep.describeGlobal()).sobjects.map((object) => object.name)).not.toContain('Knowledge__kav');
    expect((await refusal(rep.query('SELECT Id FROM Knowledge__kav'))).name).toBe('INVALID_TYPE');
    expect((await refusal(rep.describe('Knowledge__kav'))).name).toBe('NOT_FOUND');
    expect((await send(sandbox, '/sobjects/BigTable__c', { method: 'POST', username: limited.username, body: {} })).status).toBe(404);
    expect((await rep.describe('Account')).childRelationships.map((child) => child.childSObject)).not.toContain('BigTable__c');
  });

  test('may not create what may only be read', async () => {
    expect(await refusal(rep.create('Campaign', { Name: 'x' }))).toMatchObject({
      name: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      message: 'entity type cannot be inserted: Campaign',
    });
    expect(await rep.describe('Campaign')).toMatchObject({ createable: false, updateable: false, deletable: false, queryable: true });
  });
});

describe('the role hierarchy', () => {
  test('gives those above what those below own, and not the other way round', async () => {
    const above = connect(sandbox, manager);
    const own = await total(rep, 'SELECT COUNT() FROM Account');
    const seen = await total(above, 'SELECT COUNT() FROM Account');
    expect(await total(above, `SELECT COUNT() FROM Account WHERE Owner.Username = '${limited.username}'`)).toBe(own);
    expect(seen).toBeGreaterThan(own);
    expect(await total(above, "SELECT COUNT() FROM Account WHERE Owner.Username = 'sofia@causeway.example'")).toBe(0);
    expect(await above.update('Account', { Id: await ownAccount(), Site: 'x' })).toMatchObject({ success: true });
    const managed = String((await above.create('Account', { Name: 'Mine' })).id);
    expect((await refusal(rep.retrieve('Account', managed))).name).toBe('NOT_FOUND');
  });
});

describe('other profiles', () => {
  test('support sees every case and no deal', async () => {
    const connection = connect(sandbox, agent);
    expect(await total(connection, 'SELECT COUNT() FROM Case')).toBe(await total(admin, 'SELECT COUNT() FROM Case'));
    expect((await refusal(connection.query('SELECT Id FROM Opportunity'))).name).toBe('INVALID_TYPE');
    expect((await refusal(connection.query('SELECT (SELECT Id FROM Opportunities) FROM Account'))).name).toMatch(/^INVALID_/);
  });

  test('read only sees all and writes nothing', async () => {
    const connection = connect(sandbox, reader);
    expect(await total(connection, 'SELECT COUNT() FROM Account')).toBe(await total(admin, 'SELECT COUNT() FROM Account'));
    expect((await refusal(connection.update('Account', { Id: await ownAccount(), Site: 'x' }))).name).toBe(
      'INSUFFICIENT_ACCESS_OR_READONLY',
    );
    expect((await refusal(connection.create('Account', { Name: 'x' }))).name).toBe('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY');
  });

  test('who has left gets no token', () => {
    expect(() => sandbox.salesforce.token('ruth@causeway.example')).toThrow(RangeError);
  });

  test('who is deactivated is out at once', async () => {
    const id = await firstId(admin, `SELECT Id FROM User WHERE Username = '${limited.username}'`);
    await admin.update('User', { Id: id, IsActive: false });
    expect((await refusal(rep.query('SELECT Id FROM Account'))).name).toBe('INVALID_SESSION_ID');
  });
});
