import { page, type RecordSet } from '@causeway/core';
import { hiddenChildren, idsOf, valueOf, type SalesforceRecord } from './cells.ts';
import type { Analysis } from '../soql/analyse.ts';
import type { Column } from '../soql/columns.ts';
import type { Workspace } from '../workspace.ts';

export interface TableOptions {
  readonly records: readonly SalesforceRecord[];
  readonly total?: number;
  readonly notes?: readonly string[];
  readonly query?: unknown;
  readonly next?: (kept: number) => unknown;
}

/** Looks up what showing columns takes: the zone for times, and where each column comes from, for the trail. */
export async function prepare(workspace: Workspace, columns: readonly Column[]): Promise<{ readonly zone: string }> {
  const [{ zone }] = await Promise.all([
    columns.some(hasTime) ? workspace.person() : { zone: 'UTC' },
    ...columns.map(({ name, sources }) => workspace.column(name, sources)),
  ]);
  return { zone };
}

/** Records as a page of a table. */
export async function toRecordSet(workspace: Workspace, analysis: Analysis, options: TableOptions): Promise<RecordSet> {
  const { columns, object, restricted } = analysis;
  const { call } = workspace;
  const { records, total, notes = [], query, next } = options;
  const { zone } = await prepare(workspace, columns);
  for (const name of restricted) call.trail.restricted(name);
  const set = page(call, {
    object: object.name,
    columns: columns.map(({ name }) => name),
    rows: records.map((record) => columns.map((column) => valueOf(record, column, zone))),
    total,
    notes: [...notes, ...childNotes(records, columns), ...workspace.notes()],
    query,
    ...(next === undefined ? {} : { next }),
  });
  call.trail.touched(object.name, idsOf(records.slice(0, set.rows.length)));
  return set;
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
