import type * as library from '@jetstreamapp/soql-parser-js';
import type { Expression, Grouping, OrderItem, Path, Query, SelectItem, TypeofItem } from './ast.ts';
import { convertCondition } from './conditions.ts';
import type { Cursor } from './cursor.ts';
import { readCall, readExpression, readPath } from './expressions.ts';

/** Turns the library's tree into ours, with places, by walking the statement's tokens beside it. */
export function convertQuery(query: library.Query | library.Subquery, text: string, cursor: Cursor): Query {
  cursor.find('SELECT');
  const select = (query.fields ?? []).map((field) => selectItem(field, text, cursor));
  cursor.find('FROM');
  const from = source(query, cursor);
  if (query.sObjectAlias !== undefined) cursor.find(query.sObjectAlias);
  const where = query.where && (cursor.find('WHERE'), convertCondition(query.where, text, cursor, convertQuery));
  const grouping = query.groupBy && (cursor.find('GROUP'), groupingOf(query.groupBy, cursor));
  const having = query.having && (cursor.find('HAVING'), convertCondition(query.having, text, cursor, convertQuery));
  const orderBy = query.orderBy ? (cursor.find('ORDER'), orderOf(query.orderBy, cursor)) : [];
  return {
    text,
    select,
    from,
    ...(query.sObjectAlias !== undefined && { alias: query.sObjectAlias }),
    ...(where && { where }),
    ...(query.withDataCategory && { dataCategories: true }),
    ...(grouping && { grouping }),
    ...(having && { having }),
    orderBy,
    ...(query.limit !== undefined && { limit: query.limit }),
    ...(query.offset !== undefined && { offset: query.offset }),
    ...(query.for && { purpose: query.for }),
  };
}

function source(query: library.Query | library.Subquery, cursor: Cursor): Path {
  if (!('relationshipName' in query)) return readPath(query.sObject ?? '', cursor);
  const written = [...(query.sObjectPrefix ?? []), query.relationshipName].join('.');
  const { at } = readPath(written, cursor);
  return { kind: 'path', text: query.relationshipName, names: [query.relationshipName], at };
}

function selectItem(field: library.FieldType, text: string, cursor: Cursor): SelectItem {
  switch (field.type) {
    case 'FieldSubquery':
      return { kind: 'children', query: convertQuery(field.subquery, text, cursor) };
    case 'FieldTypeof':
      return typeofItem(field, cursor);
    case 'FieldFunctionExpression': {
      const call = readCall(field, cursor);
      if (call.name !== 'FIELDS') return withAlias(call, field.alias, cursor);
      const [group] = call.arguments;
      return { kind: 'fields', group: group?.text.toUpperCase() ?? '', at: call.at };
    }
    case 'FieldRelationship': {
      const written = field.rawValue ?? [...field.relationships, field.field].join('.');
      return withAlias(readPath(written, cursor), 'alias' in field ? field.alias : undefined, cursor);
    }
    case 'Field':
    default:
      return withAlias(readPath('rawValue' in field ? field.rawValue : field.field, cursor), field.alias, cursor);
  }
}

function withAlias(expression: Expression, alias: string | undefined, cursor: Cursor): SelectItem {
  if (alias === undefined) return { kind: 'expression', expression };
  return { kind: 'expression', expression, alias: cursor.find(alias).text };
}

function typeofItem(field: library.FieldTypeOf, cursor: Cursor): TypeofItem {
  cursor.find('TYPEOF');
  const path = readPath(field.field, cursor);
  const read = (names: readonly string[]) => names.map((name) => readPath(name, cursor));
  const branches: { type: Path; fields: readonly Path[] }[] = [];
  let otherwise: readonly Path[] | undefined;
  for (const { objectType, fieldList } of field.conditions) {
    if (objectType === undefined) otherwise = read(fieldList);
    else branches.push({ type: readPath(objectType, cursor), fields: read(fieldList) });
  }
  cursor.find('END');
  return { kind: 'typeof', path, branches, ...(otherwise && { otherwise }) };
}

const MODES: Readonly<Record<string, Grouping['mode']>> = { ROLLUP: 'rollup', CUBE: 'cube' };

function groupingOf(clause: library.GroupByClause | library.GroupByClause[], cursor: Cursor): Grouping {
  const expressions = [clause].flat().map((item) => readExpression(item, cursor));
  const [first] = expressions;
  const mode = first?.kind === 'call' ? MODES[first.name] : undefined;
  if (first?.kind !== 'call' || !mode) return { mode: 'plain', expressions };
  return { mode, expressions: first.arguments.filter((value) => value.kind !== 'literal') };
}

function orderOf(clause: library.OrderByClause | library.OrderByClause[], cursor: Cursor): readonly OrderItem[] {
  return [clause].flat().map((item) => ({
    expression: readExpression(item, cursor),
    descending: item.order === 'DESC',
    nullsLast: item.nulls === 'LAST',
  }));
}
