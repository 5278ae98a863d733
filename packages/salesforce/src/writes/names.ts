import type { Access } from '@causeway/core';
import { compare, field } from '../soql/statement.ts';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';
import type { CheckedValues } from './values.ts';
import { fetchBatch } from '../records/fetch.ts';
import { ifVisible } from '../tools/visible.ts';
import { quote } from '../soql/literal.ts';
import { split } from '../soql/split.ts';
import type { Source } from '../soql/resolve.ts';
import type { Workspace } from '../workspace.ts';

/** A record that a value refers to. */
interface Reference {
  readonly object: string;
  readonly nameField: string;
  readonly ids: readonly string[];
}

/** The records that values refer to, by object: those whose names a person wants to read. */
export async function referencesOf(
  workspace: Workspace,
  object: ObjectMeta,
  rows: readonly CheckedValues[],
): Promise<readonly Reference[]> {
  const ids = new Map<string, Set<string>>();
  for (const values of rows)
    for (const [name, value] of Object.entries(values)) {
      const target = typeof value === 'string' ? await targetOf(workspace, object.field(name), value) : undefined;
      if (target !== undefined) ids.set(target, (ids.get(target) ?? new Set()).add(value as string));
    }
  const references: Reference[] = [];
  for (const [target, found] of ids) {
    const meta = await ifVisible(() => workspace.describe(target));
    if (meta?.nameField !== undefined) references.push({ object: meta.name, nameField: meta.nameField.name, ids: [...found] });
  }
  return references;
}

/** Which object an id belongs to. Where a field can refer to several, the first three characters of the id tell. */
async function targetOf(workspace: Workspace, meta: FieldMeta | undefined, id: string): Promise<string | undefined> {
  const [only, ...others] = meta?.referenceTo ?? [];
  if (others.length === 0) return only;
  const entries = await workspace.metadata.objects(workspace.org);
  return entries.find(({ keyPrefix }) => keyPrefix === id.slice(0, 3))?.name;
}

/** The reading that resolving names takes. */
export function accessToNames(references: readonly Reference[]): readonly Access[] {
  return references.map(({ object, nameField, ids }) => ({ object, effect: 'read', ids, fields: [nameField] }));
}

/** The names of records by id. What the user may not see has none. */
export async function namesOf(workspace: Workspace, references: readonly Reference[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { object, nameField, ids } of references) {
    const where = compare('Id', 'IN', ids.map(quote));
    const { statement } = await workspace.analyse({ object, fields: [field('Id'), field(nameField)], where });
    for (const part of split(statement))
      for (const record of (await fetchBatch(workspace.org, part)).records) {
        const [id, name] = [record['Id'], record[nameField]];
        if (typeof id === 'string' && typeof name === 'string') names.set(id, name);
      }
  }
  return names;
}

/** Where the name in a value comes from, for the trail. */
export function sourcesOfNames(references: readonly Reference[]): readonly Source[] {
  return references.map(({ object, nameField }) => ({ object, field: nameField }));
}
