import { array, boolean, constantFrom, integer, oneof, option, record, tuple, uniqueArray } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { id } from './soql-world.ts';

/** A second opinion on SOQL: statements as plain data that print themselves and say, without parsing, what they find. */
export type Account = Readonly<Record<'Id' | 'Name' | 'Industry' | 'Secret__c' | 'Tags__c' | 'Founded__c' | 'ParentId', string | null>> &
  Readonly<Record<'AnnualRevenue' | 'NumberOfEmployees', number | null>> & { readonly IsActive__c: boolean };

/** A condition: its text, and whether a record meets it. */
export interface Filter {
  readonly text: string;
  readonly holds: (account: Account, all: readonly Account[]) => boolean;
}

const NAMES = ['acme', 'Acme', 'Beta', 'beta gmbh', 'Zeta', 'gamma'];
const TRICKY = ['100%', 'a_b', 'AxB', "it's", 'back\\slash', 'a%b', 'ümlaut', 'tab\there'];
const INDUSTRIES = ['Energy', 'Media', 'Retail'];
const DAYS = ['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03', '2026-12-24', '2025-11-02', '2026-08-15'];

const maybe = <T>(value: Arbitrary<T>) => option(value, { nil: null, freq: 4 });

export const accounts: Arbitrary<readonly Account[]> = array(
  record({
    Name: maybe(constantFrom(...NAMES)),
    Industry: maybe(constantFrom(...INDUSTRIES)),
    Secret__c: maybe(constantFrom(...TRICKY)),
    Tags__c: maybe(constantFrom('a', 'b', 'a;b', 'A;c', 'b;c')),
    Founded__c: maybe(constantFrom(...DAYS)),
    AnnualRevenue: maybe(integer({ min: -3, max: 6 })),
    NumberOfEmployees: maybe(integer({ min: 0, max: 3 })),
    IsActive__c: boolean(),
    parent: maybe(integer({ min: 0, max: 14 })),
  }),
  { maxLength: 14 },
).map((rows) =>
  rows.map(({ parent, ...row }, index) => ({ ...row, Id: id('001', index), ParentId: parent === null ? null : id('001', parent) })),
);

const same = (left: string | null, right: string | null) => left?.toLowerCase() === right?.toLowerCase();

export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\t', '\\t')}'`;
}

const NUMBER_TESTS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const numbers: Arbitrary<Filter> = tuple(
  constantFrom('AnnualRevenue', 'NumberOfEmployees'),
  constantFrom('=', '!=', ...Object.keys(NUMBER_TESTS)),
  maybe(integer({ min: -3, max: 6 })),
).map(([field, operator, value]) => ({
  text: `${field} ${operator} ${value}`,
  holds: (account) => {
    const held = account[field];
    if (operator === '=') return held === value;
    if (operator === '!=') return held !== value;
    return held !== null && value !== null && (NUMBER_TESTS[operator]?.(held, value) ?? false);
  },
}));

const text: Arbitrary<Filter> = tuple(
  constantFrom('Name', 'Industry', 'Secret__c'),
  constantFrom('=', '!=', 'IN', 'NOT IN'),
  uniqueArray(maybe(constantFrom(...NAMES, ...INDUSTRIES, ...TRICKY)), { minLength: 1, maxLength: 3 }),
).map(([field, operator, wanted]) => {
  const values = operator.endsWith('IN') ? wanted : wanted.slice(0, 1);
  const list = values.map((value) => (value === null ? 'null' : quote(value)));
  return {
    text: `${field} ${operator} ${operator.endsWith('IN') ? `(${list.join(', ')})` : list.join('')}`,
    holds: (account) => values.some((value) => same(account[field], value)) === (operator === '=' || operator === 'IN'),
  };
});

/** LIKE by translation to a regular expression. */
const like: Arbitrary<Filter> = tuple(
  constantFrom('Name', 'Secret__c'),
  array(constantFrom('%', '_', '\\%', '\\_', 'a', 'B', 'e', 'ta', "\\'", '\\\\', ' '), { minLength: 1, maxLength: 5 }),
).map(([field, parts]) => {
  const source = parts.map((part) =>
    part === '%' ? '[^]*' : part === '_' ? '[^]' : part.replace(/^\\/, '').replaceAll(/[\\%_']/g, '\\$&'),
  );
  const pattern = new RegExp(`^${source.map((part) => part.replaceAll(/\\([%_'])/g, '$1')).join('')}$`, 'i');
  return {
    text: `${field} LIKE '${parts.join('')}'`,
    holds: (account) => pattern.test(account[field] ?? '\u0000') && account[field] !== null,
  };
});

const tags: Arbitrary<Filter> = tuple(
  constantFrom('INCLUDES', 'EXCLUDES'),
  array(constantFrom('a', 'b', 'a;b', 'c;A'), { minLength: 1, maxLength: 2 }),
).map(([operator, groups]) => ({
  text: `Tags__c ${operator} (${groups.map((group) => `'${group}'`).join(', ')})`,
  holds: ({ Tags__c }) => {
    const held = (Tags__c ?? '').toLowerCase().split(';');
    return (
      groups.some((group) =>
        group
          .toLowerCase()
          .split(';')
          .every((tag) => held.includes(tag)),
      ) ===
      (operator === 'INCLUDES')
    );
  },
}));

const flags: Arbitrary<Filter> = tuple(constantFrom('=', '!='), boolean()).map(([operator, wanted]) => ({
  text: `IsActive__c ${operator} ${wanted}`,
  holds: ({ IsActive__c }) => (IsActive__c === wanted) === (operator === '='),
}));

const DAY = 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const TODAY = Date.parse('2026-11-02');
const PERIODS: Readonly<Record<string, readonly [string, string]>> = {
  TODAY: [dayOf(TODAY), dayOf(TODAY)],
  YESTERDAY: [dayOf(TODAY - DAY), dayOf(TODAY - DAY)],
  'LAST_N_DAYS:2': [dayOf(TODAY - 2 * DAY), dayOf(TODAY)],
  'NEXT_N_DAYS:60': [dayOf(TODAY + DAY), dayOf(TODAY + 60 * DAY)],
  THIS_MONTH: ['2026-11-01', '2026-11-30'],
  LAST_MONTH: ['2026-10-01', '2026-10-31'],
  LAST_QUARTER: ['2026-07-01', '2026-09-30'],
  THIS_YEAR: ['2026-01-01', '2026-12-31'],
  LAST_YEAR: ['2025-01-01', '2025-12-31'],
  ...Object.fromEntries(DAYS.map((day) => [day, [day, day] as const])),
};
const PERIOD_TESTS: Readonly<Record<string, (day: string, from: string, to: string) => boolean>> = {
  '=': (day, from, to) => from <= day && day <= to,
  '<': (day, from) => day < from,
  '>': (day, _, to) => day > to,
  '<=': (day, _, to) => day <= to,
  '>=': (day, from) => day >= from,
};

const dates: Arbitrary<Filter> = tuple(constantFrom(...Object.keys(PERIOD_TESTS), '!='), constantFrom(...Object.keys(PERIODS))).map(
  ([operator, literal]) => ({
    text: `Founded__c ${operator} ${literal}`,
    holds: ({ Founded__c: day }) => {
      const [from, to] = PERIODS[literal] ?? ['', ''];
      if (operator === '!=') return day === null || day < from || day > to;
      return day !== null && (PERIOD_TESTS[operator]?.(day, from, to) ?? false);
    },
  }),
);

const parents: Arbitrary<Filter> = tuple(constantFrom('=', '!='), maybe(constantFrom(...NAMES))).map(([operator, value]) => ({
  text: `Parent.Name ${operator} ${value === null ? 'null' : quote(value)}`,
  holds: ({ ParentId }, all) => same(all.find(({ Id }) => Id === ParentId)?.Name ?? null, value) === (operator === '='),
}));

const ids: Arbitrary<Filter> = tuple(
  constantFrom('IN', 'NOT IN'),
  array(integer({ min: 0, max: 16 }), { minLength: 1, maxLength: 3 }),
  boolean(),
).map(([operator, wanted, short]) => ({
  text: `Id ${operator} (${wanted.map((number) => `'${id('001', number).slice(0, short ? 15 : 18)}'`).join(', ')})`,
  holds: ({ Id }) => wanted.some((number) => id('001', number) === Id) === (operator === 'IN'),
}));

const leaves = oneof(numbers, text, like, tags, flags, dates, parents, ids);

/** Conditions nested up to three levels, every level in parentheses. */
export const filters: Arbitrary<Filter> = nested(3);

function nested(depth: number): Arbitrary<Filter> {
  if (depth === 0) return leaves;
  const inner = nested(depth - 1);
  const negated = inner.map(({ text: said, holds }): Filter => ({ text: `(NOT ${said})`, holds: (account, all) => !holds(account, all) }));
  const joined = tuple(constantFrom('AND', 'OR'), array(inner, { minLength: 2, maxLength: 3 })).map(([operator, parts]): Filter => ({
    text: `(${parts.map((part) => part.text).join(` ${operator} `)})`,
    holds: (account, all) =>
      operator === 'AND' ? parts.every((part) => part.holds(account, all)) : parts.some((part) => part.holds(account, all)),
  }));
  return oneof({ arbitrary: leaves, weight: 3 }, { arbitrary: negated, weight: 1 }, { arbitrary: joined, weight: 3 });
}

export type Sorting = readonly {
  readonly field: 'Name' | 'AnnualRevenue' | 'Founded__c' | 'Industry';
  readonly descending: boolean;
  readonly last: boolean;
}[];

export const sortings: Arbitrary<Sorting> = uniqueArray(
  record({
    field: constantFrom('Name' as const, 'AnnualRevenue' as const, 'Founded__c' as const, 'Industry' as const),
    descending: boolean(),
    last: boolean(),
  }),
  { maxLength: 3, selector: ({ field }) => field },
);

/** Sorts by comparing every pair of neighbours until nothing moves. */
export function naiveSort(rows: readonly Account[], sorting: Sorting): readonly Account[] {
  const sorted = [...rows];
  const outOfOrder = (left: Account, right: Account) => {
    for (const { field, descending, last } of sorting) {
      const [a, b] = [left[field], right[field]].map((value) => (typeof value === 'string' ? value.toLowerCase() : (value ?? null)));
      if (a === b || a === undefined || b === undefined) continue;
      if (a === null || b === null) return (a === null) === last;
      return a > b !== descending;
    }
    return false;
  };
  for (let pass = 0; pass < sorted.length; pass += 1)
    for (let at = 0; at + 1 < sorted.length; at += 1) {
      const [left, right] = [sorted[at], sorted[at + 1]];
      if (left && right && outOfOrder(left, right)) [sorted[at], sorted[at + 1]] = [right, left];
    }
  return sorted;
}
