import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { connect, count, firstId, refusal, send, soqlPath } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly {
    readonly attributes: { readonly type: string; readonly url: string };
    readonly Id: string;
    readonly Name: string;
  }[];
}

const bigTable = 'SELECT Id, Name FROM BigTable__c ORDER BY Name';

async function page(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
  return (await send(sandbox, path, { headers })).body as Page;
}

describe('a long answer', () => {
  test('comes in pages of 2,000, which autoFetch joins', async () => {
    const connection = connect(sandbox);
    const result = await connection.query<{ Name: string }>(bigTable, { autoFetch: true, maxFetch: 10_000 });
    expect(result.records.map((record) => record.Name)).toEqual(
      Array.from({ length: 5000 }, (_, index) => `Row ${String(index + 1).padStart(4, '0')}`),
    );
    expect(result.totalSize).toBe(5000);
    expect(count(sandbox, '/query')).toBe(3);
  });

  test('names the next page until there is none', async () => {
    const first = await page(soqlPath(bigTable));
    expect([first.totalSize, first.done, first.records.length]).toEqual([5000, false, 2000]);
    expect(first.nextRecordsUrl).toMatch(/^\/services\/data\/v62\.0\/query\/01g[a-zA-Z0-9]{15}-2000$/);
    const second = await page(first.nextRecordsUrl ?? '');
    expect(second.nextRecordsUrl).toBe(first.nextRecordsUrl?.replace(/2000$/, '4000'));
    const third = await page(second.nextRecordsUrl ?? '');
    expect([third.totalSize, third.done, third.records.length, third.nextRecordsUrl]).toEqual([5000, true, 1000, undefined]);
    expect(third.records[999]).toEqual({
      attributes: { type: 'BigTable__c', url: `/services/data/v62.0/sobjects/BigTable__c/${third.records[999]?.Id}` },
      Id: third.records[999]?.Id,
      Name: 'Row 5000',
    });
  });

  test('has pages of the size that was asked for', async () => {
    const sizes: number[] = [];
    let next: Page | undefined = await page(soqlPath(`${bigTable} LIMIT 450`), { 'sforce-query-options': 'batchSize=200' });
    while (next) {
      sizes.push(next.records.length);
      next = next.nextRecordsUrl === undefined ? undefined : await page(next.nextRecordsUrl);
    }
    expect(sizes).toEqual([200, 200, 50]);
  });

  test.each([199, 2001])('a page size of %i is refused', async (size) => {
    const answer = await send(sandbox, soqlPath(bigTable), { headers: { 'sforce-query-options': `batchSize=${size}` } });
    expect(answer).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_QUERY_OPTION' }] });
  });

  test('may have shorter pages than it could, when a fault says so', async () => {
    sandbox.inject({ path: '/query', times: 1, fault: { kind: 'short-page', size: 7 } });
    const result = await connect(sandbox).query(`${bigTable} LIMIT 20`);
    expect([result.totalSize, result.done, result.records.length]).toEqual([20, false, 7]);
    expect((await page(new URL(result.nextRecordsUrl ?? '', sandbox.salesforce.url).pathname)).records).toHaveLength(13);
  });

  test('can be read again from the same place', async () => {
    const { nextRecordsUrl = '' } = await page(soqlPath(bigTable));
    expect(await page(nextRecordsUrl)).toEqual(await page(nextRecordsUrl));
  });
});

describe('a query locator', () => {
  const refused = { status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }] };
  const locator = async () => (await page(soqlPath(bigTable))).nextRecordsUrl ?? '';

  test('ends after two days', async () => {
    const url = await locator();
    sandbox.clock.advance(2 * 86_400_000);
    expect(await send(sandbox, url)).toMatchObject(refused);
  });

  test('ends on demand', async () => {
    const url = await locator();
    sandbox.salesforce.expireQueryLocators();
    expect(await send(sandbox, url)).toMatchObject(refused);
  });

  test('is good for its own user alone', async () => {
    expect(await send(sandbox, await locator(), { username: 'hanna@causeway.example' })).toMatchObject(refused);
  });

  test.each(['/query/nonsense', '/query/01gCw0000000009IAA-2000', '/query/01gCw0000000001IAA-99999999'])('%s is refused', async (path) => {
    await locator();
    expect(await send(sandbox, path)).toMatchObject(refused);
  });
});

describe('a query', () => {
  test('counts without records', async () => {
    expect((await send(sandbox, soqlPath('SELECT COUNT() FROM BigTable__c'))).body).toEqual({ totalSize: 5000, done: true, records: [] });
  });

  test('finds deleted records only when it asks for all', async () => {
    const connection = connect(sandbox);
    const { id } = await connection.create('Account', { Name: 'Short Lived' });
    await connection.destroy('Account', String(id));
    const soql = "SELECT Id, IsDeleted FROM Account WHERE Name = 'Short Lived'";
    expect((await connection.query(soql)).totalSize).toBe(0);
    expect((await connection.query(soql, { scanAll: true })).records).toMatchObject([{ Id: id, IsDeleted: true }]);
  });

  test('explains itself', async () => {
    const { plans } = await connect(sandbox).query("SELECT Id FROM Account WHERE BillingCity = 'Hamburg'").explain();
    expect(plans).toMatchObject([{ leadingOperationType: 'TableScan', sobjectType: 'Account', fields: [] }]);
  });

  test('resolves dates in the zone of the user', async () => {
    // 00:30 in Berlin on 2 November is still 1 November in Los Angeles.
    sandbox.clock.set(Date.UTC(2026, 10, 1, 23, 30));
    const { admin, limited } = demo.salesforce;
    const created = await connect(sandbox).create('Task', { Subject: 'At night' });
    const today = `SELECT Id FROM Task WHERE Id = '${created.id}' AND CreatedDate = TODAY`;
    sandbox.clock.set(Date.UTC(2026, 10, 2, 7, 30));
    expect((await connect(sandbox, admin.username).query(today)).totalSize).toBe(1);
    sandbox.clock.set(Date.UTC(2026, 10, 2, 8, 30));
    expect((await connect(sandbox, limited.username).query(today)).totalSize).toBe(0);
  });

  test('that marks its records makes them the last used', async () => {
    const connection = connect(sandbox);
    const id = await firstId(connection, 'SELECT Id FROM Account ORDER BY Name LIMIT 1 FOR VIEW');
    expect((await connection.recent()) as object[]).toMatchObject([{ Id: id, Name: 'Alpenmilch eG', attributes: { type: 'Account' } }]);
  });

  test('reads the classification of fields from FieldDefinition', async () => {
    const soql =
      "SELECT QualifiedApiName, SecurityClassification, ComplianceGroup FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Contact' AND QualifiedApiName IN ('Email', 'Title') ORDER BY QualifiedApiName";
    expect((await connect(sandbox).query(soql)).records).toMatchObject([
      { QualifiedApiName: 'Email', SecurityClassification: 'Confidential', ComplianceGroup: 'PII;GDPR' },
      { QualifiedApiName: 'Title', SecurityClassification: null, ComplianceGroup: null },
    ]);
  });

  test('on FieldDefinition needs to say of which object', async () => {
    expect(await refusal(connect(sandbox).query('SELECT QualifiedApiName FROM FieldDefinition'))).toMatchObject({
      name: 'MALFORMED_QUERY',
      message: 'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]',
    });
  });

  test('lists objects through EntityDefinition', async () => {
    const soql =
      "SELECT QualifiedApiName, KeyPrefix, Label FROM EntityDefinition WHERE QualifiedApiName IN ('Account', 'BigTable__c') ORDER BY QualifiedApiName";
    expect((await connect(sandbox).query(soql)).records).toMatchObject([
      { QualifiedApiName: 'Account', KeyPrefix: '001', Label: 'Account' },
      { QualifiedApiName: 'BigTable__c', KeyPrefix: 'a01', Label: 'Big Table' },
    ]);
  });

  test('finds articles of the knowledge base', async () => {
    const soql = "SELECT Title FROM Knowledge__kav WHERE PublishStatus = 'Online' AND Language = 'en_US' LIMIT 1";
    expect((await connect(sandbox).query(soql)).totalSize).toBe(1);
  });

  test('that is missing is asked for', async () => {
    expect(await send(sandbox, '/query')).toMatchObject({ status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] });
  });
});
