/** A dotted name as written: `Account.Owner.Name`. `at` is its offset in the statement. */
export interface Path {
  readonly kind: 'path';
  readonly text: string;
  readonly names: readonly string[];
  readonly at: number;
}

/** A function applied to fields, literals or another function. */
export interface Call {
  readonly kind: 'call';
  /** Upper case. */
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly text: string;
  readonly at: number;
}

export type Expression = Path | Call;
export type Argument = Path | Call | Literal;

/** What a literal is, as far as its spelling tells. `bind` is a word or `:word` where a value belongs. */
export type LiteralKind = 'string' | 'number' | 'boolean' | 'null' | 'date' | 'datetime' | 'time' | 'period' | 'currency' | 'bind';

export interface Literal {
  readonly kind: 'literal';
  readonly type: LiteralKind;
  /** As written, quotes and backslashes included. */
  readonly text: string;
  readonly at: number;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export interface Comparison {
  readonly kind: 'comparison';
  readonly left: Expression;
  readonly operator: ComparisonOperator;
  /** One literal, or those of a list. */
  readonly values: readonly Literal[];
}

/** `field IN (SELECT …)` and `field NOT IN (SELECT …)`. */
export interface Join {
  readonly kind: 'join';
  readonly left: Expression;
  readonly operator: 'IN' | 'NOT IN';
  readonly query: Query;
}

export type Condition =
  | Comparison
  | Join
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] };

export interface TypeofItem {
  readonly kind: 'typeof';
  readonly path: Path;
  readonly branches: readonly { readonly type: Path; readonly fields: readonly Path[] }[];
  readonly otherwise?: readonly Path[];
}

export type SelectItem =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly alias?: string }
  | { readonly kind: 'children'; readonly query: Query }
  | { readonly kind: 'fields'; readonly group: string; readonly at: number }
  | TypeofItem;

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface Grouping {
  readonly mode: 'plain' | 'rollup' | 'cube';
  readonly expressions: readonly Expression[];
}

/** One SELECT, at any depth. */
export interface Query {
  readonly text: string;
  readonly select: readonly SelectItem[];
  /** The object, or in a child subquery the relationship, without a prefix. */
  readonly from: Path;
  readonly alias?: string;
  readonly scope?: string;
  readonly where?: Condition;
  readonly dataCategories?: boolean;
  readonly grouping?: Grouping;
  readonly having?: Condition;
  readonly orderBy: readonly OrderItem[];
  readonly limit?: number;
  readonly offset?: number;
  readonly purpose?: 'VIEW' | 'REFERENCE' | 'UPDATE';
}
