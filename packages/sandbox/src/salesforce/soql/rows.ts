import type { Comparison, Condition, Join } from './ast.ts';
import { withoutPrefix } from './bind.ts';
import type { Scope } from './bind.ts';
import { malformed } from './error.ts';
import { compileCondition } from './filter.ts';
import type { Predicate } from './filter.ts';
import { checkJoins, compileJoin } from './joins.ts';
import { normalizeId } from '../ids.ts';
import { plainText } from './literals.ts';
import { corporateCurrency } from './money.ts';
import { bindOperand } from './operand.ts';
import type { Operand } from './operand.ts';
import { compileOrder } from './order.ts';
import type { Row } from './types.ts';

/** The rows of a SELECT, before they are grouped or shown. */
export interface Rows {
  /** Whether a row passes WHERE and USING SCOPE. */
  readonly matches: Predicate<Row>;
  /** Rows that match, from an index where WHERE allows one; not sorted or cut. */
  readonly matching: () => Iterable<Row>;
  /** Sorts and cuts: ORDER BY, OFFSET, LIMIT. */
  readonly arrange: (rows: Iterable<Row>) => readonly Row[];
  /** `arrange(matching())`. */
  readonly select: () => readonly Row[];
}

/** Compiles the clauses that choose rows. ORDER BY of an aggregate query is not among them. */
export function compileRows(scope: Scope, options: { readonly ordered?: boolean } = {}): Rows {
  const { query, object, context } = scope;
  const matches = compileWhere(scope);
  const order = options.ordered === false ? [] : query.orderBy;
  const sort = compileOrder(order, (item) => byWorth(bindOperand(item.expression, scope), scope), scope);
  const { among } = scope;
  const source = among ? () => among : (narrow(query.where, scope) ?? (() => context.data.rows(object.name)));
  const first = query.offset ?? 0;
  const last = query.limit === undefined ? Number.POSITIVE_INFINITY : first + query.limit;
  const arrange = (rows: Iterable<Row>) => {
    if (order.length === 0) return take(rows, first, last);
    const sorted = sort([...rows]);
    return query.limit === undefined && query.offset === undefined ? sorted : sorted.slice(first, last);
  };
  const matching = () => keep(source(), matches);
  return { matches, matching, arrange, select: () => arrange(matching()) };
}

/** Amounts are sorted by what they are worth in the corporate currency. Source: SOQL reference, ORDER BY. */
function byWorth(operand: Operand<Row>, { context: { viewer } }: Scope): Operand<Row> {
  if (operand.type !== 'currency' || !viewer.currency || operand.bound?.hops.length !== 0) return operand;
  const convert = corporateCurrency(viewer);
  return { ...operand, read: (row) => convert(operand.read(row), row['CurrencyIsoCode']) };
}

function* keep(rows: Iterable<Row>, matches: Predicate<Row>): Generator<Row> {
  for (const row of rows) if (matches(row)) yield row;
}

function take(rows: Iterable<Row>, first: number, last: number): readonly Row[] {
  const taken: Row[] = [];
  let index = 0;
  if (last <= first) return taken;
  for (const row of rows) {
    if (index >= first) taken.push(row);
    index += 1;
    if (index >= last) break;
  }
  return taken;
}

function compileWhere(scope: Scope): Predicate<Row> {
  const { query, object, context } = scope;
  requireFilter(scope);
  if (query.dataCategories) throw malformed('Invalid data category group name in WITH DATA CATEGORY');
  const mine = query.scope === 'MINE' && object.field('OwnerId') ? (row: Row) => row['OwnerId'] === context.viewer.userId : undefined;
  if (!query.where) return mine ?? (() => true);
  checkJoins(query.where);
  const clause = {
    operand: (expression: Comparison['left']) => bindOperand(expression, scope),
    join: (join: Join) => compileJoin(join, scope, (inner) => compileRows(inner).select),
    currency: (row: Row) => row['CurrencyIsoCode'],
  };
  const where = compileCondition(query.where, clause, scope);
  return mine ? (row) => mine(row) && where(row) : where;
}

function requireFilter({ object, query }: Scope): void {
  const { requiredFilter } = object.meta;
  if (!requiredFilter) return;
  const wanted = new Set(requiredFilter.fields.map((field) => field.toLowerCase()));
  const filtered = query.where ? [...comparisons(query.where)].map(({ left }) => left.text.toLowerCase()) : [];
  if (!filtered.some((field) => wanted.has(field))) throw malformed(requiredFilter.message);
}

function* comparisons(condition: Condition): Generator<Comparison> {
  if (condition.kind === 'comparison') yield condition;
  else if (condition.kind === 'not') yield* comparisons(condition.condition);
  else if (condition.kind !== 'join') for (const part of condition.conditions) yield* comparisons(part);
}

/** Finds rows by id or by a reference to them, where every match must have one of a few ids. */
function narrow(where: Condition | undefined, scope: Scope): (() => Iterable<Row>) | undefined {
  const parts = where?.kind === 'and' ? where.conditions : where ? [where] : [];
  for (const part of parts) {
    const found = part.kind === 'comparison' ? byIndex(part, scope) : undefined;
    if (found) return found;
  }
  return undefined;
}

function byIndex({ left, operator, values }: Comparison, scope: Scope): (() => Iterable<Row>) | undefined {
  const { data } = scope.context;
  const names = left.kind === 'path' ? withoutPrefix(left, scope) : [];
  const field = names.length === 1 ? scope.object.field(names[0] ?? '') : undefined;
  const equals = (operator === '=' || operator === 'IN') && values.every((value) => value.type === 'string');
  if (!field || !equals) return undefined;
  const ids = [...new Set(values.map((value) => normalizeId(plainText(value)) ?? ''))].filter(Boolean).sort();
  const { name } = scope.object;
  if (ids.length < new Set(values.map(plainText)).size) return undefined;
  if (field.type === 'id') return () => ids.map((id) => data.byId(name, id)).filter((row) => row !== undefined);
  if (field.type !== 'reference' || !data.referencing) return undefined;
  return () => ids.flatMap((id) => [...(data.referencing?.(name, field.name, id) ?? [])]);
}
