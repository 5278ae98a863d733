import type { Comparison, ComparisonOperator, Condition, Join, Query } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { errorAt, unexpected } from './error.ts';
import { readAll, readExpression, readLiteral } from './read-expression.ts';
import { is } from './scan.ts';

/** Reads what follows WHERE or HAVING.
 *  @param subquery reads the SELECT inside a condition
 *  @throws SoqlError also when AND and OR meet without parentheses, which SOQL refuses */
export function readCondition(text: string, cursor: Cursor, subquery: () => Query): Condition {
  const chain = (): Condition => {
    const conditions = [term()];
    const operator = cursor.peek();
    if (!is(operator, 'AND', 'OR')) return conditions[0] ?? term();
    const kind = is(operator, 'AND') ? 'and' : 'or';
    while (is(cursor.peek(), 'AND', 'OR')) {
      if (!cursor.skip(kind.toUpperCase())) throw unexpected(text, cursor.peek());
      conditions.push(term());
    }
    return { kind, conditions };
  };

  const term = (): Condition => {
    if (cursor.skip('NOT')) return { kind: 'not', condition: term() };
    if (!cursor.skip('(')) return comparison();
    const inner = chain();
    cursor.take(')');
    return inner;
  };

  const comparison = (): Comparison | Join => {
    const left = readExpression(cursor);
    const operator = readOperator(text, cursor);
    const list = cursor.skip('(');
    if (list && is(cursor.peek(), 'SELECT') && (operator === 'IN' || operator === 'NOT IN')) {
      const query = subquery();
      cursor.take(')');
      return { kind: 'join', left, operator, query };
    }
    const values = list ? readAll(cursor, () => readLiteral(cursor)) : [readLiteral(cursor)];
    if (list) cursor.take(')');
    const bind = values.find((value) => value.type === 'bind');
    if (bind) throw errorAt('MALFORMED_QUERY', { text, at: bind.at }, 'Bind variables only allowed in Apex code');
    return { kind: 'comparison', left, operator, values };
  };

  return chain();
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

function readOperator(text: string, cursor: Cursor): ComparisonOperator {
  if (cursor.skip('NOT')) {
    cursor.take('IN');
    return 'NOT IN';
  }
  const operator = OPERATORS[cursor.peek()?.text.toUpperCase() ?? ''];
  if (!operator) throw unexpected(text, cursor.peek());
  cursor.next();
  return operator;
}
