import type { Access, Change, RecordOf } from '@causeway/core';
import { checkValues, type CheckedValues, type GivenValues } from './values.ts';
import { idProperty, requireId, type Workspace } from '../workspace.ts';
import { guardRecord } from '../records/links.ts';
import { guardValues } from './guard.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { previewCreate } from './preview.ts';
import { readBack } from './written.ts';
import { recordShape } from '../records/record.ts';
import { requireAssociationType } from '../metadata/association-type.ts';
import { show } from '../records/table.ts';
import { writing } from '../metadata/shaped.ts';

/** A record that is to be made, and those that it is associated with. */
export interface Draft {
  readonly object: string;
  readonly values: GivenValues;
  readonly records: readonly DraftLink[];
}

export interface DraftLink {
  readonly object: string;
  readonly id: string;
}

interface Checked {
  readonly object: ObjectMeta;
  readonly values: CheckedValues;
  readonly targets: readonly { readonly object: ObjectMeta; readonly id: string }[];
}

async function check(workspace: Workspace, draft: Draft): Promise<Checked> {
  const object = await workspace.describe(draft.object);
  const values = await checkValues(workspace, object, draft.values);
  const targets = await Promise.all(
    draft.records.map(async ({ object: name, id }) => ({ object: await workspace.describe(name), id: requireId(id) })),
  );
  return { object, values, targets };
}

export async function draftAccess(workspace: Workspace, draft: Draft): Promise<readonly Access[]> {
  const { object, values, targets } = await check(workspace, draft);
  return [
    { object: object.name, effect: 'create', fields: Object.keys(values) },
    ...targets.map((target): Access => ({ object: target.object.name, effect: 'read', ids: [target.id], fields: [idProperty] })),
  ];
}

export async function draftPreview(workspace: Workspace, draft: Draft): Promise<readonly Change[]> {
  const { object, values, targets } = await check(workspace, draft);
  for (const target of targets) await guardRecord(workspace, target.object, target.id);
  const links = targets.map((target) => ({ object: object.name, field: `associations.${target.object.name}`, after: target.id }));
  for (const target of targets) workspace.column(`associations.${target.object.name}`, target.object, idProperty);
  return [...(await previewCreate(workspace, object, [values])), ...links];
}

/** Makes the record with its associations. One request that writes, never repeated; the record is read back. */
export async function create(workspace: Workspace, draft: Draft): Promise<RecordOf> {
  const { object, values, targets } = await check(workspace, draft);
  guardValues(workspace, object, values, false);
  for (const target of targets) await guardRecord(workspace, target.object, target.id);
  const associations = await Promise.all(
    targets.map(async (target) => ({ to: { id: target.id }, types: [await specOf(workspace, object, target.object)] })),
  );
  await workspace.zone();
  const made = await writing(recordShape, () =>
    workspace.portal.objects.create(object.path, { properties: present(values), associations } as never),
  );
  const names = Object.keys(values);
  return show(workspace, object, await readBack(workspace, object, made, names), { names });
}

/** HubSpot takes associations of a new record by the number of their kind. */
async function specOf({ metadata, portal }: Workspace, from: ObjectMeta, to: ObjectMeta) {
  const types = await metadata.associationTypes(portal, from, to);
  const { category, typeId } = requireAssociationType(types, from, to, undefined);
  return { associationCategory: category, associationTypeId: typeId };
}

/** What is empty is not there yet. */
export function present(values: CheckedValues): CheckedValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
