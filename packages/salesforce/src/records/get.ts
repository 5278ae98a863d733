import { ConnectorError, record as toRecordOf, type Access, type RecordOf } from '@causeway/core';
import { compare, field, type Condition, type Statement } from '../soql/statement.ts';
import { idsOf, valueOf, type SalesforceRecord } from './cells.ts';
import { fullId, literalOfType, isId } from '../soql/value.ts';
import type { Analysis } from '../soql/analyse.ts';
import { fetchBatch } from './fetch.ts';
import { quote } from '../soql/literal.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { prepare } from './table.ts';
import type { Workspace } from '../workspace.ts';

/** Which record: its id, or the value of a field that tells records apart. */
export interface Pointer {
  readonly id: string;
  /** Name of an external id or another unique field; `id` is its value then. */
  readonly by?: string | undefined;
}

/** An id in its form of 18 characters. Throws `invalid_input` for what is none. */
export function requireId(id: string): string {
  if (isId(id)) return fullId(id);
  throw new ConnectorError('invalid_input', 'A record id has 15 or 18 letters and digits.', { fields: ['id'] });
}

/** The condition that only this record meets. */
export function pointAt(object: ObjectMeta, { id, by }: Pointer): Condition {
  if (by === undefined) return compare('Id', '=', quote(requireId(id)));
  const meta = required(object, by);
  if (!meta.externalId && !meta.idLookup && !meta.unique)
    throw new ConnectorError('invalid_input', `${object.name}.${meta.name} does not tell records apart: it is no external id.`, {
      fields: [by],
    });
  return compare(meta.name, '=', literalOfType(meta, id, 'UTC'));
}

function required(object: ObjectMeta, name: string) {
  const meta = object.field(name);
  if (meta !== undefined) return meta;
  throw new ConnectorError('invalid_input', `${object.name} has no field ${name} that this user may read.`, { fields: [name] });
}

export interface One {
  readonly analysis: Analysis;
  readonly id: string;
  readonly record: SalesforceRecord;
}

/** The one record that a statement finds. Throws `not_found` for none, `conflict` for several. */
export async function fetchOne(workspace: Workspace, statement: Statement): Promise<One> {
  const { call, org } = workspace;
  const analysis = await workspace.analyse({ ...statement, limit: 2 });
  const selected = analysis.statement.fields.some((one) => one.kind === 'field' && one.path === 'Id');
  const fields = selected ? analysis.statement.fields : [...analysis.statement.fields, field('Id')];
  const { records } = await fetchBatch(org, { ...analysis.statement, fields });
  for (const name of analysis.restricted) call.trail.restricted(name);
  const [record] = records;
  const [id] = idsOf(records);
  if (record === undefined || id === undefined) throw notFound(analysis.object.name);
  if (records.length > 1)
    throw new ConnectorError('conflict', `More than one ${analysis.object.name} has this value.`, {
      hint: 'Use find_records and then an id.',
    });
  call.trail.touched(analysis.object.name, [id]);
  return { analysis, id, record };
}

export function notFound(object: string): ConnectorError {
  return new ConnectorError('not_found', `There is no such ${object} record that this user may see.`, {
    hint: `Use find_records or search. If it exists, the user needs "Read" on ${object} and access to the record.`,
  });
}

export interface ShowOptions {
  /** Leaves empty fields out. */
  readonly terse: boolean;
  readonly notes?: readonly string[];
}

/** A record for the answer, its columns told on the trail. */
export async function show(workspace: Workspace, { analysis, id, record }: One, { terse, notes = [] }: ShowOptions): Promise<RecordOf> {
  const { columns, object } = analysis;
  const { zone } = await prepare(workspace, columns);
  const cells = columns.map((column): [string, unknown] => [column.name, valueOf(record, column, zone)]);
  const shown = terse ? cells.filter(([, value]) => value !== null && value !== undefined) : cells;
  return toRecordOf({
    object: object.name,
    id,
    fields: Object.fromEntries(shown),
    url: `${workspace.org.url}/${id}`,
    notes: [...notes, ...workspace.notes()],
  });
}

/** The access of an analysed statement, naming the record where it is known. */
export function accessTo({ access, object }: Analysis, { id, by }: Pointer): readonly Access[] {
  return access.map((one) => (one.object === object.name && by === undefined ? { ...one, ids: [fullId(id)] } : one));
}
