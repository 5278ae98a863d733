import { cleanText, type Change } from '@causeway/core';
import { compare, field } from '../soql/statement.ts';
import { previewNames, referencesOf } from './names.ts';
import { at, idsOf, valueOf } from '../records/cells.ts';
import type { CheckedValues } from './values.ts';
import type { Column } from '../soql/columns.ts';
import { fetchBatch } from '../records/fetch.ts';
import { isId } from '../soql/value.ts';
import { notFound } from '../records/get.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { prepare } from '../records/table.ts';
import { quote } from '../soql/literal.ts';
import { split } from '../soql/split.ts';
import type { Workspace } from '../workspace.ts';

/** What new records will hold, and the names of the records that they refer to. */
export async function previewCreate(workspace: Workspace, object: ObjectMeta, rows: readonly CheckedValues[]): Promise<readonly Change[]> {
  await tellColumns(workspace, object, rows);
  const changes = rows.flatMap((values) =>
    Object.entries(values).map(([name, value]): Change => ({ object: object.name, field: name, after: shown(value) })),
  );
  return [...changes, ...(await previewNames(workspace, await referencesOf(workspace, object, rows)))];
}

export interface Edit {
  readonly id: string;
  readonly values: CheckedValues;
}

/** The values that are there beside those that will be. The record's own name comes first, so that a person knows which one it is. */
export async function previewUpdate(workspace: Workspace, object: ObjectMeta, edits: readonly Edit[]): Promise<readonly Change[]> {
  const names = [...new Set(edits.flatMap(({ values }) => Object.keys(values)))];
  const ids = edits.map(({ id }) => id);
  const { current, columns, zone } = await readCurrent(workspace, object, ids, names);
  const changes = edits.flatMap(({ id, values }): readonly Change[] => {
    const record = current.get(id);
    if (record === undefined) throw notFound(object.name);
    const before = (name: string) => shown(valueOf(record, columns.get(name) as Column, zone));
    const title = object.nameField === undefined || object.nameField.name in values ? [] : [object.nameField.name];
    return [
      ...title.map((name): Change => ({ object: object.name, id, field: name, after: before(name) })),
      ...Object.entries(values).map(([name, value]): Change => ({
        object: object.name,
        id,
        field: name,
        before: before(name),
        after: shown(value),
      })),
    ];
  });
  const references = await referencesOf(
    workspace,
    object,
    edits.map(({ values }) => values),
  );
  const former = [...current.values()].flatMap((record) => names.map((name) => record[name])).filter((value) => typeof value === 'string');
  return [...changes, ...(await previewNames(workspace, references, former.filter(isId)))];
}

/** What will be gone. */
export async function previewDelete(
  workspace: Workspace,
  object: ObjectMeta,
  id: string,
  names: readonly string[],
): Promise<readonly Change[]> {
  const { current, columns, zone } = await readCurrent(workspace, object, [id], names);
  const record = current.get(id);
  if (record === undefined) throw notFound(object.name);
  return [...columns.values()].map((column) => ({
    object: object.name,
    id,
    field: column.name,
    before: shown(valueOf(record, column, zone)),
    after: null,
  }));
}

async function readCurrent(workspace: Workspace, object: ObjectMeta, ids: readonly string[], names: readonly string[]) {
  const wanted = [...new Set(['Id', ...(object.nameField === undefined ? [] : [object.nameField.name]), ...names])];
  const where = compare('Id', 'IN', ids.map(quote));
  const analysis = await workspace.analyse({ object: object.name, fields: wanted.map(field), where });
  for (const name of analysis.restricted) workspace.call.trail.restricted(name);
  const [{ zone }, ...batches] = await Promise.all([
    prepare(workspace, analysis.columns),
    ...split(analysis.statement).map((part) => fetchBatch(workspace.org, part)),
  ]);
  const records = batches.flatMap((batch) => batch.records);
  workspace.call.trail.touched(object.name, idsOf(records));
  const current = new Map(records.map((record) => [String(at(record, ['Id'])), record]));
  return { current, zone, columns: new Map(analysis.columns.map((column) => [column.name, column])) };
}

async function tellColumns(workspace: Workspace, object: ObjectMeta, rows: readonly CheckedValues[]): Promise<void> {
  const names = [...new Set(rows.flatMap((values) => Object.keys(values)))];
  await Promise.all(names.map((name) => workspace.column(name, [{ object: object.name, field: name }])));
}

function shown(value: unknown): unknown {
  return typeof value === 'string' ? cleanText(value) : (value ?? null);
}
