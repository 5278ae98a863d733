import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { normalizeId, toId18 } from '../src/salesforce/ids.ts';
import { connect, firstId, refusal, send } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-12-01' };
const contactId = async () => firstId(connect(sandbox), 'SELECT Id FROM Contact LIMIT 1');

/** What the vendor answers to a create that it refuses. */
async function refused(object: string, values: object): Promise<unknown> {
  const { status, body } = await send(sandbox, `/sobjects/${object}`, { method: 'POST', body: values });
  return { status, ...(body as readonly object[])[0] };
}

describe('a record is refused', () => {
  test.each([
    [
      'without a required field',
      'Contact',
      { FirstName: 'x' },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [LastName]',
      ['LastName'],
    ],
    [
      'with a required field cleared',
      'Opportunity',
      { ...deal, Name: '  ' },
      'REQUIRED_FIELD_MISSING',
      'Required fields are missing: [Name]',
      ['Name'],
    ],
    [
      'with a text that is too long',
      'Account',
      { Name: 'x', Site: 's'.repeat(81) },
      'STRING_TOO_LONG',
      `Account Site: data value too large: ${'s'.repeat(81)} (max length=80)`,
      ['Site'],
    ],
    [
      'with a value that is not in a restricted picklist',
      'Account',
      { Name: 'x', Region__c: 'Mars' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Region: bad value for restricted picklist field: Mars',
      ['Region__c'],
    ],
    [
      'with an e-mail address that is none',
      'Contact',
      { LastName: 'x', Email: 'x@y' },
      'INVALID_EMAIL_ADDRESS',
      'Email: invalid email address: x@y',
      ['Email'],
    ],
    [
      'with an id that is none',
      'Contact',
      { LastName: 'x', AccountId: '12' },
      'MALFORMED_ID',
      'Account ID: id value of incorrect type: 12',
      ['AccountId'],
    ],
    [
      'with an id that nobody has',
      'Contact',
      { LastName: 'x', AccountId: '001Cw00000ZZZZZ' },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      ['AccountId'],
    ],
    [
      'with a field that cannot be written',
      'Opportunity',
      { ...deal, IsWon: true, ExpectedRevenue: 1 },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: IsWon, ExpectedRevenue. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      ['IsWon', 'ExpectedRevenue'],
    ],
    [
      'with an id of its own',
      'Account',
      { Id: '001Cw00000ZZZZZ', Name: 'x' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'cannot specify Id in an insert call',
      ['Id'],
    ],
    [
      'with a number that is too large',
      'Opportunity',
      { ...deal, Amount: 1e17 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Amount: value outside of valid range on numeric field: 100000000000000000',
      ['Amount'],
    ],
    [
      'against the org’s own rule',
      'Opportunity',
      { ...deal, StageName: 'Closed Lost' },
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      'A lost opportunity needs a loss reason.',
      ['Loss_Reason__c'],
    ],
  ])('%s', async (_what, object, values, errorCode, message, fields) => {
    expect(await refused(object, values)).toEqual({ status: 400, message, errorCode, fields });
  });

  test('with a reference to another kind of record', async () => {
    const id = await contactId();
    expect(await refused('Contact', { LastName: 'x', AccountId: id })).toEqual({
      status: 400,
      message: `Account ID: id value of incorrect type: ${id}`,
      errorCode: 'FIELD_INTEGRITY_EXCEPTION',
      fields: ['AccountId'],
    });
  });

  test('with an owner who has left', async () => {
    const id = await firstId(connect(sandbox), 'SELECT Id FROM User WHERE IsActive = false');
    expect(await refused('Account', { Name: 'x', OwnerId: id })).toMatchObject({
      errorCode: 'INACTIVE_OWNER_OR_USER',
      message: `operation performed with inactive user [${id}] as owner of account`,
    });
  });

  test('with a unique value that is taken', async () => {
    expect(await refused('UpsertTable__c', { External_Id__c: 'ext-0001' })).toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
      message: expect.stringMatching(/^duplicate value found: External_Id__c duplicates value on record with id: a02[a-zA-Z0-9]{12}$/),
    });
  });

  test.each([
    [
      { Name: 'x', NumberOfEmployees: 'many' },
      'Cannot deserialize instance of int from VALUE_STRING value many or request may be missing a required field at [line:1, column:13]',
    ],
    [
      { Name: 7 },
      'Cannot deserialize instance of string from VALUE_NUMBER_INT value 7 or request may be missing a required field at [line:1, column:2]',
    ],
    [
      { Name: { first: 'x' } },
      'Cannot deserialize instance of string from START_OBJECT value { or request may be missing a required field at [line:1, column:2]',
    ],
    [
      { Name: 'x', Strategic__c: 'perhaps' },
      'Cannot deserialize instance of boolean from VALUE_STRING value perhaps or request may be missing a required field at [line:1, column:13]',
    ],
  ])('with a value of the wrong type: %o', async (values, message) => {
    expect(await refused('Account', values)).toEqual({ status: 400, message, errorCode: 'JSON_PARSER_ERROR' });
  });

  test.each(['2026-02-30', 'tomorrow', '02.11.2026'])('with the day %s', async (CloseDate) => {
    expect(await refused('Opportunity', { ...deal, CloseDate })).toMatchObject({ errorCode: 'JSON_PARSER_ERROR' });
  });
});

describe('a duplicate', () => {
  const twin = async () => {
    const [contact] = (
      await connect(sandbox).query<{ Id: string; LastName: string; Email: string }>(
        'SELECT Id, LastName, Email FROM Contact WHERE Email != null LIMIT 1',
      )
    ).records;
    return { id: contact?.Id, values: { LastName: contact?.LastName, Email: contact?.Email.toUpperCase() } };
  };

  test('is refused, with the record that is there already', async () => {
    const { id, values } = await twin();
    expect(await refused('Contact', values)).toMatchObject({
      status: 400,
      errorCode: 'DUPLICATES_DETECTED',
      message: 'Use one of these records?',
      duplicateResult: { allowSave: true, matchResults: [{ entityType: 'Contact', matchRecords: [{ record: { Id: id } }] }] },
    });
  });

  test('is saved when the client insists', async () => {
    const { values } = await twin();
    const headers = { 'sforce-duplicate-rule-header': 'allowSave=true' };
    expect((await send(sandbox, '/sobjects/Contact', { method: 'POST', body: values, headers })).status).toBe(201);
  });

  test('that stays as it is may be changed elsewhere', async () => {
    const { id, values } = await twin();
    await send(sandbox, '/sobjects/Contact', {
      method: 'POST',
      body: values,
      headers: { 'sforce-duplicate-rule-header': 'allowSave=true' },
    });
    expect((await send(sandbox, `/sobjects/Contact/${id}`, { method: 'PATCH', body: { Title: 'x' } })).status).toBe(204);
  });
});

describe('a locked record', () => {
  test('refuses writes as often as it was told to', async () => {
    const connection = connect(sandbox);
    const id = await firstId(connection, 'SELECT Id FROM Account LIMIT 1');
    sandbox.salesforce.lock(id.slice(0, 15), 1);
    expect(await refusal(connection.update('Account', { Id: id, Site: 'x' }))).toMatchObject({
      name: 'UNABLE_TO_LOCK_ROW',
      message: `unable to obtain exclusive access to this record or 1 records: ${id}`,
    });
    expect(await connection.update('Account', { Id: id, Site: 'x' })).toMatchObject({ success: true });
  });

  test('refuses writes until it is released', async () => {
    const connection = connect(sandbox);
    const id = await firstId(connection, 'SELECT Id FROM Account LIMIT 1');
    const lock = sandbox.salesforce.lock(id);
    for (const _time of [1, 2, 3]) expect(await refusal(connection.destroy('Account', id))).toMatchObject({ name: 'UNABLE_TO_LOCK_ROW' });
    expect(await connection.retrieve('Account', id)).toMatchObject({ Id: id });
    lock.release();
    expect(await connection.update('Account', { Id: id, Site: 'x' })).toMatchObject({ success: true });
  });
});

describe('what is saved', () => {
  test('is of the field’s type: numbers from text, instants in UTC, days from instants', async () => {
    const connection = connect(sandbox);
    const values = {
      Number__c: '42',
      Amount__c: 1.005,
      Date__c: '2026-11-02T23:00:00Z',
      Date_Time__c: '2026-11-02T10:00:00+01:00',
      Checked__c: 'true',
      Text__c: '',
    };
    const { id } = await connection.create('BigTable__c', values);
    expect(await connection.retrieve('BigTable__c', String(id))).toMatchObject({
      Number__c: 42,
      Amount__c: 1,
      Date__c: '2026-11-02',
      Date_Time__c: '2026-11-02T09:00:00.000+0000',
      Checked__c: true,
      Text__c: null,
      Name: id,
    });
  });

  test('any text comes back as it went in, trimmed', async () => {
    const connection = connect(sandbox);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const { id } = await connection.create('BigTable__c', { Name: 'x', Text__c: text });
        const { Text__c: read } = await connection.retrieve('BigTable__c', String(id), { fields: ['Text__c'] });
        expect(read).toBe(text.trim() === '' ? null : text.trim());
      }),
      { numRuns: 50 },
    );
  });
});

describe('an id', () => {
  const id15 = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.split('')),
    minLength: 15,
    maxLength: 15,
  });

  test('in its long form survives a change of case', () => {
    expect(toId18('001xx000003DGb2')).toBe('001xx000003DGb2AAG');
    fc.assert(
      fc.property(id15, (id) => {
        expect(normalizeId(id)).toBe(toId18(id));
        expect(normalizeId(toId18(id).toLowerCase())).toBe(toId18(id));
        expect(normalizeId(toId18(id).toUpperCase())).toBe(toId18(id));
      }),
    );
  });

  test('with a wrong checksum is none', () => {
    expect(normalizeId('001xx000003DGb2AAH')).toBeUndefined();
    expect(normalizeId('001RM000003oLrB000')).toBeUndefined();
    expect(normalizeId('001xx000003DGb')).toBeUndefined();
    expect(normalizeId('../../limits/xx')).toBeUndefined();
  });
});
