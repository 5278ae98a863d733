import type { Query } from './ast.ts';
import { bindObject } from './bind.ts';
import type { Scope } from './bind.ts';
import { compileChildren } from './children.ts';
import { SoqlError } from './error.ts';
import { isGroupQuery, runGroupQuery } from './group-query.ts';
import { parseSoql } from './parse.ts';
import { compileRows } from './rows.ts';
import { compileSelect } from './select.ts';
import { write } from './shape.ts';
import type { Row, SoqlContext, SoqlResult } from './types.ts';
import { checkWindow } from './window.ts';

/** Runs one SOQL statement over the viewer's records. Rows are found now; records are made when they are asked for.
 *  @throws SoqlError with Salesforce's code and text */
export function runSoql(text: string, context: SoqlContext): SoqlResult {
  return runQuery(parseSoql(text), context);
}

/** Runs a parsed query.
 *  @param among the rows to choose from, in order: what a search found. Default: all that the viewer may see */
export function runQuery(query: Query, context: SoqlContext, among?: readonly Row[]): SoqlResult {
  const object = bindObject(query.from, context, query.text);
  if (object.meta.queryable === false)
    throw new SoqlError('INVALID_TYPE_FOR_OPERATION', `entity type ${object.name} does not support query`);
  checkWindow(query);
  const scope: Scope = { query, object, context, ...(among && { among }) };
  if (countsRows(scope)) return countRows(scope);
  return isGroupQuery(scope) ? groupResult(scope) : rowResult(scope);
}

function countsRows({ query: { select, grouping } }: Scope): boolean {
  const [item] = select;
  const isCount = item?.kind === 'expression' && item.expression.kind === 'call' && item.expression.name === 'COUNT';
  return isCount && item.expression.arguments.length === 0 && select.length === 1 && !grouping;
}

function countRows(scope: Scope): SoqlResult {
  const { select } = compileRows(scope);
  return { kind: 'count', object: scope.object.name, totalSize: select().length, records: () => [], ids: () => [] };
}

function groupResult(scope: Scope): SoqlResult {
  const records = runGroupQuery(scope);
  return {
    kind: 'aggregate',
    object: scope.object.name,
    totalSize: records.length,
    records: (start, end) => records.slice(start, end),
    ids: () => [],
  };
}

function rowResult(scope: Scope): SoqlResult {
  const { object, query, context } = scope;
  const shape = compileSelect(scope, (item) => compileChildren(item.query, scope));
  const rows = compileRows(scope).select();
  const show = (row: Row) => write(shape, { object, row }, row, context);
  const mark = query.purpose === 'VIEW' || query.purpose === 'REFERENCE' ? query.purpose : undefined;
  return {
    kind: 'rows',
    object: object.name,
    totalSize: rows.length,
    records: (start, end) => rows.slice(start, end).map(show),
    ids: () => rows.map((row) => String(row['Id'])),
    ...(mark && { mark }),
  };
}
