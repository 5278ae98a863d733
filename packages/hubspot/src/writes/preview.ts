import type { Change } from '@causeway/core';
import { notFound, readRecords } from '../records/read.ts';
import { guardValues } from './guard.ts';
import type { CheckedValues } from './values.ts';
import { namerFor, type Namer } from './names.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { touch } from '../records/table.ts';
import type { Workspace } from '../workspace.ts';

/** What new records will hold. Throws `permission_denied` for one that would be out of the row filters of the policy. */
export async function previewCreate(workspace: Workspace, object: ObjectMeta, rows: readonly CheckedValues[]): Promise<readonly Change[]> {
  for (const row of rows) guardValues(workspace, object, row, false);
  const names = namesOf(rows);
  const show = await namerFor(workspace, object, names);
  workspace.columns(object, names);
  return rows.flatMap((values) => Object.entries(values).flatMap(([name, value]) => created(workspace, object, name, value, show)));
}

/** A policy compares new values as they are, so what they are called stands beside them. */
function created(workspace: Workspace, object: ObjectMeta, name: string, value: string, show: Namer): readonly Change[] {
  const plain: Change = { object: object.name, field: name, after: show.value(name, value) };
  const called = show(name, value);
  if (called === plain.after) return [plain];
  workspace.column(`${name}.name`, object, name);
  return [plain, { object: object.name, field: `${name}.name`, after: called }];
}

export interface Edit {
  readonly id: string;
  readonly values: CheckedValues;
}

/** The values that are there beside those that will be. What a record is called comes first, so that a person knows which one it is. */
export async function previewUpdate(workspace: Workspace, object: ObjectMeta, edits: readonly Edit[]): Promise<readonly Change[]> {
  const names = namesOf(edits.map(({ values }) => values));
  const { current, show } = await readCurrent(
    workspace,
    object,
    edits.map(({ id }) => id),
    names,
  );
  return edits.flatMap(({ id, values }) => {
    const before = current(id);
    const titles = titlesOf(object).filter((name) => !(name in values));
    const change = (name: string, after: string | null | undefined): Change => ({
      object: object.name,
      id,
      field: name,
      before: show(name, before[name]),
      after: show(name, after),
    });
    return [...titles.map((name) => change(name, before[name])), ...Object.entries(values).map(([name, value]) => change(name, value))];
  });
}

/** What will be gone. */
export async function previewArchive(workspace: Workspace, object: ObjectMeta, id: string): Promise<readonly Change[]> {
  const names = [...new Set([...titlesOf(object), ...object.columns.filter((name) => object.properties.has(name))])];
  const { current, show } = await readCurrent(workspace, object, [id], names);
  const before = current(id);
  return names.map((name) => ({ object: object.name, id, field: name, before: show(name, before[name]), after: null }));
}

async function readCurrent(workspace: Workspace, object: ObjectMeta, ids: readonly string[], names: readonly string[]) {
  const wanted = [...new Set([...titlesOf(object), ...names])];
  const [records, show] = await Promise.all([readRecords(workspace, object, { ids }, wanted), namerFor(workspace, object, wanted)]);
  workspace.columns(object, wanted);
  touch(workspace, object, records);
  const byId = new Map(records.map((record) => [record.id, record.properties]));
  const current = (id: string) => {
    const properties = byId.get(id);
    if (properties === undefined) throw notFound(object);
    return properties;
  };
  return { current, show };
}

/** What people call a record of the type by. */
function titlesOf(object: ObjectMeta): readonly string[] {
  const titles = object.name === 'contacts' ? ['firstname', 'lastname'] : object.columns.slice(0, 1);
  return titles.filter((name) => object.properties.has(name));
}

function namesOf(rows: readonly CheckedValues[]): readonly string[] {
  return [...new Set(rows.flatMap((values) => Object.keys(values)))];
}
