import { describe, expect, test } from 'vitest';
import { id, world } from './support/soql-world.ts';

const leads = [
  ['Open', 'Web', 10],
  ['Open', 'Phone', 20],
  ['Working', 'Web', 30],
  ['Working', 'web', 0.1],
  ['Working', null, 0.2],
] as const;
const { run } = world({
  Account: leads.map(([Industry, Name, AnnualRevenue], index) => ({
    Id: id('001', index),
    Industry,
    Name,
    AnnualRevenue,
    OwnerId: id('005', 1),
  })),
  User: [{ Id: id('005', 1), Name: 'Ada' }],
});

/** The columns of each record, without names and attributes. */
function table(soql: string): readonly (readonly unknown[])[] {
  return run(soql).map((record) => Object.values(record).slice(1));
}

describe('groups', () => {
  test('columns without a name are numbered, the others keep it', () => {
    expect(run('SELECT Industry, MAX(AnnualRevenue), MIN(AnnualRevenue) least, COUNT(Id) FROM Account GROUP BY industry LIMIT 1')).toEqual([
      { attributes: { type: 'AggregateResult' }, Industry: 'Open', expr0: 20, least: 10, expr1: 2 },
    ]);
  });

  test('text that differs in case alone is one group, null another', () => {
    expect(table('SELECT Name, COUNT(Id) FROM Account GROUP BY Name')).toEqual([
      ['Web', 3],
      ['Phone', 1],
      [null, 1],
    ]);
    expect(table('SELECT COUNT_DISTINCT(Name), COUNT(Name) FROM Account')).toEqual([[2, 4]]);
  });

  test('sums are decimal', () => {
    expect(table('SELECT SUM(AnnualRevenue), AVG(AnnualRevenue) FROM Account WHERE AnnualRevenue < 1')).toEqual([[0.3, 0.15]]);
  });

  test('no rows are one group without GROUP BY, and none with it', () => {
    expect(table("SELECT COUNT(Id), SUM(AnnualRevenue) FROM Account WHERE Name = 'none'")).toEqual([[0, null]]);
    expect(table("SELECT Name, COUNT(Id) FROM Account WHERE Name = 'none' GROUP BY Name")).toEqual([]);
  });

  test('groups are filtered, sorted and cut', () => {
    const soql = 'SELECT Industry i, COUNT(Id) FROM Account GROUP BY Industry';

    expect(table(`${soql} HAVING COUNT(Id) > 2 AND Industry LIKE 'w%'`)).toEqual([['Working', 3]]);
    expect(table(`${soql} ORDER BY COUNT(Id) DESC`)).toEqual([
      ['Working', 3],
      ['Open', 2],
    ]);
    expect(table(`${soql} ORDER BY Industry DESC LIMIT 1 OFFSET 1`)).toEqual([['Open', 2]]);
  });

  test("a parent's field can be grouped by", () => {
    expect(run('SELECT Owner.Name, COUNT(Id) n FROM Account GROUP BY Owner.Name')).toEqual([
      { attributes: { type: 'AggregateResult' }, Name: 'Ada', n: 5 },
    ]);
  });

  test('a group query has no second page', () => {
    const many = world({ Account: Array.from({ length: 2001 }, (_, index) => ({ Id: id('001', index), Name: `n${index}` })) });

    expect(many.error('SELECT Name FROM Account GROUP BY Name')[0]).toBe('EXCEEDED_ID_LIMIT');
    expect(many.run('SELECT Name FROM Account GROUP BY Name LIMIT 2000')).toHaveLength(2000);
  });
});

describe('subtotals', () => {
  test('ROLLUP puts a subtotal behind its groups and a total at the end', () => {
    expect(
      table('SELECT Industry, Name, COUNT(Id), GROUPING(Industry) a, GROUPING(Name) b FROM Account GROUP BY ROLLUP(Industry, Name)'),
    ).toEqual([
      ['Open', 'Web', 1, 0, 0],
      ['Open', 'Phone', 1, 0, 0],
      ['Open', null, 2, 0, 1],
      ['Working', 'Web', 2, 0, 0],
      ['Working', null, 1, 0, 0],
      ['Working', null, 3, 0, 1],
      [null, null, 5, 1, 1],
    ]);
  });

  test('CUBE adds every other combination', () => {
    const rows = table(
      'SELECT Industry, Name, COUNT(Id), GROUPING(Industry) a, GROUPING(Name) b FROM Account GROUP BY CUBE(Industry, Name) ORDER BY GROUPING(Industry), GROUPING(Name)',
    );

    expect(rows.slice(-4)).toEqual([
      [null, 'Web', 3, 1, 0],
      [null, 'Phone', 1, 1, 0],
      [null, null, 1, 1, 0],
      [null, null, 5, 1, 1],
    ]);
    expect(rows).toHaveLength(10);
  });
});
