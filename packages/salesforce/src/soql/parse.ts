import type {
  Condition as ParsedCondition,
  FieldType,
  FunctionExp,
  GroupByClause,
  OrderByClause,
  QueryBase,
  ValueQueryCondition,
} from '@jetstreamapp/soql-parser-js';
import { ConnectorError } from '@causeway/core';
import type { Condition, Expression, LiteralArgument, Operator, Order, Selected, Statement } from './statement.ts';
import { isFaithful } from './faithful.ts';
import { isIdentifier } from './render.ts';
import { literalOf, type Literal } from './literal.ts';
import { toTree } from './conditions.ts';

/** Longest statement, in characters, as in Salesforce. */
const maxLength = 100_000;

/** Reads a statement. Throws `invalid_input` for what is not one SELECT, or uses what cannot be judged. */
export async function parseSoql(text: string): Promise<Statement> {
  if (text.length > maxLength) throw refused(`The statement is longer than ${maxLength} characters.`);
  const { parseQuery } = await import('@jetstreamapp/soql-parser-js');
  let parsed;
  try {
    parsed = parseQuery(text, { allowApexBindVariables: false, allowPartialQuery: false, ignoreParseErrors: false });
  } catch (cause) {
    throw refused(`This is not a SOQL statement that can be read: ${reason(cause)}`);
  }
  const aliases = new Set<string>();
  const statement = toStatement(parsed, parsed.sObject ?? '', { alias: parsed.sObjectAlias, aliases });
  if (!isFaithful(text, statement, aliases)) throw refused('This statement cannot be read with certainty: simplify its conditions.');
  return statement;
}

interface Names {
  readonly alias: string | undefined;
  /** Collects the names of objects, by which paths may start. */
  readonly aliases: Set<string>;
}

function toStatement(query: QueryBase, object: string, { alias, aliases }: Names): Statement {
  requireSupported(query);
  const scope: Scope = { alias: alias ?? object, aliases };
  for (const name of [object, alias ?? object]) aliases.add(name.toLowerCase());
  return {
    object,
    scope: query.usingScope,
    fields: (query.fields ?? []).map((field) => toSelected(field, scope)),
    where: query.where === undefined ? undefined : toTree(query.where, (leaf) => toCondition(leaf, scope)),
    security: query.withSecurityEnforced === true ? 'SECURITY_ENFORCED' : query.withAccessLevel === 'USER_MODE' ? 'USER_MODE' : undefined,
    dataCategories: query.withDataCategory?.conditions.map(({ groupName, selector, parameters }) => ({
      group: groupName,
      selector,
      categories: parameters,
    })),
    groupBy: list(query.groupBy).map((clause: GroupByClause) => toExpression(clause, scope)),
    having: query.having === undefined ? undefined : toTree(query.having, (leaf) => toCondition(leaf, scope)),
    orderBy: list(query.orderBy).map((clause: OrderByClause) => toOrder(clause, scope)),
    limit: query.limit,
    offset: query.offset,
  };
}

interface Scope {
  /** What paths may start with to name the object itself. */
  readonly alias: string;
  readonly aliases: Set<string>;
}

function requireSupported(query: QueryBase): void {
  if (query.for !== undefined) throw refused(`FOR ${query.for} changes what the user has viewed, or locks records: leave it out.`);
  if (query.update !== undefined) throw refused(`UPDATE ${query.update} changes statistics: leave it out.`);
  if (query.withAccessLevel === 'SYSTEM_MODE') throw refused('WITH SYSTEM_MODE is not allowed.');
}

function toSelected(field: FieldType, scope: Scope): Selected {
  if (field.type === 'FieldSubquery') {
    const { subquery } = field;
    return {
      kind: 'children',
      statement: toStatement(subquery, subquery.relationshipName, { alias: subquery.sObjectAlias, aliases: scope.aliases }),
    };
  }
  if (field.type === 'FieldTypeof') throw refused('TYPEOF is not supported: ask for the fields of each type in a query of its own.');
  if (field.type === 'FieldFunctionExpression') return { ...toCall(field, scope), alias: field.alias };
  const path = field.type === 'Field' ? field.field : (field.rawValue ?? [...field.relationships, field.field].join('.'));
  return { ...toField(path, scope), alias: aliasOf(field) };
}

function aliasOf(field: object): string | undefined {
  return 'alias' in field && typeof field.alias === 'string' ? field.alias : undefined;
}

function toExpression(clause: GroupByClause | OrderByClause, scope: Scope): Expression {
  return 'fn' in clause ? toCall(clause.fn, scope) : toField(clause.field, scope);
}

function toOrder(clause: OrderByClause, scope: Scope): Order {
  return { by: toExpression(clause, scope), descending: clause.order === 'DESC', nulls: clause.nulls ?? 'FIRST' };
}

function toField(path: string, { alias }: Scope): Expression & { readonly kind: 'field' } {
  const segments = path.split('.');
  const own = segments.length > 1 && segments[0]?.toLowerCase() === alias.toLowerCase() ? segments.slice(1) : segments;
  if (!own.every(isIdentifier)) throw refused(`"${path}" is not a field.`);
  return { kind: 'field', path: own.join('.') };
}

function toCall({ functionName = '', parameters = [] }: FunctionExp, scope: Scope): Expression & { readonly kind: 'call' } {
  return { kind: 'call', name: functionName, args: parameters.map((parameter) => toArgument(parameter, scope)) };
}

function toArgument(parameter: string | FunctionExp, scope: Scope): Expression | LiteralArgument {
  if (typeof parameter !== 'string') return toCall(parameter, scope);
  const literal = /^['\d+-]/.test(parameter) ? literalOf(parameter) : undefined;
  return literal === undefined ? toField(parameter, scope) : { kind: 'literal', literal };
}

function toCondition(leaf: ParsedCondition | ValueQueryCondition, scope: Scope): Condition {
  if (!('operator' in leaf)) throw refused('The conditions cannot be read.');
  const operator = leaf.operator.toUpperCase().replaceAll(/\s+/g, ' ').replace('<>', '!=') as Operator;
  if ('valueQuery' in leaf) {
    if (operator !== 'IN' && operator !== 'NOT IN') throw refused('A query in a condition needs IN or NOT IN.');
    const { valueQuery } = leaf;
    const statement = toStatement(valueQuery, valueQuery.sObject ?? '', { alias: valueQuery.sObjectAlias, aliases: scope.aliases });
    return { kind: 'among', left: toField(leaf.field, scope), operator, statement };
  }
  const left = 'fn' in leaf ? toCall(leaf.fn, scope) : toField(leaf.field, scope);
  return { kind: 'compare', left, operator, right: Array.isArray(leaf.value) ? leaf.value.map(toLiteral) : toLiteral(leaf.value) };
}

function toLiteral(text: string): Literal {
  const literal = literalOf(text);
  if (literal === undefined) throw refused(`${text.slice(0, 60)} is not a value.`);
  return literal;
}

function list<T>(value: T | T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** What the parser stumbled over. The rest of its message is a list of what else it knows. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : '';
  const [, found] = /but found:? ?(?:-->)? ?'?([^']*?)'?(?: <--)?$/s.exec(message) ?? [];
  return found === undefined || found === ''
    ? message.replaceAll(/\s+/g, ' ').slice(0, 120)
    : `unexpected ${JSON.stringify(found.slice(0, 60))}`;
}

function refused(message: string): ConnectorError {
  return new ConnectorError('invalid_input', message, { hint: 'Correct the statement and call again.' });
}
