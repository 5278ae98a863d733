import { cleanText, type Change } from '@causeway/core';
import { compare, field } from '../soql/statement.ts';
import { namesOf, referencesOf, sourcesOfNames } from './names.ts';
import { at, idsOf, valueOf, type SalesforceRecord } from '../records/cells.ts';
import type { CheckedValues } from './values.ts';
import type { Column } from '../soql/columns.ts';
import { fetchBatch } from '../records/fetch.ts';
import { notFound } from '../records/get.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { prepare } from '../records/table.ts';
import { quote } from '../soql/literal.ts';
import { split } from '../soql/split.ts';
import type { Workspace } from '../workspace.ts';

/** What new records will hold. */
export async function previewCreate(workspace: Workspace, object: ObjectMeta, rows: readonly CheckedValues[]): Promise<readonly Change[]> {
  const show = await namer(workspace, object, rows);
  return rows.flatMap((values) =>
    Object.entries(values).map(([name, value]) => ({ object: object.name, field: name, after: show(name, value) })),
  );
}

export interface Edit {
  readonly id: string;
  readonly values: CheckedValues;
}

/** The values that are there beside those that will be. The record's own name comes first, so that a person knows which one it is. */
export async function previewUpdate(workspace: Workspace, object: ObjectMeta, edits: readonly Edit[]): Promise<readonly Change[]> {
  const names = [...new Set(edits.flatMap(({ values }) => Object.keys(values)))];
  const { current, columns, zone } = await readCurrent(
    workspace,
    object,
    edits.map(({ id }) => id),
    names,
  );
  const show = await namer(workspace, object, [
    ...edits.map(({ values }) => values),
    ...[...current.values()].map((record) => textsOf(record, names)),
  ]);
  return edits.flatMap(({ id, values }) => {
    const record = current.get(id);
    if (record === undefined) throw notFound(object.name);
    const before = (name: string) => valueOf(record, columns.get(name) as Column, zone) as CheckedValues[string];
    const title = object.nameField === undefined || object.nameField.name in values ? [] : [object.nameField.name];
    return [
      ...title.map((name) => ({ object: object.name, id, field: name, before: show(name, before(name)), after: show(name, before(name)) })),
      ...Object.entries(values).map(([name, value]) => ({
        object: object.name,
        id,
        field: name,
        before: show(name, before(name)),
        after: show(name, value),
      })),
    ];
  });
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

function textsOf(record: SalesforceRecord, names: readonly string[]): CheckedValues {
  return Object.fromEntries(names.flatMap((name) => (typeof record[name] === 'string' ? [[name, record[name]]] : [])));
}

/** Shows values for a person: ids with the name of what they refer to. */
async function namer(workspace: Workspace, object: ObjectMeta, rows: readonly CheckedValues[]) {
  const references = await referencesOf(workspace, object, rows);
  const names = await namesOf(workspace, references);
  const fields = [...new Set(rows.flatMap((values) => Object.keys(values)))];
  await Promise.all(
    fields.map((name) => {
      const own = { object: object.name, field: name };
      return workspace.column(name, object.field(name)?.type === 'reference' ? [own, ...sourcesOfNames(references)] : [own]);
    }),
  );
  return (name: string, value: unknown): unknown => {
    const known = object.field(name)?.type === 'reference' && typeof value === 'string' ? names.get(value) : undefined;
    return known === undefined ? shown(value) : cleanText(`${known} (${String(value)})`);
  };
}

function shown(value: unknown): unknown {
  return typeof value === 'string' ? cleanText(value) : (value ?? null);
}
