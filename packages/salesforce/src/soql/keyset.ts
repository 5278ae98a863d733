import { all, any, compare, field, type Condition, type Order, type Statement } from './statement.ts';
import { currencyField } from './currency.ts';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';
import { literalOfType } from './value.ts';
import { nothing } from './literal.ts';
import type { Analysis } from './analyse.ts';

/** One part of an order in which every record has a place of its own. */
export interface SortKey {
  readonly path: string;
  readonly meta: FieldMeta;
  readonly descending: boolean;
  readonly nulls: 'FIRST' | 'LAST';
}

/** What a record holds under a sort key. */
export type KeyValue = string | number | boolean | null;

/** Types by which Salesforce compares in the order in which it sorts. Picklists are sorted by the place of their values in the list. */
const comparable = new Set('id reference string email phone url int double percent currency date datetime time boolean'.split(' '));

/**
 * The keys by which a walk can go on after any record: those of the statement, and the id. Undefined when one of them cannot be
 * compared: a function, a picklist, or an amount that is converted before it is compared.
 */
export function sortKeys({ statement, object, fields }: Analysis): readonly SortKey[] | undefined {
  const keys: SortKey[] = [];
  for (const { by, descending, nulls } of statement.orderBy ?? []) {
    const meta = by.kind === 'field' ? fields.find(({ path }) => path === by.path)?.meta : undefined;
    if (by.kind !== 'field' || meta === undefined || !isComparable(meta, object)) return undefined;
    keys.push({ path: by.path, meta, descending, nulls });
  }
  const id = object.field('Id');
  if (id === undefined) return undefined;
  const position = keys.findIndex(({ path }) => path === 'Id');
  if (position !== -1) return keys.slice(0, position + 1);
  return [...keys, { path: 'Id', meta: id, descending: false, nulls: 'FIRST' }];
}

function isComparable({ type }: FieldMeta, object: ObjectMeta): boolean {
  return comparable.has(type) && !(type === 'currency' && object.field(currencyField) !== undefined);
}

export function toOrders(keys: readonly SortKey[]): readonly Order[] {
  return keys.map(({ path, descending, nulls }) => ({ by: field(path), descending, nulls }));
}

/** The records that come after one with these values. */
export function after(keys: readonly SortKey[], values: readonly KeyValue[]): Condition | undefined {
  return any(
    keys.map((key, index) => {
      const beyond = beyondOf(key, values[index] ?? null);
      if (beyond === undefined) return undefined;
      const same = keys.slice(0, index).map((earlier, place) => equal(earlier, values[place] ?? null));
      return all([...same, beyond]);
    }),
  );
}

function equal({ path, meta }: SortKey, value: KeyValue): Condition {
  return compare(path, '=', literalOfType(meta, value, 'UTC'));
}

/** Undefined when nothing comes after the value. */
function beyondOf({ path, meta, descending, nulls }: SortKey, value: KeyValue): Condition | undefined {
  if (value === null) return nulls === 'FIRST' ? compare(path, '!=', nothing) : undefined;
  const last = nulls === 'LAST' && meta.type !== 'boolean' && meta.type !== 'id' ? compare(path, '=', nothing) : undefined;
  if (meta.type === 'boolean') return value === descending ? compare(path, '=', literalOfType(meta, !descending, 'UTC')) : undefined;
  return any([compare(path, descending ? '<' : '>', literalOfType(meta, value, 'UTC')), last]);
}

/** The order of two records by their key values; for records of different queries. */
export function compareKeys(keys: readonly SortKey[], a: readonly KeyValue[], b: readonly KeyValue[]): number {
  for (const [index, { descending, nulls, meta }] of keys.entries()) {
    const [left, right] = [a[index] ?? null, b[index] ?? null];
    if (left === right) continue;
    if (left === null || right === null) return (left === null) === (nulls === 'FIRST') ? -1 : 1;
    const order = compareValues(left, right, meta.type === 'id' || meta.type === 'reference');
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Case counts in ids and nowhere else. */
function compareValues(left: string | number | boolean, right: string | number | boolean, exact: boolean): number {
  const [a, b] = [left, right].map((value) => (typeof value === 'string' && !exact ? value.toLowerCase() : value)) as [string, string];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The statement that finds what comes after a position, or from the start. */
export function seek(statement: Statement, keys: readonly SortKey[], values: readonly KeyValue[] | undefined): Statement | undefined {
  const orderBy = toOrders(keys);
  if (values === undefined) return { ...statement, orderBy };
  const beyond = after(keys, values);
  return beyond === undefined ? undefined : { ...statement, orderBy, where: all([statement.where, beyond]), offset: undefined };
}
