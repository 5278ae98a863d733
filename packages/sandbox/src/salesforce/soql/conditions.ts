import type * as library from '@jetstreamapp/soql-parser-js';
import type { Comparison, ComparisonOperator, Condition, Join, Query } from './ast.ts';
import { readList, readLiteral } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { errorAt } from './error.ts';
import { readExpression } from './expressions.ts';
import { is } from './scan.ts';

type Clause = library.WhereClause | library.HavingClause;
type LibraryCondition = Exclude<library.ConditionWithValueQuery, library.NegationCondition>;

/** Turns the query inside a condition. */
export type Subqueries = (query: library.Query, text: string, cursor: Cursor) => Query;

/** What a clause says, piece by piece: the library's list in the order in which it is written. */
type Piece =
  | { readonly kind: '(' | ')' | 'NOT' }
  | { readonly kind: 'AND' | 'OR'; readonly at: number }
  | { readonly kind: 'leaf'; readonly condition: Comparison | Join };

/** Rebuilds the tree of a WHERE or HAVING clause from the library's flat list and its counts of parentheses.
 *  @throws SoqlError when AND and OR meet without parentheses, which SOQL refuses and the library does not */
export function convertCondition(clause: Clause, text: string, cursor: Cursor, subquery: Subqueries): Condition {
  const pieces = [...piecesOf(clause, text, cursor, subquery)];
  let position = 0;

  function chain(): Condition {
    const first = term();
    const operator = pieces[position];
    if (operator?.kind !== 'AND' && operator?.kind !== 'OR') return first;
    const conditions = [first];
    for (;;) {
      const next = pieces[position];
      if (next?.kind !== 'AND' && next?.kind !== 'OR') break;
      // The caret stands before the token, as for every token that the grammar does not expect.
      if (next.kind !== operator.kind) throw errorAt('MALFORMED_QUERY', { text, at: next.at - 1 }, `unexpected token: '${next.kind}'`);
      position += 1;
      conditions.push(term());
    }
    return { kind: operator.kind === 'AND' ? 'and' : 'or', conditions };
  }

  function term(): Condition {
    const piece = pieces[position];
    position += 1;
    if (piece?.kind === 'leaf') return piece.condition;
    if (piece?.kind === 'NOT') return { kind: 'not', condition: term() };
    const inner = chain();
    position += 1;
    return inner;
  }

  return chain();
}

function* piecesOf(clause: Clause, text: string, cursor: Cursor, subquery: Subqueries): Generator<Piece> {
  for (let rest: Clause | undefined = clause; rest; rest = 'right' in rest ? rest.right : undefined) {
    const { left } = rest;
    yield* repeat('(', left?.openParen ?? 0);
    if (left && 'operator' in left) {
      yield { kind: 'leaf', condition: readLeaf(left, text, cursor, subquery) };
      yield* repeat(')', left.closeParen ?? 0);
    }
    if (!('operator' in rest)) continue;
    const token = cursor.find(rest.operator);
    yield rest.operator === 'NOT' ? { kind: 'NOT' } : { kind: rest.operator, at: token.at };
  }
}

function* repeat(kind: '(' | ')', times: number): Generator<Piece> {
  for (let count = 0; count < times; count += 1) yield { kind };
}

function readLeaf(leaf: LibraryCondition, text: string, cursor: Cursor, subquery: Subqueries): Comparison | Join {
  const left = readExpression(leaf, cursor);
  const operator = readOperator(cursor);
  if ('valueQuery' in leaf && (operator === 'IN' || operator === 'NOT IN'))
    return { kind: 'join', left, operator, query: subquery(leaf.valueQuery, text, cursor) };
  const values = is(cursor.peek(), '(') ? readList(cursor) : [readLiteral(cursor)];
  const bind = values.find((value) => value.type === 'bind');
  if (bind) throw errorAt('MALFORMED_QUERY', { text, at: bind.at }, 'Bind variables only allowed in Apex code');
  return { kind: 'comparison', left, operator, values };
}

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  LIKE: 'LIKE',
  IN: 'IN',
  INCLUDES: 'INCLUDES',
  EXCLUDES: 'EXCLUDES',
};

function readOperator(cursor: Cursor): ComparisonOperator {
  const token = cursor.next();
  if (is(token, 'NOT')) {
    cursor.find('IN');
    return 'NOT IN';
  }
  const operator = OPERATORS[token.text.toUpperCase()];
  if (!operator) throw new Error(`not an operator: ${token.text}`);
  return operator;
}
