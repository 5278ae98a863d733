import type { ResolvedExpression } from './expression.ts';
import type { Source } from './resolve.ts';
import { renderExpression } from './render.ts';

/** A column of the answer. */
export interface Column {
  /** As it is shown: `Account.Name`, `SUM(Amount)`, an alias. */
  readonly name: string;
  /** Salesforce's type of the values; `children` for the records of a relationship. */
  readonly type: string;
  /** Where a record of the answer holds the value. */
  readonly at: readonly string[];
  readonly sources: readonly Source[];
  /** The columns of the records inside, for `children`. */
  readonly children?: readonly Column[];
}

/** Functions whose values have a type of their own. */
const types: Readonly<Record<string, string>> = {
  COUNT: 'int',
  COUNT_DISTINCT: 'int',
  GROUPING: 'int',
  TOLABEL: 'string',
  FORMAT: 'string',
  CONVERTCURRENCY: 'currency',
  CONVERTTIMEZONE: 'datetime',
  DISTANCE: 'double',
  DAY_ONLY: 'date',
};
/** Functions of dates that yield a number. */
const partsOfDates = /^(CALENDAR|FISCAL|DAY|HOUR|WEEK)_/;
/** Functions that keep the type of their argument. */
const keepsType = new Set(['MIN', 'MAX', 'SUM', 'AVG']);
/** Functions whose value stands under the name of the field they wrap, when they have no alias. */
const transparent = new Set(['TOLABEL', 'FORMAT', 'CONVERTCURRENCY']);

export interface Placement {
  readonly grouped: boolean;
  /** How many functions without an alias stand before this one: Salesforce calls them `expr0`, `expr1` … */
  readonly unnamed: number;
}

/** The column of a field or a function. */
export function columnOf(resolved: ResolvedExpression, alias: string | undefined, { grouped, unnamed }: Placement): Column {
  const { expression, fields } = resolved;
  const sources = fields.flatMap((field) => field.sources);
  const [first] = fields;
  if (expression.kind === 'field') {
    const segments = expression.path.split('.');
    const at = alias !== undefined ? [alias] : grouped ? segments.slice(-1) : segments;
    return { name: alias ?? expression.path, type: first?.meta.type ?? 'string', at, sources };
  }
  const name = expression.name.toUpperCase();
  const type = types[name] ?? (partsOfDates.test(name) ? 'int' : keepsType.has(name) ? (first?.meta.type ?? 'double') : 'string');
  const at = alias !== undefined ? [alias] : transparent.has(name) ? (first?.path.split('.') ?? []) : [`expr${unnamed}`];
  return { name: alias ?? renderExpression(expression), type, at, sources };
}

/** Whether a function without an alias gets a number for a name. */
export function isNumbered({ expression }: ResolvedExpression, alias: string | undefined): boolean {
  return expression.kind === 'call' && alias === undefined && !transparent.has(expression.name.toUpperCase());
}

/** The column that holds the records of a relationship. */
export function childrenColumn(relationship: string, children: readonly Column[]): Column {
  return { name: relationship, type: 'children', at: [relationship], sources: children.flatMap(({ sources }) => sources), children };
}
