import { ConnectorError } from '@causeway/core';
import type { Condition, Expression, LiteralArgument, Order, Selected, Statement } from './statement.ts';

/** A statement as text. Names are checked once more here, so that nothing but names and literals can ever be in it. */
export function render(statement: Statement): string {
  const { object, scope, fields, where, dataCategories, security, groupBy, having, orderBy, limit, offset } = statement;
  const clauses = [
    `SELECT ${fields.map(renderSelected).join(', ')} FROM ${name(object)}`,
    scope === undefined ? '' : `USING SCOPE ${name(scope)}`,
    where === undefined ? '' : `WHERE ${renderCondition(where)}`,
    security === undefined ? '' : `WITH ${name(security)}`,
    dataCategories === undefined ? '' : `WITH DATA CATEGORY ${dataCategories.map(renderCategory).join(' AND ')}`,
    groupBy === undefined || groupBy.length === 0 ? '' : `GROUP BY ${groupBy.map(renderExpression).join(', ')}`,
    having === undefined ? '' : `HAVING ${renderCondition(having)}`,
    orderBy === undefined || orderBy.length === 0 ? '' : `ORDER BY ${orderBy.map(renderOrder).join(', ')}`,
    limit === undefined ? '' : `LIMIT ${whole(limit)}`,
    offset === undefined || offset === 0 ? '' : `OFFSET ${whole(offset)}`,
  ];
  return clauses.filter((clause) => clause !== '').join(' ');
}

export function renderExpression(expression: Expression | LiteralArgument): string {
  if (expression.kind === 'literal') return expression.literal;
  if (expression.kind === 'field') return pathName(expression.path);
  return `${name(expression.name)}(${expression.args.map(renderExpression).join(', ')})`;
}

export function renderCondition(condition: Condition): string {
  if (condition.kind === 'and' || condition.kind === 'or')
    return `(${condition.parts.map(renderCondition).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
  if (condition.kind === 'not') return `(NOT ${renderCondition(condition.part)})`;
  const left = renderExpression(condition.left);
  if (condition.kind === 'among') return `${left} ${condition.operator} (${render(condition.statement)})`;
  const { operator, right } = condition;
  return `${left} ${operator} ${typeof right === 'string' ? right : `(${right.join(',')})`}`;
}

function renderSelected(selected: Selected): string {
  if (selected.kind === 'children') return `(${render(selected.statement)})`;
  const text = renderExpression(selected);
  return selected.alias === undefined ? text : `${text} ${name(selected.alias)}`;
}

function renderOrder({ by, descending, nulls }: Order): string {
  return `${renderExpression(by)} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls}`;
}

function renderCategory({ group, selector, categories }: { group: string; selector: string; categories: readonly string[] }): string {
  return `${name(group)} ${name(selector)} (${categories.map(name).join(', ')})`;
}

const identifier = /^[A-Za-z][A-Za-z0-9_]{0,99}$/;

/** Whether a text can be the name of an object or a field. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

function name(text: string): string {
  if (!identifier.test(text)) throw new ConnectorError('invalid_input', `${JSON.stringify(text.slice(0, 60))} is not a name.`);
  return text;
}

function pathName(path: string): string {
  return path.split('.').map(name).join('.');
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new ConnectorError('invalid_input', 'LIMIT and OFFSET must be whole numbers.');
  return String(value);
}
