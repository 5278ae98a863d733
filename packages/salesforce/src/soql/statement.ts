import type { Literal } from './literal.ts';

/** A field, through relationships where it has dots: `Account.Owner.Name`. */
export interface FieldExpression {
  readonly kind: 'field';
  readonly path: string;
}

/** A function: `COUNT(Id)`, `CALENDAR_YEAR(CloseDate)`. */
export interface CallExpression {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly (Expression | LiteralArgument)[];
}

export interface LiteralArgument {
  readonly kind: 'literal';
  readonly literal: Literal;
}

export type Expression = FieldExpression | CallExpression;

/** A column of the answer. */
export type Selected = (Expression & { readonly alias?: string | undefined }) | ChildrenExpression;

/** The records on the other end of a relationship: `(SELECT Id FROM Contacts)`. */
export interface ChildrenExpression {
  readonly kind: 'children';
  /** Its `object` is the name of the relationship. */
  readonly statement: Statement;
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export type Condition =
  | { readonly kind: 'and'; readonly parts: readonly Condition[] }
  | { readonly kind: 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly left: Expression; readonly operator: Operator; readonly right: Literal | readonly Literal[] }
  | { readonly kind: 'among'; readonly left: FieldExpression; readonly operator: 'IN' | 'NOT IN'; readonly statement: Statement };

export interface Order {
  readonly by: Expression;
  readonly descending: boolean;
  readonly nulls: 'FIRST' | 'LAST';
}

export interface DataCategory {
  readonly group: string;
  readonly selector: string;
  readonly categories: readonly string[];
}

/** One SELECT, as a tree that can be judged, narrowed and written again. */
export interface Statement {
  readonly object: string;
  readonly scope?: string | undefined;
  readonly fields: readonly Selected[];
  readonly where?: Condition | undefined;
  readonly dataCategories?: readonly DataCategory[] | undefined;
  readonly security?: 'SECURITY_ENFORCED' | 'USER_MODE' | undefined;
  readonly groupBy?: readonly Expression[] | undefined;
  readonly having?: Condition | undefined;
  readonly orderBy?: readonly Order[] | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

export function field(path: string): FieldExpression {
  return { kind: 'field', path };
}

export function compare(path: string, operator: Operator, right: Literal | readonly Literal[]): Condition {
  return { kind: 'compare', left: field(path), operator, right };
}

/** All conditions together; undefined when there is none. */
export function all(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join('and', conditions);
}

/** At least one of the conditions; undefined when there is none. */
export function any(conditions: readonly (Condition | undefined)[]): Condition | undefined {
  return join('or', conditions);
}

function join(kind: 'and' | 'or', conditions: readonly (Condition | undefined)[]): Condition | undefined {
  const parts = conditions.filter((condition) => condition !== undefined);
  return parts.length > 1 ? { kind, parts } : parts[0];
}

const aggregates = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

export function isAggregate(expression: Selected): boolean {
  return expression.kind === 'call' && aggregates.has(expression.name.toUpperCase());
}

/** Whether the answer holds groups and not records. */
export function isGrouped({ fields, groupBy }: Statement): boolean {
  return (groupBy ?? []).length > 0 || fields.some(isAggregate);
}
