import { expect, test } from 'vitest';
import { benchOf, connect, useSandbox, type Bench, type RecordSet } from './harness.ts';

const sandbox = useSandbox();

/** Every row of every page, with something done between pages. */
async function walk(bench: Bench, tool: string, input: object, between: (page: number) => Promise<void> = async () => {}) {
  const rows: RecordSet['rows'][number][] = [];
  const totals = new Set<number | undefined>();
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const set: RecordSet = await bench.call(tool, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...set.rows);
    totals.add(set.total);
    cursor = set.cursor;
    if (cursor === undefined) return { rows, totals: [...totals] };
    await between(page);
  }
  throw new Error('The walk did not end.');
}

async function insert(name: string, number: number): Promise<string> {
  const answer = await fetch(`${sandbox().salesforce.url}/services/data/v67.0/sobjects/BigTable__c`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox().salesforce.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ Name: name, Number__c: number }),
  });
  return ((await answer.json()) as { id: string }).id;
}

test('all 5,000 rows of a table come through cursors, none twice, none lost, with a row inserted in between', async () => {
  const bench = benchOf(connect(sandbox()));
  let inserted = '';
  const { rows, totals } = await walk(bench, 'query', { soql: 'SELECT Id, Name FROM BigTable__c', limit: 200 }, async (page) => {
    if (page === 3) inserted = await insert('Inserted', -1);
  });
  const ids = rows.map(([id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id !== inserted)).toHaveLength(5_000);
  expect(totals).toEqual([5_000]);
});

test('a sort by a field with equal values and empty ones loses nothing and shows nothing twice', async () => {
  const bench = benchOf(connect(sandbox()));
  const soql = 'SELECT Id, Date__c, Checked__c, Text__c FROM BigTable__c ORDER BY Checked__c DESC, Date__c NULLS LAST, Text__c DESC';
  let inserted = '';
  const { rows } = await walk(bench, 'query', { soql, limit: 200 }, async (page) => {
    if (page === 1) inserted = await insert('Another', -2);
  });
  const ids = rows.map(([id]) => id).filter((id) => id !== inserted);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(5_000);
  const checked = rows.map((row) => row[2]);
  expect(checked).toEqual([...checked].sort((a, b) => Number(b) - Number(a)));
});

test('a sort by a field that has only two values loses nothing and shows nothing twice', async () => {
  const bench = benchOf(connect(sandbox()));
  const { rows } = await walk(bench, 'query', { soql: 'SELECT Id, Checked__c FROM BigTable__c ORDER BY Checked__c DESC', limit: 200 });
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(5_000);
});

test('find_records walks as far, in either direction', async () => {
  const bench = benchOf(connect(sandbox()));
  const input = { object: 'BigTable__c', fields: ['Number__c'], filters: [{ field: 'Number__c', operator: '>', value: 0 }], limit: 200 };
  const ascending = await walk(bench, 'find_records', { ...input, sort: 'Number__c' });
  const descending = await walk(bench, 'find_records', { ...input, sort: '-Number__c' });
  const numbers = ascending.rows.map(([number]) => Number(number));
  expect(numbers).toHaveLength(5_000);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(descending.rows.map(([number]) => Number(number))).toEqual(numbers.toReversed());
});

test('the statement’s own LIMIT and OFFSET hold across pages', async () => {
  const bench = benchOf(connect(sandbox()));
  const soql = 'SELECT Number__c FROM BigTable__c WHERE Number__c > 0 ORDER BY Number__c LIMIT 450 OFFSET 100';
  const { rows, totals } = await walk(bench, 'query', { soql, limit: 200 });
  expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 450 }, (_, index) => index + 101));
  expect(totals).toEqual([450]);
});

test('a sort that cannot be continued by key ends at the wall, and says so', async () => {
  const bench = benchOf(connect(sandbox()));
  const soql = 'SELECT Id, Category__c FROM BigTable__c ORDER BY Category__c';
  const seen = new Set<unknown>();
  let last: RecordSet = await bench.call('query', { soql, limit: 200 });
  for (const [id] of last.rows) seen.add(id);
  while (last.cursor !== undefined) {
    last = await bench.call('query', { soql, limit: 200, cursor: last.cursor });
    for (const [id] of last.rows) seen.add(id);
  }
  expect(seen.size).toBe(2_200);
  expect(last.notes).toContain('Salesforce shows no more than 2000 rows in this order. Sort by Id or a date to see the rest.');
});

test('a page that the org ends early is gone on from, without loss', async () => {
  const bench = benchOf(connect(sandbox()));
  const rule = sandbox().inject({ service: 'salesforce', path: 'BigTable__c', times: 3, fault: { kind: 'short-page', size: 3 } });
  const { rows } = await walk(bench, 'query', { soql: 'SELECT Id FROM BigTable__c WHERE Number__c <= 700 AND Number__c > 0', limit: 200 });
  rule.remove();
  expect(rule.hits).toBeGreaterThan(0);
  expect(new Set(rows.map(([id]) => id)).size).toBe(700);
  expect(rows).toHaveLength(700);
});

test('700 ids in a filter are split, not refused, and give each record once', async () => {
  const bench = benchOf(connect(sandbox()));
  const { rows } = await walk(bench, 'query', { soql: 'SELECT Id FROM BigTable__c WHERE Number__c <= 700 AND Number__c > 0', limit: 200 });
  const ids = rows.map(([id]) => String(id));
  const twice = [...ids, ...ids.slice(0, 100).map((id) => id.slice(0, 15))];
  const filters = [{ field: 'Id', operator: 'in', value: twice }];
  sandbox().clearRequests();
  const found = await walk(bench, 'find_records', {
    object: 'BigTable__c',
    fields: ['Id', 'Number__c'],
    filters,
    sort: '-Number__c',
    limit: 200,
  });
  expect(new Set(found.rows.map(([id]) => id))).toEqual(new Set(ids));
  expect(found.rows).toHaveLength(700);
  expect(found.totals).toEqual([700]);
  const numbers = found.rows.map((row) => Number(row[1]));
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(Math.max(...sandbox().requests.map(({ url }) => url.length))).toBeLessThan(12_000);
  // In SOQL as somebody wrote it, ids of 15 and of 18 characters may stand for one record.
  const list = [...ids.map((id) => id.slice(0, 15)), ...ids.slice(0, 300)].map((id) => `'${id}'`).join(',');
  const raw = await walk(bench, 'query', { soql: `SELECT Id FROM BigTable__c WHERE Number__c > 0 AND Id IN (${list})`, limit: 200 });
  expect(raw.rows).toHaveLength(700);
  expect(raw.totals).toEqual([700]);
});

test('so many values that they cannot be split are refused with what to do', async () => {
  const bench = benchOf(connect(sandbox()));
  const value = Array.from({ length: 900 }, (_, index) => `${'ä'.repeat(60)}${index}`);
  const error = await bench.fail('find_records', { object: 'Account', filters: [{ field: 'Name', operator: 'in', value }] });
  expect(error).toMatchObject({ code: 'invalid_input', message: 'There are too many values for 6 requests.' });
});

test('a cursor is good for its own query alone', async () => {
  const bench = benchOf(connect(sandbox()));
  const { cursor } = await bench.call('query', { soql: 'SELECT Id FROM Account', limit: 5 });
  const error = await bench.fail('query', { soql: 'SELECT Id FROM Contact', limit: 5, cursor });
  expect(error).toMatchObject({ code: 'invalid_input', fields: ['cursor'] });
  const other = await bench.fail('find_records', { object: 'Account', limit: 5, cursor });
  expect(other.code).toBe('invalid_input');
});

test('rows that share one id, as those that describe the schema do, are walked all the same', async () => {
  const bench = benchOf(connect(sandbox()));
  const soql = "SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Contact'";
  const { rows, totals } = await walk(bench, 'query', { soql, limit: 25 });
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  expect([totals.length, totals[0]]).toEqual([1, rows.length]);
  expect(rows.length).toBeGreaterThan(50);
});

test('groups are walked in pages', async () => {
  const bench = benchOf(connect(sandbox()));
  const { rows } = await walk(bench, 'query', { soql: 'SELECT Name, COUNT(Id) FROM Contact GROUP BY Name ORDER BY Name', limit: 100 });
  expect(rows.length).toBeGreaterThan(300);
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
});
