import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { connect, firstId, send } from './support/salesforce.ts';

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
