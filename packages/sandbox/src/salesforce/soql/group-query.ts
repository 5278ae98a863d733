import type { Call, Expression, SelectItem } from './ast.ts';
import { bindAggregate, isAggregate } from './aggregates.ts';
import type { Scope } from './bind.ts';
import { DATE_FUNCTIONS } from './date-functions.ts';
import { SoqlError, malformed } from './error.ts';
import { compileCondition } from './filter.ts';
import { formatter } from './format.ts';
import { compileGroups } from './groups.ts';
import type { Group, Grouped } from './groups.ts';
import { ownCurrency } from './money.ts';
import { bindOperand } from './operand.ts';
import type { Operand } from './operand.ts';
import { compileOrder } from './order.ts';
import { compileRows } from './rows.ts';
import type { SoqlRecord } from './types.ts';

/** Most groups that come without a cursor, which aggregate queries do not have. */
const MOST_GROUPS = 2000;

/** Whether a query answers with groups. `SELECT COUNT()` alone does not: it answers with a number. */
export function isGroupQuery({ query }: Scope): boolean {
  return query.grouping !== undefined || query.select.some((item) => item.kind === 'expression' && aggregates(item.expression));
}

function aggregates(expression: Expression): boolean {
  if (expression.kind === 'path') return false;
  if (isAggregate(expression) || expression.name in DATE_FUNCTIONS || expression.name === 'GROUPING') return true;
  return expression.arguments.some((value) => value.kind === 'call' && aggregates(value));
}

/** Runs an aggregate query: GROUP BY, HAVING, ORDER BY over groups. */
export function runGroupQuery(scope: Scope): readonly SoqlRecord[] {
  const { query } = scope;
  const grouped = compileGroups(query.grouping, scope);
  requireUngrouped(scope);
  const columns = columnsOf(scope, grouped);
  const having = query.having && compileHaving(scope, grouped);
  const sort = compileOrder(query.orderBy, (item) => bindGroupOperand(item.expression, scope, grouped, 'Ordered field'), scope);
  const rows = compileRows(scope, { ordered: false });
  const groups = grouped.group(rows.matching()).filter((group) => having?.(group) ?? true);
  const first = query.offset ?? 0;
  const shown = sort(groups).slice(first, query.limit === undefined ? undefined : first + query.limit);
  if (shown.length > MOST_GROUPS)
    throw new SoqlError(
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    );
  return shown.map((group) => record(group, columns));
}

function requireUngrouped({ query }: Scope): void {
  if (query.grouping || (query.limit === undefined && query.orderBy.length === 0)) return;
  const clause = query.limit === undefined ? 'ORDER BY' : 'LIMIT';
  throw malformed(`Non-grouped query that uses overall aggregate functions cannot also use ${clause}`);
}

interface Column {
  readonly key: string;
  readonly operand: Operand<Group>;
}

function columnsOf(scope: Scope, grouped: Grouped): readonly Column[] {
  let unnamed = 0;
  const keys = new Set<string>();
  return scope.query.select.map((item) => {
    const expression = expressionOf(item);
    const operand = bindGroupOperand(expression, scope, grouped, 'Field');
    const key = (item.kind === 'expression' ? item.alias : undefined) ?? operand.field?.name ?? `expr${unnamed++}`;
    if (keys.has(key.toLowerCase())) throw malformed(`duplicate alias: ${key}`);
    keys.add(key.toLowerCase());
    return { key, operand };
  });
}

function expressionOf(item: SelectItem): Expression {
  if (item.kind === 'expression') return item.expression;
  const text = item.kind === 'children' ? item.query.from.text : item.kind === 'typeof' ? item.path.text : `FIELDS(${item.group})`;
  throw malformed(`Field must be grouped or aggregated: ${text}`);
}

function compileHaving(scope: Scope, grouped: Grouped) {
  const { having } = scope.query;
  if (!having) return undefined;
  const clause = {
    operand: (expression: Expression) => bindGroupOperand(expression, scope, grouped, 'Field'),
    join: () => {
      throw malformed('Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions');
    },
    currency: () => scope.context.viewer.currency?.corporate,
  };
  return compileCondition<Group>(having, clause, scope);
}

/** Binds a column of a group: what is grouped by, an aggregate, GROUPING, or FORMAT and convertCurrency of these. */
function bindGroupOperand(expression: Expression, scope: Scope, grouped: Grouped, role: string): Operand<Group> {
  const index = grouped.columnOf(expression);
  const column = grouped.columns[index];
  if (column) return { ...column, read: ({ keys }) => keys[index] ?? null };
  if (expression.kind === 'call') {
    if (isAggregate(expression)) return bindAggregateOnce(expression, scope, grouped);
    if (expression.name === 'GROUPING') return bindGrouping(expression, scope, grouped);
    const inner = expression.arguments[0];
    if (inner?.kind === 'call' && aggregates(inner)) return bindAround(expression, bindGroupOperand(inner, scope, grouped, role), scope);
  }
  bindOperand(expression, scope);
  throw malformed(`${role} must be grouped or aggregated: ${expression.text}`);
}

function bindAggregateOnce(call: Call, scope: Scope, grouped: Grouped): Operand<Group> {
  const [argument] = call.arguments;
  if (argument?.kind === 'path' && grouped.columnOf(argument) !== -1)
    throw malformed(`Grouped field should not be aggregated: ${argument.text}`);
  return bindAggregate(call, scope);
}

function bindGrouping(call: Call, scope: Scope, grouped: Grouped): Operand<Group> {
  const [argument] = call.arguments;
  const index = argument && argument.kind !== 'literal' ? grouped.columnOf(argument) : -1;
  if (index === -1) throw malformed(`Field must be grouped or aggregated: ${argument?.text ?? call.text}`);
  const place = { text: scope.query.text, at: call.at };
  return { name: call.text, type: 'int', caseSensitive: false, place, read: ({ rolledUp }) => (rolledUp.has(index) ? 1 : 0) };
}

function bindAround(call: Call, inner: Operand<Group>, scope: Scope): Operand<Group> {
  const place = { text: scope.query.text, at: call.at };
  const { viewer } = scope.context;
  if (call.name === 'FORMAT') {
    const format = formatter(inner.type, viewer);
    return {
      name: call.text,
      type: 'string',
      caseSensitive: false,
      place,
      read: (group) => format(inner.read(group), viewer.currency?.corporate),
    };
  }
  if (call.name !== 'CONVERTCURRENCY') throw malformed(`Invalid arguments for function: ${call.text}`);
  const convert = ownCurrency(viewer);
  return { ...inner, name: call.text, place, read: (group) => convert(inner.read(group), viewer.currency?.corporate) };
}

function record(group: Group, columns: readonly Column[]): SoqlRecord {
  const values = columns.map(({ key, operand }) => [key, operand.read(group)] as const);
  return { attributes: { type: 'AggregateResult' }, ...Object.fromEntries(values) };
}
