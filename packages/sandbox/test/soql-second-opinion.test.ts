import { array, assert, boolean, constantFrom, integer, option, property, record, string, tuple, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { accounts, filters, naiveSort, quote, sortings } from './support/naive-soql.ts';
import type { Account } from './support/naive-soql.ts';
import { id, world } from './support/soql-world.ts';

const UTC = { timeZone: 'UTC' };

test('5,500 random filters, sortings and cuts find what a naive evaluation finds', { timeout: 60_000 }, () => {
  const windows = record({ limit: option(integer({ min: 0, max: 15 })), offset: option(integer({ min: 0, max: 4 })) });
  assert(
    property(accounts, filters, sortings, windows, (all, filter, sorting, { limit, offset }) => {
      const order = sorting.map(({ field, descending, last }) => `${field}${descending ? ' DESC' : ''}${last ? ' NULLS LAST' : ''}`);
      const soql = [
        `SELECT Id, Name FROM Account WHERE ${filter.text}`,
        order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
        limit === null ? '' : `LIMIT ${limit}`,
        offset === null ? '' : `OFFSET ${offset}`,
      ].join(' ');
      const found = naiveSort(
        all.filter((account) => filter.holds(account, all)),
        sorting,
      );
      const shown = found.slice(offset ?? 0, limit === null ? undefined : (offset ?? 0) + limit);

      const ours = world({ Account: all }, UTC).run(soql);

      expect({ soql, ids: ours.map(({ Id }) => Id) }).toEqual({ soql, ids: shown.map(({ Id }) => Id) });
    }),
    { numRuns: 5500 },
  );
});

type Reduce = (values: readonly number[]) => number | null;
const REDUCTIONS: Readonly<Record<string, Reduce>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values) => new Set(values).size,
  SUM: (values) => (values.length === 0 ? null : values.reduce((total, value) => total + value, 0)),
  MIN: (values) => (values.length === 0 ? null : Math.min(...values)),
  MAX: (values) => (values.length === 0 ? null : Math.max(...values)),
};
const averaged = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

test('2,500 random groupings count and sum what a naive evaluation does', { timeout: 60_000 }, () => {
  const keys = uniqueArray(constantFrom('Name' as const, 'Industry' as const, 'NumberOfEmployees' as const), {
    minLength: 1,
    maxLength: 2,
  });
  const reductions = array(constantFrom(...Object.keys(REDUCTIONS)), { minLength: 1, maxLength: 3 });
  assert(
    property(accounts, filters, keys, reductions, option(integer({ min: 0, max: 3 })), (all, filter, by, calls, least) => {
      const aggregates = calls.map((name, index) => `${name}(AnnualRevenue) a${index}`);
      const soql = `SELECT ${[...by, ...aggregates].join(', ')}, COUNT(Id) n, AVG(AnnualRevenue) mean FROM Account WHERE ${filter.text} GROUP BY ${by.join(', ')}${least === null ? '' : ` HAVING COUNT(Id) > ${least}`}`;
      const groups = Object.values(
        Object.groupBy(
          all.filter((account) => filter.holds(account, all)),
          (account) => JSON.stringify(by.map((field) => account[field])).toLowerCase(),
        ),
      ).map((group = []) => group);
      const expected = groups.filter((group) => group.length > (least ?? 0)).map((group) => naiveGroup(group, by, calls));
      const found = world({ Account: all }, UTC)
        .run(soql)
        .map(({ attributes, ...columns }) => (attributes.type === 'AggregateResult' ? columns : {}));

      expect({ soql, found }).toEqual({ soql, found: expected });
    }),
    { numRuns: 2500 },
  );
});

function naiveGroup(group: readonly Account[], by: readonly (keyof Account)[], calls: readonly string[]): Record<string, unknown> {
  const revenues = group.map(({ AnnualRevenue }) => AnnualRevenue).filter((value) => value !== null);
  return {
    ...Object.fromEntries(by.map((field) => [field, group[0]?.[field]])),
    ...Object.fromEntries(calls.map((name, index) => [`a${index}`, REDUCTIONS[name]?.(revenues)])),
    n: group.length,
    mean: revenues.length === 0 ? null : expect.closeTo(averaged(revenues), 10),
  };
}

test('2,000 random joins and child subqueries find what nested loops find', { timeout: 60_000 }, () => {
  const contacts = array(tuple(option(integer({ min: 0, max: 14 })), constantFrom('Ada', 'Bob', 'Cy')), { maxLength: 12 });
  const parameters = record({
    name: constantFrom('Ada', 'Bob', 'Cy'),
    anti: boolean(),
    limit: integer({ min: 1, max: 3 }),
    indexed: boolean(),
  });
  assert(
    property(accounts, filters, contacts, parameters, (all, filter, people, { name, anti, limit, indexed }) => {
      const rows = people.map(([account, Name], index) => ({
        Id: id('003', index),
        Name,
        AccountId: account === null ? null : id('001', account),
      }));
      const own = (account: Account) => rows.filter(({ AccountId }) => AccountId === account.Id);
      const soql = `SELECT Id, (SELECT Id FROM Contacts WHERE Name != '${name}' LIMIT ${limit}) FROM Account WHERE Id ${anti ? 'NOT IN' : 'IN'} (SELECT AccountId FROM Contact WHERE Name = '${name}') AND ${filter.text}`;
      const expected = all
        .filter((account) => own(account).some((contact) => contact.Name === name) !== anti && filter.holds(account, all))
        .map((account) => [
          account.Id,
          own(account)
            .filter((contact) => contact.Name !== name)
            .slice(0, limit)
            .map(({ Id }) => Id),
        ]);
      const org = world({ Account: all, Contact: rows }, UTC, {}, { indexed });
      const found = org.run(soql).map(({ Id, Contacts: children }) => [Id, childIds(children)]);

      expect({ soql, found }).toEqual({ soql, found: expected });
    }),
    { numRuns: 2000 },
  );
});

function childIds(children: unknown): readonly unknown[] {
  return children === null ? [] : (children as { records: readonly { Id: unknown }[] }).records.map(({ Id }) => Id);
}

test('any text survives being quoted', () => {
  assert(
    property(string({ unit: 'binary', minLength: 1 }), (text) => {
      const org = world({
        Account: [
          { Id: id('001', 1), Name: text },
          { Id: id('001', 2), Name: `${text}x` },
        ],
      });

      expect(org.column(`SELECT Id FROM Account WHERE Name = ${quote(text)}`)).toEqual([id('001', 1)]);
    }),
  );
});
