import type { Access, Middleware } from '@causeway/core';
import { describe, expect, test } from 'vitest';
import { benchOf, connect, useSandbox, type Bench } from './harness.ts';

const sandbox = useSandbox();

/** What a call says it would touch, and what its trail says it did. */
async function judge(tool: string, input: object): Promise<{ access: readonly Access[]; columns: Record<string, readonly string[]> }> {
  let access: readonly Access[] = [];
  let columns: Record<string, readonly string[]> = {};
  const watch: Middleware = async (call, next) => {
    access = call.access;
    const output = await next(call);
    columns = Object.fromEntries(
      [...call.context.trail.log.columns].map(([name, from]) => [name, from.map((one) => `${one.object}.${one.field}`)]),
    );
    return output;
  };
  await benchOf(connect(sandbox()), [watch]).call(tool, input);
  return { access, columns };
}

const soql = (text: string) => judge('query', { soql: text, limit: 2 });

describe('the access of raw SOQL', () => {
  test('names fields, and filters apart from them', async () => {
    const { access } = await soql("SELECT name FROM account WHERE industry = 'Food & Beverage' ORDER BY CreatedDate");
    expect(access).toEqual([{ object: 'Account', effect: 'read', fields: ['Name'], filters: ['Industry', 'CreatedDate'] }]);
  });

  test('follows relationships to the object that holds the field', async () => {
    const { access, columns } = await soql(
      "SELECT Account.Owner.Name FROM Contact c WHERE c.Account.Industry != null AND c.Email LIKE '%x%'",
    );
    expect(access).toEqual([
      { object: 'User', effect: 'read', fields: ['Name'] },
      { object: 'Account', effect: 'read', fields: [], filters: ['Industry'] },
      { object: 'Contact', effect: 'read', fields: [], filters: ['Email'] },
    ]);
    expect(columns).toEqual({ 'Account.Owner.Name': ['User.Name'] });
  });

  test('sees through a reference to several objects', async () => {
    const { access, columns } = await soql('SELECT Owner.Name, Owner.Type FROM Case');
    expect(access).toEqual([
      { object: 'Group', effect: 'read', fields: ['Name'] },
      { object: 'User', effect: 'read', fields: ['Name'] },
      { object: 'Case', effect: 'read', fields: ['OwnerId'] },
    ]);
    expect(columns['Owner.Type']).toEqual(['Case.OwnerId']);
  });

  test('names the fields of subqueries, and those of semi-joins as filters', async () => {
    const { access, columns } = await soql(
      "SELECT Name, (SELECT LastName FROM Contacts WHERE Email != null) FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE StageName = 'Closed Won')",
    );
    expect(access).toEqual([
      { object: 'Account', effect: 'read', fields: ['Name'], filters: ['Id'] },
      { object: 'Contact', effect: 'read', fields: ['LastName'], filters: ['Email'] },
      { object: 'Opportunity', effect: 'read', fields: [], filters: ['AccountId', 'StageName'] },
    ]);
    expect(columns).toEqual({ Name: ['Account.Name'], Contacts: ['Contact.LastName'] });
  });

  test('knows what is in functions, aliases and groups', async () => {
    const { access, columns } = await soql(
      'SELECT StageName s, SUM(Amount), COUNT(Id) n, MAX(Account.CreatedDate) FROM Opportunity GROUP BY StageName HAVING AVG(Probability) > 0 ORDER BY SUM(Amount)',
    );
    expect(access).toEqual([
      { object: 'Opportunity', effect: 'read', fields: ['StageName', 'Amount', 'Id'], filters: ['Probability', 'StageName', 'Amount'] },
      { object: 'Account', effect: 'read', fields: ['CreatedDate'] },
    ]);
    expect(columns).toEqual({
      s: ['Opportunity.StageName'],
      'SUM(Amount)': ['Opportunity.Amount'],
      n: ['Opportunity.Id'],
      'MAX(Account.CreatedDate)': ['Account.CreatedDate'],
    });
  });

  test('takes FIELDS(ALL) for everything, and a compound address for its parts', async () => {
    expect((await soql('SELECT FIELDS(STANDARD) FROM Campaign LIMIT 5')).access).toMatchObject([{ object: 'Campaign', fields: '*' }]);
    const { access, columns } = await soql('SELECT MailingAddress FROM Contact');
    expect(access[0]?.fields).toContain('MailingStreet');
    expect(columns['MailingAddress']).toContain('Contact.MailingCity');
  });

  test('tells the class of the parts of a compound', async () => {
    let classes: readonly (string | undefined)[] = [];
    const watch: Middleware = async (call, next) => {
      const output = await next(call);
      classes = call.context.trail.log.columns.get('MailingAddress')?.map((one) => one.class) ?? [];
      return output;
    };
    await benchOf(connect(sandbox()), [watch]).call('query', { soql: 'SELECT MailingAddress FROM Contact', limit: 1 });
    expect(classes).toContain('PII;GDPR;Confidential');
  });
});

describe('SOQL that is refused, without a request', () => {
  const refused = async (bench: Bench, text: string) => {
    sandbox().clearRequests();
    const error = await bench.fail('query', { soql: text });
    expect(sandbox().requests.filter(({ url }) => url.includes('/query'))).toEqual([]);
    return error;
  };

  test.each([
    ['DELETE FROM Account', 'This is not a SOQL statement that can be read'],
    ['SELECT Id FROM Account; SELECT Id FROM User', 'This is not a SOQL statement that can be read'],
    ["SELECT Id FROM Account WHERE Name = 'a' OR Name = 'b' AND Id != null", 'AND and OR are mixed'],
    ['SELECT Id FROM Account WHERE Name = :name', 'This is not a SOQL statement that can be read'],
    ['SELECT Id FROM Account FOR UPDATE', 'FOR UPDATE changes what the user has viewed, or locks records'],
    ['SELECT Id FROM Account FOR VIEW', 'FOR VIEW changes what the user has viewed, or locks records'],
    ['SELECT Title FROM Knowledge__kav UPDATE VIEWSTAT', 'UPDATE VIEWSTAT changes statistics'],
    ['SELECT TYPEOF What WHEN Account THEN Phone END FROM Event', 'TYPEOF is not supported'],
    ['SELECT Nope__c FROM Account', 'Account has no field Nope__c that this user may read.'],
    ['SELECT Nope.Name FROM Account', 'Account has no relationship Nope to a parent that this user may see.'],
    ['SELECT What.Amount FROM Event', 'What can be several objects'],
    ['SELECT (SELECT Id FROM Nopes) FROM Account', 'Account has no child relationship Nopes that this user may see.'],
    ['SELECT Id FROM Account WHERE FIELDS(ALL) = null', 'This is not a SOQL statement that can be read'],
  ])('%s', async (text, message) => {
    const error = await refused(benchOf(connect(sandbox())), text);
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(message);
  });

  test('an object that does not exist is not found', async () => {
    expect((await refused(benchOf(connect(sandbox())), 'SELECT Id FROM Nope__c')).code).toBe('not_found');
  });
});

test('a write names its record, its fields, and the records whose names the preview shows', async () => {
  const restore = sandbox().snapshot();
  const { access } = await judge('update_record', {
    object: 'contact',
    id: '003Cw0000000005',
    values: { title: 'CEO', AccountId: '001Cw000000000H' },
  });
  expect(access).toEqual([
    { object: 'Contact', effect: 'update', ids: ['003Cw0000000005IAA'], fields: ['Title', 'AccountId'] },
    { object: 'Account', effect: 'read', fields: ['Name'], filters: ['Id'] },
  ]);
  restore();
});
