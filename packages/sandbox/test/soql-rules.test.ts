import { describe, expect, test } from 'vitest';
import { id, world } from './support/soql-world.ts';

const rows = [
  { Id: id('001', 1), Name: 'Acme', AnnualRevenue: 100, IsActive__c: true, Tags__c: 'a;b', Rating: 'Cold', ParentId: null },
  { Id: id('001', 2), Name: 'ACME Labs', AnnualRevenue: null, IsActive__c: false, Tags__c: 'b', Rating: 'Hot', ParentId: id('001', 1) },
  { Id: id('001', 3), Name: '100%_sure', AnnualRevenue: -5, Tags__c: null, Rating: null, ParentId: id('001', 9) },
  { Id: id('001', 4), AnnualRevenue: 0, IsActive__c: false, Tags__c: 'A;c', Rating: 'Warm', Secret__c: "it's\na \\ line" },
];
const { run, column, total } = world({ Account: rows });

/** Numbers of the accounts that a WHERE clause finds. */
function found(where: string): readonly number[] {
  return column(`SELECT Id FROM Account WHERE ${where}`).map((value) => Number(String(value).slice(3, 15)));
}

describe('case', () => {
  test.each([
    ["Name = 'ACME'", [1]],
    ["name LIKE 'acme%'", [1, 2]],
    ["Name IN ('acme', 'acme LABS')", [1, 2]],
    ["Tags__c INCLUDES ('A')", [1, 4]],
  ])('text is compared without regard to case: %s', (where, expected) => {
    expect(found(where)).toEqual(expected);
  });

  test('names come back as they are declared, in the order of SELECT', () => {
    const [record] = run('SELECT NAME, annualrevenue, id FROM ACCOUNT LIMIT 1');

    expect(Object.keys(record ?? {})).toEqual(['attributes', 'Name', 'AnnualRevenue', 'Id']);
    expect(record?.attributes).toEqual({ type: 'Account', url: `/services/data/v62.0/sobjects/Account/${id('001', 1)}` });
  });

  test('an id of 15 characters finds the record whose id has 18', () => {
    expect(found(`Id = '${id('001', 2).slice(0, 15)}'`)).toEqual([2]);
    expect(found(`Id IN ('${id('001', 2).slice(0, 15)}', '${id('001', 4)}', '${id('001', 77)}')`)).toEqual([2, 4]);
    expect(found(`ParentId = '${id('001', 1).slice(0, 15)}'`)).toEqual([2]);
  });

  test('ids are ordered, so that a query can go on behind the last one', () => {
    expect(found(`Id > '${id('001', 2)}' ORDER BY Id LIMIT 1`)).toEqual([3]);
  });
});

describe('null', () => {
  test.each([
    ['AnnualRevenue = null', [2]],
    ['AnnualRevenue != null', [1, 3, 4]],
    ['AnnualRevenue != 100', [2, 3, 4]],
    ['AnnualRevenue NOT IN (100, 0)', [2, 3]],
    ['AnnualRevenue < 1', [3, 4]],
    ['(NOT AnnualRevenue < 1)', [1, 2]],
    ["Name = ''", [4]],
    ["Name != ''", [1, 2, 3]],
    ["Name LIKE '%'", [1, 2, 3]],
    ["Name NOT IN ('acme', null)", [2, 3]],
    ['IsActive__c = false', [2, 3, 4]],
    ['IsActive__c != true', [2, 3, 4]],
    ['IsActive__c = null', [2, 3, 4]],
    ['IsActive__c != null', [1]],
    ["Tags__c EXCLUDES ('b')", [3, 4]],
    ['Parent.Name = null', [1, 3, 4]],
    ["Parent.Name != 'x'", [1, 2, 3, 4]],
  ])('%s', (where, expected) => {
    expect(found(where)).toEqual(expected);
  });

  test('nulls come first, up and down, unless the statement says otherwise', () => {
    expect(column('SELECT AnnualRevenue FROM Account ORDER BY AnnualRevenue')).toEqual([null, -5, 0, 100]);
    expect(column('SELECT AnnualRevenue FROM Account ORDER BY AnnualRevenue DESC')).toEqual([null, 100, 0, -5]);
    expect(column('SELECT AnnualRevenue FROM Account ORDER BY AnnualRevenue NULLS LAST')).toEqual([-5, 0, 100, null]);
    expect(column('SELECT AnnualRevenue FROM Account ORDER BY AnnualRevenue DESC NULLS LAST')).toEqual([100, 0, -5, null]);
  });
});

describe('operators', () => {
  test.each([
    ["Name LIKE '100\\%\\_sure'", [3]],
    ["Name LIKE '%\\%%'", [3]],
    ["Name LIKE 'acm_'", [1]],
    ["Secret__c = 'it\\'s\\na \\\\ line'", [4]],
    ["Secret__c LIKE '%\\\\%'", [4]],
    ["Tags__c INCLUDES ('a;b', 'c')", [1, 4]],
    ["Tags__c = 'a;b'", [1]],
    ["Name >= 'acme labs'", [2]],
    ["NOT Name LIKE 'acme%'", [3, 4]],
    ["NOT (AnnualRevenue > 0 OR Name = 'acme labs')", [3, 4]],
    ["(AnnualRevenue = 100 AND Rating = 'Cold') OR (NOT Rating != 'Warm')", [1, 4]],
    ['AnnualRevenue <> 100', [2, 3, 4]],
    ['AnnualRevenue IN (1e2, -5.0)', [1, 3]],
  ])('%s', (where, expected) => {
    expect(found(where)).toEqual(expected);
  });

  test('a picklist is sorted in the order of its values', () => {
    expect(column('SELECT Rating FROM Account ORDER BY Rating')).toEqual([null, 'Hot', 'Warm', 'Cold']);
  });

  test('text is sorted by capitals in English, by collation elsewhere', () => {
    const names = ['zebra', 'Ärger', 'apple', '_x', 'Banana'].map((Name) => ({ Name }));
    const sorted = (locale: string) => world({ Account: names }, { locale }).column('SELECT Name FROM Account ORDER BY Name');

    expect(sorted('en-US')).toEqual(['apple', 'Banana', 'zebra', '_x', 'Ärger']);
    expect(sorted('de-DE')).toEqual(['_x', 'apple', 'Ärger', 'Banana', 'zebra']);
  });

  test('LIMIT and OFFSET cut, and COUNT() counts what is left', () => {
    expect(found('Id != null LIMIT 2 OFFSET 1')).toEqual([2, 3]);
    expect(found('Id != null LIMIT 0')).toEqual([]);
    expect(total('SELECT COUNT() FROM Account LIMIT 3')).toBe(3);
    expect(run('SELECT COUNT() FROM Account')).toEqual([]);
  });

  test('USING SCOPE mine finds what the viewer owns', () => {
    const owned = world({
      Account: [
        { Id: id('001', 1), OwnerId: id('005', 1) },
        { Id: id('001', 2), OwnerId: id('005', 2) },
      ],
    });

    expect(owned.column('SELECT Id FROM Account USING SCOPE mine')).toEqual([id('001', 1)]);
    expect(owned.total('SELECT COUNT() FROM Account USING SCOPE everything')).toBe(2);
  });

  test('an amount with a currency is compared in the corporate one, without a currency as it stands', () => {
    const amounts = [
      ['EUR', 100],
      ['USD', 110],
      ['USD', 105],
      ['GBP', 90],
    ] as const;
    const several = world(
      { Account: amounts.map(([CurrencyIsoCode, AnnualRevenue], index) => ({ Id: id('001', index), CurrencyIsoCode, AnnualRevenue })) },
      { currency: { own: 'USD', corporate: 'EUR', rates: { EUR: 1, USD: 1.1, GBP: 0.9 } } },
    );

    expect(several.column('SELECT AnnualRevenue FROM Account WHERE AnnualRevenue >= EUR100')).toEqual([100, 110, 90]);
    expect(several.column('SELECT AnnualRevenue FROM Account WHERE AnnualRevenue >= 100')).toEqual([100, 110, 105]);
    expect(several.column('SELECT convertCurrency(AnnualRevenue) FROM Account LIMIT 1')).toEqual([110]);
    expect(several.column('SELECT AnnualRevenue FROM Account ORDER BY AnnualRevenue')).toEqual([105, 100, 110, 90]);
    expect(several.run('SELECT SUM(AnnualRevenue) FROM Account WHERE AnnualRevenue != 105')[0]?.['expr0']).toBe(300);
  });
});
