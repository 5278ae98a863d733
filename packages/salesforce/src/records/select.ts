import { openCursor, type RecordSet } from '@causeway/core';
import { field, isGrouped, type Statement } from '../soql/statement.ts';
import type { SalesforceRecord } from './cells.ts';
import { sortKeys } from '../soql/keyset.ts';
import type { Analysis } from '../soql/analyse.ts';
import { currencyField } from '../soql/currency.ts';
import { prepare, toRecordSet } from './table.ts';
import { walkKeyset } from './walk-keyset.ts';
import { walkOffset } from './walk-offset.ts';
import { walkRows } from './walk-rows.ts';
import type { Workspace } from '../workspace.ts';

/** Rows of an answer, and how to go on after some of them. */
export interface Walk {
  readonly records: readonly SalesforceRecord[];
  readonly total: number;
  /** Where the next page starts when the first `kept` records were shown; undefined when nothing follows. */
  next(kept: number): unknown;
  readonly notes?: readonly string[];
}

export interface WalkOptions {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  /** The analysed statement, with what only the walk needs. */
  readonly statement: Statement;
  readonly limit: number;
  /** From the cursor; undefined on the first page. */
  readonly position: unknown;
  readonly deleted: boolean;
}

export interface SelectOptions {
  readonly statement: Statement;
  /** Most rows on the page. */
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** What the cursor belongs to: the tool's input without limit and cursor. */
  readonly query: unknown;
  readonly notes?: readonly string[];
  /** Records in the recycle bin as well. Default false. */
  readonly deleted?: boolean;
}

/** Runs a statement and answers one page of it, whatever Salesforce's own walls are. */
export async function select(workspace: Workspace, options: SelectOptions): Promise<RecordSet> {
  const { call } = workspace;
  const analysis = await workspace.analyse(options.statement);
  const position = options.cursor === undefined ? undefined : openCursor(call, options.query, options.cursor);
  const [walk] = await Promise.all([
    start({ workspace, analysis, limit: options.limit, position, deleted: options.deleted ?? false }),
    prepare(workspace, analysis.columns),
  ]);
  return toRecordSet(workspace, analysis, {
    records: walk.records,
    total: walk.total,
    notes: [...(options.notes ?? []), ...(walk.notes ?? []), ...(await currencyNote(workspace, analysis))],
    query: options.query,
    next: (kept) => walk.next(kept),
  });
}

async function start(options: Omit<WalkOptions, 'statement'>): Promise<Walk> {
  const { analysis } = options;
  const { statement } = analysis;
  if (isGrouped(statement)) return walkRows({ ...options, statement });
  const keys = sortKeys(analysis);
  const needed = ['Id', ...(keys ?? []).map(({ path }) => path)];
  const selected = new Set(statement.fields.map((one) => (one.kind === 'field' ? one.path : '')));
  const extra = [...new Set(needed)].filter((path) => !selected.has(path)).map(field);
  const complete = { ...options, statement: { ...statement, fields: [...statement.fields, ...extra] } };
  if (isRows(options.position)) return walkRows(complete);
  return keys === undefined ? walkOffset(complete) : walkKeyset(complete, keys);
}

function isRows(position: unknown): boolean {
  return (position as { readonly walk?: unknown } | undefined)?.walk === 'rows';
}

/** Sums are in the corporate currency, whatever the records are in. */
async function currencyNote({ metadata, org }: Workspace, { statement, columns, object }: Analysis): Promise<readonly string[]> {
  if (!isGrouped(statement) || object.field(currencyField) === undefined || !columns.some(({ type }) => type === 'currency')) return [];
  const code = await metadata.corporateCurrency(org);
  return [code === undefined ? 'Amounts are in the corporate currency, which could not be read.' : `Amounts are in ${code}.`];
}
