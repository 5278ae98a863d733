import { openCursor, page, type RecordSet } from '@causeway/core';
import { field, isGrouped, type Statement } from '../soql/statement.ts';
import { hiddenChildren, idsOf, valueOf, type SalesforceRecord } from './cells.ts';
import { sortKeys } from '../soql/keyset.ts';
import type { Analysis } from '../soql/analyse.ts';
import type { Column } from '../soql/columns.ts';
import { walkGroups } from './walk-groups.ts';
import { walkKeyset } from './walk-keyset.ts';
import { walkOffset } from './walk-offset.ts';
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
  const { columns, object } = analysis;
  const position = options.cursor === undefined ? undefined : openCursor(call, options.query, options.cursor);
  const [walk, { zone }] = await Promise.all([
    start({ workspace, analysis, limit: options.limit, position, deleted: options.deleted ?? false }),
    columns.some(hasTime) ? workspace.person() : { zone: 'UTC' },
    ...columns.map(({ name, sources }) => workspace.column(name, sources)),
  ]);
  for (const name of analysis.restricted) call.trail.restricted(name);
  const set = page(call, {
    object: object.name,
    columns: columns.map(({ name }) => name),
    rows: walk.records.map((record) => columns.map((column) => valueOf(record, column, zone))),
    total: walk.total,
    notes: [...(options.notes ?? []), ...(walk.notes ?? []), ...childNotes(walk.records, columns)],
    query: options.query,
    next: (kept) => walk.next(kept),
  });
  call.trail.touched(object.name, idsOf(walk.records.slice(0, set.rows.length)));
  return set;
}

async function start(options: Omit<WalkOptions, 'statement'>): Promise<Walk> {
  const { analysis } = options;
  const { statement } = analysis;
  if (isGrouped(statement)) return walkGroups({ ...options, statement });
  const keys = sortKeys(analysis);
  const needed = ['Id', ...(keys ?? []).map(({ path }) => path)];
  const selected = new Set(statement.fields.map((one) => (one.kind === 'field' ? one.path : '')));
  const extra = [...new Set(needed)].filter((path) => !selected.has(path)).map(field);
  const complete = { ...options, statement: { ...statement, fields: [...statement.fields, ...extra] } };
  return keys === undefined ? walkOffset(complete) : walkKeyset(complete, keys);
}

function hasTime({ type, children }: Column): boolean {
  return type === 'datetime' || (children ?? []).some(hasTime);
}

function childNotes(records: readonly SalesforceRecord[], columns: readonly Column[]): readonly string[] {
  return columns
    .filter(({ children }) => children !== undefined)
    .map((column) => ({ name: column.name, hidden: records.reduce((sum, record) => sum + hiddenChildren(record, column), 0) }))
    .filter(({ hidden }) => hidden > 0)
    .map(({ name, hidden }) => `${hidden} more ${name} are not shown; ask for them with get_related_records.`);
}
