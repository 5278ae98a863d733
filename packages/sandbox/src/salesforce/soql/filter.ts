import type { Comparison, Condition, Expression, Join, Literal } from './ast.ts';
import type { Scope } from './bind.ts';
import { errorAt } from './error.ts';
import { compileTest } from './match.ts';
import { money } from './literals.ts';
import { corporateCurrency } from './money.ts';
import { calendarOf } from './operand.ts';
import type { Operand } from './operand.ts';

export type Predicate<T> = (source: T) => boolean;

/** How a clause finds its names and answers its subqueries: WHERE over rows, HAVING over groups. */
export interface Clause<T> {
  readonly operand: (expression: Expression) => Operand<T>;
  readonly join: (join: Join) => Predicate<T>;
  /** Currency of the record behind a source, for amounts with a code. */
  readonly currency: (source: T) => unknown;
}

/** Compiles a condition into one function, called once for each row or group.
 *  A comparison that null makes unknown is false; NOT turns that into true. */
export function compileCondition<T>(condition: Condition, clause: Clause<T>, scope: Scope): Predicate<T> {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const parts = condition.conditions.map((part) => compileCondition(part, clause, scope));
      return condition.kind === 'and' ? (source) => parts.every((part) => part(source)) : (source) => parts.some((part) => part(source));
    }
    case 'not': {
      const inner = compileCondition(condition.condition, clause, scope);
      return (source) => !inner(source);
    }
    case 'join':
      return clause.join(condition);
    case 'comparison':
    default:
      return compileComparison(condition, clause, scope);
  }
}

function compileComparison<T>({ left, operator, values }: Comparison, clause: Clause<T>, scope: Scope): Predicate<T> {
  const operand = clause.operand(left);
  requireFilterable(operand);
  const inCorporate = values.some((value) => value.type === 'currency');
  const literals = inCorporate ? values.map((value) => corporate(value, scope)) : values;
  const test = compileTest(operand, operator, literals, calendarOf(scope));
  if (!inCorporate) return (source) => test(operand.read(source));
  const convert = corporateCurrency(scope.context.viewer);
  return (source) => test(convert(operand.read(source), clause.currency(source)));
}

/** `USD5000` as a number of the corporate currency. */
function corporate(literal: Literal, { context: { viewer } }: Scope): Literal {
  if (literal.type !== 'currency') return literal;
  const { amount, currency } = money(literal);
  return { ...literal, type: 'number', text: String(corporateCurrency(viewer)(amount, currency)) };
}

function requireFilterable<T>({ field, name, place }: Operand<T>): void {
  if (field && !field.filterable) throw errorAt('INVALID_FIELD', place, `field '${name}' can not be filtered in a query call`);
}
