import { cleanText, type Access, type Change } from '@causeway/core';
import { compare, field } from '../soql/statement.ts';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';
import type { CheckedValues } from './values.ts';
import { fetchBatch } from '../records/fetch.ts';
import { ifVisible } from '../tools/visible.ts';
import { quote } from '../soql/literal.ts';
import { split } from '../soql/split.ts';
import type { Workspace } from '../workspace.ts';

/** Records of another object that values refer to. */
export interface Reference {
  readonly object: ObjectMeta;
  readonly nameField: string | undefined;
  readonly ids: readonly string[];
}

/** What values refer to, by object. An object that a reference always leads to is among them even when the value is empty. */
export async function referencesOf(
  workspace: Workspace,
  object: ObjectMeta,
  rows: readonly CheckedValues[],
): Promise<readonly Reference[]> {
  const ids = new Map<string, Set<string>>();
  for (const values of rows)
    for (const [name, value] of Object.entries(values)) {
      const target = await targetOf(workspace, object.field(name), value);
      if (target === undefined) continue;
      const known = ids.get(target) ?? new Set();
      ids.set(target, typeof value === 'string' ? known.add(value) : known);
    }
  const references: Reference[] = [];
  for (const [target, found] of ids) {
    const meta = await ifVisible(() => workspace.describe(target));
    if (meta !== undefined) references.push({ object: meta, nameField: meta.nameField?.name, ids: [...found] });
  }
  return references;
}

/** Which object a reference leads to. Where it can be several, the first three characters of the id tell. */
async function targetOf(workspace: Workspace, meta: FieldMeta | undefined, id: CheckedValues[string]): Promise<string | undefined> {
  const [only, ...others] = meta?.referenceTo ?? [];
  if (others.length === 0) return only;
  if (typeof id !== 'string') return undefined;
  const entries = await workspace.metadata.objects(workspace.org);
  return entries.find(({ keyPrefix }) => keyPrefix === id.slice(0, 3))?.name;
}

/** The reading that it takes to show names, of the records that were referred to as well as of those that will be. */
export function accessToNames(references: readonly Reference[]): readonly Access[] {
  return references.flatMap(({ object, nameField }): readonly Access[] =>
    nameField === undefined ? [] : [{ object: object.name, effect: 'read', fields: [nameField], filters: ['Id'] }],
  );
}

/**
 * The names of the records that a change refers to, as lines of their own: so that they are governed as what they are, fields of another
 * object. `former` are ids that values had before. What the user may not see has no name.
 */
export async function previewNames(
  workspace: Workspace,
  references: readonly Reference[],
  former: readonly string[] = [],
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const { object, nameField, ids } of references) {
    const own = former.filter((id) => id.slice(0, 3) === object.keyPrefix);
    const wanted = [...new Set([...own, ...ids])];
    if (nameField === undefined || wanted.length === 0) continue;
    const where = compare('Id', 'IN', wanted.map(quote));
    const analysis = await workspace.analyse({ object: object.name, fields: [field('Id'), field(nameField)], where });
    for (const name of analysis.restricted) workspace.call.trail.restricted(name);
    await workspace.column(nameField, [{ object: object.name, field: nameField }]);
    for (const part of split(analysis.statement))
      for (const record of (await fetchBatch(workspace.org, part)).records) {
        const [id, name] = [record['Id'], record[nameField]];
        if (typeof id === 'string' && typeof name === 'string')
          changes.push({ object: object.name, id, field: nameField, after: cleanText(name) });
      }
  }
  return changes;
}
