import type { Expression, Grouping } from './ast.ts';
import { withoutPrefix } from './bind.ts';
import type { Scope } from './bind.ts';
import { malformed } from './error.ts';
import { bindOperand } from './operand.ts';
import type { Operand } from './operand.ts';
import type { Row } from './types.ts';

/** Rows with equal keys; in a subtotal some keys are rolled up. */
export interface Group {
  readonly keys: readonly unknown[];
  readonly rolledUp: ReadonlySet<number>;
  readonly rows: readonly Row[];
}

/** A GROUP BY clause. */
export interface Grouped {
  /** What is grouped by, in order. */
  readonly columns: readonly Operand<Row>[];
  /** The column that an expression names; -1 for none. */
  readonly columnOf: (expression: Expression) => number;
  readonly group: (rows: Iterable<Row>) => readonly Group[];
}

/** Compiles GROUP BY; without one all rows are a single group, even when there are none. */
export function compileGroups(grouping: Grouping | undefined, scope: Scope): Grouped {
  const expressions = grouping?.expressions ?? [];
  const columns = expressions.map((expression) => groupable(bindOperand(expression, scope), expression));
  const names = expressions.map((expression) => canonical(expression, scope));
  const levels = rollUps(grouping?.mode ?? 'plain', columns.length);
  return {
    columns,
    columnOf: (expression) => names.indexOf(canonical(expression, scope)),
    group: (rows) => (grouping ? groupRows([...rows], columns, levels) : [{ keys: [], rolledUp: new Set(), rows: [...rows] }]),
  };
}

function groupable(operand: Operand<Row>, expression: Expression): Operand<Row> {
  if (operand.field?.groupable === false) throw malformed(`field '${operand.name}' can not be grouped in a query call`);
  if (expression.kind === 'call' && operand.bound) throw malformed(`Grouped field should not be a function: ${expression.text}`);
  return operand;
}

/** Equal for the same expression written in another case or with another prefix. */
export function canonical(expression: Expression, scope: Scope): string {
  if (expression.kind === 'path') return withoutPrefix(expression, scope).join('.').toLowerCase();
  const values = expression.arguments.map((value) => (value.kind === 'literal' ? value.text : canonical(value, scope)));
  return `${expression.name.toLowerCase()}(${values.join(',')})`;
}

/** Which columns are rolled up at each level: none, then for ROLLUP from the right, for CUBE every combination. */
function rollUps(mode: Grouping['mode'], columns: number): readonly ReadonlySet<number>[] {
  const all = Array.from({ length: columns }, (_, index) => index);
  if (mode === 'plain') return [new Set()];
  if (mode === 'rollup') return [...all, columns].map((count) => new Set(all.slice(columns - count)));
  const masks = Array.from({ length: 2 ** columns }, (_, mask) => mask);
  return masks.map((mask) => new Set(all.filter((index) => mask & (1 << index))));
}

function groupRows(rows: readonly Row[], columns: readonly Operand<Row>[], levels: readonly ReadonlySet<number>[]): readonly Group[] {
  const finest = collect(rows, columns);
  if (levels.length === 1) return finest.map(({ keys, rows }) => ({ keys, rows, rolledUp: new Set<number>() }));
  const groups = levels.flatMap((rolledUp) => rollUp(finest, rolledUp));
  return inOutline(groups, columns.length);
}

interface Bucket {
  readonly keys: readonly unknown[];
  readonly rows: Row[];
}

function collect(rows: readonly Row[], columns: readonly Operand<Row>[]): readonly Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const row of rows) {
    const keys = columns.map((column) => column.read(row));
    bucketOf(buckets, keys).rows.push(row);
  }
  return [...buckets.values()];
}

function bucketOf(buckets: Map<string, Bucket>, keys: readonly unknown[]): Bucket {
  const name = JSON.stringify(keys.map(alike));
  const known = buckets.get(name);
  if (known) return known;
  const made = { keys, rows: [] };
  buckets.set(name, made);
  return made;
}

/** Text that differs in case alone is one group, and no text is null. */
function alike(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() || null : (value ?? null);
}

function rollUp(finest: readonly Bucket[], rolledUp: ReadonlySet<number>): readonly Group[] {
  const buckets = new Map<string, Bucket>();
  for (const { keys, rows } of finest) {
    const kept = keys.map((key, index) => (rolledUp.has(index) ? null : key));
    const { rows: gathered } = bucketOf(buckets, kept);
    for (const row of rows) gathered.push(row);
  }
  return [...buckets.values()].map((bucket) => ({ ...bucket, rolledUp }));
}

/** Puts every subtotal behind the groups that it sums up, groups in the order of their first row. */
function inOutline(groups: readonly Group[], columns: number): readonly Group[] {
  const seen = Array.from({ length: columns }, () => new Map<unknown, number>());
  const rank = ({ keys, rolledUp }: Group) =>
    keys.map((key, index) => {
      const ranks = seen[index] ?? new Map<unknown, number>();
      if (rolledUp.has(index)) return Number.POSITIVE_INFINITY;
      const known = ranks.get(alike(key)) ?? ranks.size;
      ranks.set(alike(key), known);
      return known;
    });
  return groups
    .map((group) => ({ group, ranks: rank(group) }))
    .sort((left, right) => firstDifference(left.ranks, right.ranks))
    .map(({ group }) => group);
}

function firstDifference(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const other = right[index] ?? 0;
    if (rank !== other) return rank < other ? -1 : 1;
  }
  return 0;
}
