import type { OrderItem } from './ast.ts';
import type { Scope } from './bind.ts';
import { errorAt } from './error.ts';
import { typeInfo } from './field-types.ts';
import { isMissing, ordering } from './match.ts';
import { calendarOf } from './operand.ts';
import type { Operand } from './operand.ts';

/** Sorts rows or groups; equal ones keep their order. Nulls come first, also descending, unless NULLS LAST is said.
 *  Picklists sort in the order of their values, text without regard to case. */
export type Sort<T> = (sources: readonly T[]) => readonly T[];

type Compare = (left: unknown, right: unknown) => number;

/** Compiles ORDER BY.
 *  @throws SoqlError for fields that cannot be sorted */
export function compileOrder<T>(items: readonly OrderItem[], operandOf: (item: OrderItem) => Operand<T>, scope: Scope): Sort<T> {
  if (items.length === 0) return (sources) => sources;
  const columns = items.map((item) => {
    const operand = operandOf(item);
    const { field, name, place } = operand;
    if (field && !field.sortable) throw errorAt('MALFORMED_QUERY', place, `field '${name}' can not be sorted in a query call`);
    return { read: operand.read, compare: directed(comparator(operand, scope), item) };
  });
  return (sources) =>
    sources
      .map((source) => ({ source, keys: columns.map((column) => column.read(source)) }))
      .sort((left, right) => compareKeys(left.keys, right.keys, columns))
      .map(({ source }) => source);
}

function compareKeys(left: readonly unknown[], right: readonly unknown[], columns: readonly { readonly compare: Compare }[]): number {
  for (const [index, { compare }] of columns.entries()) {
    const order = compare(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function directed(compare: Compare, { descending, nullsLast }: OrderItem): Compare {
  const sign = descending ? -1 : 1;
  const missing = nullsLast ? 1 : -1;
  return (left, right) => {
    if (isMissing(left) || isMissing(right)) return isMissing(left) && isMissing(right) ? 0 : isMissing(left) ? missing : -missing;
    return sign * compare(left, right);
  };
}

/** How values of an operand are put in order. */
export function comparator<T>({ field, type }: Operand<T>, scope: Scope): Compare {
  const byText = ordering(typeInfo(type).family, calendarOf(scope).locale);
  const values = type === 'picklist' ? (field?.picklistValues ?? []) : [];
  if (values.length === 0) return byText;
  const positions = new Map(values.map(({ value }, index) => [value, index]));
  const position = (value: unknown) => positions.get(String(value)) ?? values.length;
  return (left, right) => position(left) - position(right) || byText(left, right);
}
