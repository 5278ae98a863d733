import { describe, expect, test } from 'vitest';
import { id, world } from './support/soql-world.ts';

/** Monday 2026-11-02, 10:00 in Berlin, 01:00 in Los Angeles. */
const moments = [
  '2026-11-01T23:30:00.000+0000', // 2 November in Berlin, 1 November in UTC and Los Angeles
  '2026-11-01T12:00:00.000+0000',
  '2026-10-25T00:30:00.000+0000', // the night in which Berlin's clocks go back
  '2026-08-04T10:00:00.000+0000',
  '2025-11-02T10:00:00.000+0000',
];
const rows = {
  Account: moments.map((CreatedDate, index) => ({ Id: id('001', index), CreatedDate, Founded__c: CreatedDate.slice(0, 10) })),
};
const berlin = world(rows);
const losAngeles = world(rows, { timeZone: 'America/Los_Angeles' });

function found(where: string, { column } = berlin): readonly number[] {
  return column(`SELECT Id FROM Account WHERE ${where}`).map((value) => Number(String(value).slice(3, 15)));
}

describe('date literals', () => {
  test.each([
    ['CreatedDate = TODAY', [0]],
    ['CreatedDate = yesterday', [1]],
    ['CreatedDate < TODAY', [1, 2, 3, 4]],
    ['CreatedDate >= YESTERDAY', [0, 1]],
    ['CreatedDate > YESTERDAY', [0]],
    ['CreatedDate <= YESTERDAY', [1, 2, 3, 4]],
    ['CreatedDate != TODAY', [1, 2, 3, 4]],
    ['CreatedDate = LAST_N_DAYS:1', [0, 1]],
    ['CreatedDate = LAST_N_DAYS:8', [0, 1, 2]],
    ['CreatedDate = N_DAYS_AGO:8', [2]],
    ['CreatedDate = LAST_90_DAYS', [0, 1, 2, 3]],
    ['CreatedDate = THIS_MONTH', [0, 1]],
    ['CreatedDate = LAST_MONTH', [2]],
    ['CreatedDate = THIS_QUARTER', [0, 1, 2]],
    ['CreatedDate = LAST_QUARTER', [3]],
    ['CreatedDate = LAST_N_MONTHS:3', [2, 3]],
    ['CreatedDate = THIS_YEAR', [0, 1, 2, 3]],
    ['CreatedDate = N_YEARS_AGO:1', [4]],
    ['CreatedDate IN (TODAY, LAST_YEAR)', [0, 4]],
    ['CreatedDate = NEXT_N_DAYS:30', []],
    ['Founded__c = YESTERDAY', [0, 1]],
    ['Founded__c = THIS_FISCAL_QUARTER', [0, 1, 2]],
  ])('%s', (where, expected) => {
    expect(found(where)).toEqual(expected);
  });

  test("today is a day of the viewer's zone", () => {
    expect(found('CreatedDate = TODAY', losAngeles)).toEqual([]);
    expect(found('CreatedDate = YESTERDAY', losAngeles)).toEqual([0, 1]);
  });

  test("weeks start where the viewer's locale says", () => {
    expect(found('CreatedDate = THIS_WEEK', world(rows, { locale: 'en-US' }))).toEqual([0, 1]);
    expect(found('CreatedDate = THIS_WEEK', world(rows, { locale: 'de-DE' }))).toEqual([0]);
    expect(found('CreatedDate = LAST_WEEK', world(rows, { locale: 'de-DE' }))).toEqual([1]);
  });

  test('fiscal years start in the month of the org', () => {
    const { column } = world(rows, { fiscalYearStartMonth: 11 });

    expect(column('SELECT Id FROM Account WHERE CreatedDate = THIS_FISCAL_YEAR')).toHaveLength(2);
    expect(column('SELECT Id FROM Account WHERE CreatedDate = LAST_FISCAL_YEAR')).toHaveLength(3);
    expect(column('SELECT FISCAL_YEAR(CreatedDate) y FROM Account GROUP BY FISCAL_YEAR(CreatedDate)')).toEqual([2027, 2026]);
  });
});

describe('literals with a time', () => {
  test.each([
    ['CreatedDate = 2026-11-01T23:30:00Z', [0]],
    ['CreatedDate = 2026-11-02T00:30:00+01:00', [0]],
    ['CreatedDate = 2026-11-02t00:30:00.000+0100', [0]],
    ['CreatedDate > 2026-11-01T12:00:00Z', [0]],
    ['Founded__c >= 2026-11-01', [0, 1]],
  ])('%s', (where, expected) => {
    expect(found(where)).toEqual(expected);
  });

  test('times of day are compared', () => {
    const { column } = world({ Account: ['08:30:00.000Z', '09:00:00.000Z'].map((Opens__c) => ({ Opens__c })) });

    expect(column('SELECT Opens__c FROM Account WHERE Opens__c < 09:00:00Z')).toEqual(['08:30:00.000Z']);
  });
});

describe('date functions', () => {
  const only = world({ Account: [{ CreatedDate: '2026-11-01T23:30:00.000+0000', Founded__c: '2026-03-08' }] });

  test.each([
    ['CALENDAR_YEAR(CreatedDate)', 2026],
    ['CALENDAR_QUARTER(CreatedDate)', 4],
    ['CALENDAR_MONTH(CreatedDate)', 11],
    ['DAY_IN_MONTH(CreatedDate)', 1],
    ['DAY_IN_MONTH(convertTimezone(CreatedDate))', 2],
    ['DAY_IN_WEEK(CreatedDate)', 1],
    ['DAY_IN_WEEK(convertTimezone(CreatedDate))', 2],
    ['DAY_IN_YEAR(CreatedDate)', 305],
    ['DAY_ONLY(CreatedDate)', '2026-11-01'],
    ['DAY_ONLY(convertTimezone(CreatedDate))', '2026-11-02'],
    ['HOUR_IN_DAY(CreatedDate)', 23],
    ['HOUR_IN_DAY(convertTimezone(CreatedDate))', 0],
    ['WEEK_IN_MONTH(Founded__c)', 2],
    ['WEEK_IN_YEAR(Founded__c)', 10],
    ['FISCAL_QUARTER(Founded__c)', 1],
  ])('%s', (call, expected) => {
    expect(only.run(`SELECT ${call}, COUNT(Id) n FROM Account GROUP BY ${call}`)).toEqual([
      { attributes: { type: 'AggregateResult' }, expr0: expected, n: 0 },
    ]);
    expect(only.total(`SELECT COUNT() FROM Account WHERE ${call} = ${expected}`)).toBe(1);
  });
});
