import type { Query } from './ast.ts';
import { indexOf } from './describe-index.ts';
import { errorAt, malformed } from './error.ts';
import type { Scope } from './bind.ts';
import { isGroupQuery } from './group-query.ts';
import { compileRows } from './rows.ts';
import type { Rows } from './rows.ts';
import { compileSelect } from './select.ts';
import type { ChildQuery } from './select.ts';
import { write } from './shape.ts';
import type { Row, SoqlChildren, SoqlContext, SoqlRecord, SoqlResult } from './types.ts';
import { checkWindow } from './window.ts';

/** A root and four levels of children. Source: SOQL reference, "Understanding Relationship Query Limitations". */
const MOST_LEVELS = 4;
const DEFAULT_BATCH = 2000;

/** Compiles a subquery in SELECT. Its rows are found through an index of the data, or one made at the first parent.
 *  @throws SoqlError INVALID_TYPE for an unknown relationship */
export function compileChildren(query: Query, parent: Scope, level = 1): ChildQuery {
  const { context } = parent;
  const relationship = relationshipOf(query, parent);
  const scope = { query, context, object: indexOf(relationship.object) };
  if (level > MOST_LEVELS) throw malformed(`SOQL queries cannot have more than ${MOST_LEVELS} levels of child subqueries`);
  if (isGroupQuery(scope)) throw malformed('only root queries support aggregate expressions');
  checkWindow(query);
  if (query.offset !== undefined && parent.query.limit !== 1)
    throw malformed('OFFSET clause is not supported in subqueries unless the parent query has LIMIT 1');
  const rows = compileRows(scope);
  const shape = compileSelect(scope, (item) => compileChildren(item.query, scope, level + 1));
  const childrenOf = finder(rows, scope, relationship.field);
  const show = (row: Row) => write(shape, { object: scope.object, row }, row, context);
  return {
    name: relationship.name,
    of: ({ Id: id }) => {
      const found = typeof id === 'string' ? rows.arrange(childrenOf(id)) : [];
      return found.length === 0 ? null : page(resultOf(found, show, scope), context);
    },
  };
}

function relationshipOf(query: Query, { object, context }: Scope) {
  const { from } = query;
  const child = object.children(from.text);
  const meta =
    child && context.viewer.canReadObject?.(child.childSObject) !== false ? context.catalog.object(child.childSObject) : undefined;
  if (!child || !meta || context.viewer.canReadField?.(meta.name, child.field) === false)
    throw errorAt(
      'INVALID_TYPE',
      { text: query.text, at: from.at },
      `Didn't understand relationship '${from.text}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  return { name: child.relationshipName ?? from.text, field: child.field, object: meta };
}

function finder(rows: Rows, { context, object }: Scope, field: string): (id: string) => Iterable<Row> {
  const { data } = context;
  if (data.referencing) {
    return (id) => [...(data.referencing?.(object.name, field, id) ?? [])].filter(rows.matches);
  }
  let index: ReadonlyMap<unknown, readonly Row[]> | undefined;
  return (id) => {
    index ??= Map.groupBy(rows.matching(), (row) => row[field]);
    return index.get(id) ?? [];
  };
}

function resultOf(rows: readonly Row[], show: (row: Row) => SoqlRecord, { object }: Scope): SoqlResult {
  return {
    kind: 'rows',
    object: object.name,
    totalSize: rows.length,
    records: (start, end) => rows.slice(start, end).map(show),
    ids: () => rows.map((row) => String(row['Id'])),
  };
}

function page(result: SoqlResult, { batchSize = DEFAULT_BATCH, openCursor }: SoqlContext): SoqlChildren {
  const { totalSize } = result;
  if (!openCursor || totalSize <= batchSize) return { totalSize, done: true, records: result.records() };
  return { totalSize, done: false, nextRecordsUrl: openCursor(result), records: result.records(0, batchSize) };
}
