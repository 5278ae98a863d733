import { Connection, SfDate } from 'jsforce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { refusal } from './support/salesforce.ts';

/*
 * The calls that jsforce's own test suite makes of an org, in our words: its files connection-session, connection-crud,
 * connection-meta, query and sobject. Like there, the org is named by SF_LOGIN_URL, and one connection serves all tests.
 */

let sandbox: Sandbox;
let connection: Connection;

beforeAll(async () => {
  sandbox = await startSandbox();
  process.env['SF_LOGIN_URL'] = sandbox.salesforce.url;
  const { clientId, clientSecret, admin } = demo.salesforce;
  connection = new Connection({ version: '62.0', oauth2: { loginUrl: process.env['SF_LOGIN_URL'], clientId, clientSecret } });
  await connection.login(admin.username, admin.password);
});
afterAll(async () => {
  delete process.env['SF_LOGIN_URL'];
  await connection.logout();
  await sandbox.close();
});

const isText = (value: unknown) => typeof value === 'string' && value !== '';

describe('session', () => {
  test('a bad token is replaced once by signing in again', async () => {
    const { admin } = demo.salesforce;
    const other = new Connection({ version: '62.0', loginUrl: sandbox.salesforce.url });
    await other.login(admin.username, admin.password);
    other.accessToken = 'invalid access token';
    let refreshed = 0;
    other.on('refresh', () => {
      refreshed += 1;
    });
    expect((await other.query('SELECT Id FROM User LIMIT 5')).records).toHaveLength(5);
    expect(refreshed).toBe(1);
  });
});

describe('crud', () => {
  test('records through their own handle', async () => {
    const { id } = await connection.sobject('Account').create({ Name: 'Hello' });
    const record = connection.sobject('Account').record(String(id));
    expect(await record.update({ Name: 'Hello2' }, { headers: { 'SForce-Auto-Assign': 'FALSE' } })).toMatchObject({ success: true });
    expect((await record.retrieve())['Name']).toBe('Hello2');
    expect(await record.destroy()).toMatchObject({ success: true });
  });

  test('upsert, also of many, also of a key that two records share', async () => {
    const table = connection.sobject('UpsertTable__c');
    const results = await table.upsert(
      [
        { Name: 'A', External_Id__c: 'suite-1' },
        { Name: 'B', External_Id__c: 'suite-2' },
      ],
      'External_Id__c',
    );
    expect(results.map((result) => result.success)).toEqual([true, true]);
    await table.create([
      { Name: 'C', Legacy_Key__c: 'twice' },
      { Name: 'D', Legacy_Key__c: 'twice' },
    ]);
    expect((await refusal(table.upsert({ Name: 'E', Legacy_Key__c: 'twice' }, 'Legacy_Key__c'))).name).toBe('MULTIPLE_CHOICES');
  });
});

describe('metadata', () => {
  test('describe is cached as the client wants it', async () => {
    const account = connection.sobject('Account');
    const first = await account.describe();
    expect(await account.describe$()).toBe(first);
    expect(account.describe$$()).toBe(first);
    expect((await connection.describeGlobal()).sobjects.some((object) => object.name === 'Account')).toBe(true);
  });

  test('changes may be asked for with dates as JavaScript prints them', async () => {
    const now = sandbox.clock.now();
    const [start, end] = [new Date(now - 86_400_000), new Date(now)];
    expect(await connection.sobject('Account').updated(start.toString(), end.toString())).toHaveProperty('ids');
    expect(await connection.sobject('Account').deleted(start, end)).toHaveProperty('deletedRecords');
  });

  test('tabs, themes and quick actions', async () => {
    const tabs = (await connection.tabs()) as readonly { label: string; name: string; url: string }[];
    expect(tabs.every((tab) => isText(tab.label) && isText(tab.name) && isText(tab.url))).toBe(true);
    expect((await connection.theme()).themeItems.length).toBeGreaterThan(5);
    expect(await connection.quickActions()).toEqual([]);
  });
});

describe('query', () => {
  test('page after page by hand', async () => {
    let result = await connection.query('SELECT Id, Name FROM BigTable__c');
    let count = result.records.length;
    while (!result.done) {
      result = await connection.queryMore(result.nextRecordsUrl ?? '');
      count += result.records.length;
    }
    expect(count).toBe(result.totalSize);
  });

  test('as a stream of records, up to a number', async () => {
    const query = connection.query('SELECT Id, Name FROM BigTable__c');
    const records: unknown[] = [];
    await new Promise((resolve, reject) => {
      query.on('record', (record: unknown) => records.push(record));
      query.on('end', () => resolve(undefined));
      query.on('error', reject);
      void query.run({ autoFetch: true, maxFetch: 3000 });
    });
    expect(records).toHaveLength(3000);
  });

  test('as CSV', async () => {
    const chunks: string[] = [];
    for await (const chunk of connection.query('SELECT Id, Name FROM Account LIMIT 3').stream('csv')) chunks.push(String(chunk));
    expect(chunks.join('').split('\n')[0]).toBe('Id,Name');
  });

  test('update and destroy of what was found', async () => {
    const accounts = connection.sobject('Account');
    await accounts.create(Array.from({ length: 20 }, (_, index) => ({ Name: `Found #${index}`, BillingState: 'CA' })));
    const updated = await accounts.find({ Name: { $like: 'Found #%' } }).update({ Name: '${Name} (Updated)', BillingState: null });
    expect(updated.filter((result) => result.success)).toHaveLength(20);
    expect(await accounts.count({ Name: { $like: 'Found #% (Updated)' }, BillingState: null })).toBe(20);
    expect(await accounts.find({ Name: { $like: 'Found #%' } }).destroy()).toHaveLength(20);
    expect(await accounts.find({ CreatedDate: { $lt: new SfDate('1970-01-01T00:00:00Z') } }).destroy()).toEqual([]);
  });
});

describe('sobject', () => {
  const opportunities = () => connection.sobject('Opportunity');

  test('find with conditions, fields, order and limit', async () => {
    const records = await opportunities().find({}, { 'Account.Name': 1, CloseDate: 1 }).sort('Account.Name -CloseDate').limit(10);
    const pairs = records.map((record) => [String(record['Account'].Name), String(record['CloseDate'])] as const);
    const sorted = pairs.toSorted(([name, date], [other, otherDate]) => name.localeCompare(other) || otherDate.localeCompare(date));
    expect(pairs).toEqual(sorted);
    expect(pairs).toHaveLength(10);
  });

  test('select everything of a record and its parents', async () => {
    const records = await opportunities().select('*, Account.*, Owner.Name').limit(5);
    expect(records).toHaveLength(5);
    for (const record of records)
      expect(record).toMatchObject({ Id: expect.any(String), Account: { Name: expect.any(String) }, Owner: { Name: expect.any(String) } });
  });

  test('include children, whole or in part', async () => {
    const records = await connection
      .sobject('Account')
      .find(null, 'Id')
      .include('Contacts')
      .select('*')
      .limit(2)
      .end()
      .include('Opportunities', null, 'Id, Name', { limit: 2 })
      .end()
      .limit(10);
    const children = records.flatMap((record) => (record['Contacts'] ?? { records: [] }).records as unknown[]);
    expect(children.length).toBeGreaterThan(0);
    expect(records.every((record) => record['Name'] === undefined && (record['Contacts']?.records.length ?? 1) <= 2)).toBe(true);
  });

  test('layouts of every kind', async () => {
    const account = connection.sobject('Account');
    const { layouts, recordTypeMappings } = await account.layouts();
    expect(layouts[0]?.detailLayoutSections.length).toBeGreaterThan(0);
    expect(recordTypeMappings).toHaveLength(1);
    expect((await connection.sobject('User').layouts('UserAlt')).layouts).toHaveLength(1);
    expect((await account.compactLayouts()).compactLayouts[0]).toMatchObject({ objectType: 'Account' });
    expect((await account.approvalLayouts()).approvalLayouts).toEqual([]);
  });

  test('list views: their description, their plan, their records', async () => {
    const account = connection.sobject('Account');
    const { listviews } = (await account.listviews()) as { listviews: readonly { id: string; label: string }[] };
    expect(listviews.map((view) => view.label)).toEqual(['All Accounts', 'My Accounts']);
    const all = account.listview(listviews[0]?.id ?? '');
    const { query } = (await all.describe()) as { query: string };
    expect((await connection.query(query)).totalSize).toBeGreaterThan(50);
    expect(await all.results()).toMatchObject({ label: 'All Accounts', done: true, size: 25 });
    expect((await all.explain()).plans[0]).toMatchObject({ sobjectType: 'Account' });
  });

  test('actions, of which there are none', async () => {
    expect(await connection.sobject('Account').quickActions()).toEqual([]);
  });
});
