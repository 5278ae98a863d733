import { ConnectorError, type Access, type Change, type RecordOf } from '@causeway/core';
import { checkValues, type GivenValues } from './values.ts';
import { accessToNames, referencesOf } from './names.ts';
import { guardReferences, guardValues } from './guard.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { previewCreate } from './preview.ts';
import { saveOne, written } from './save.ts';
import type { Workspace } from '../workspace.ts';

/** One record that is to be made. */
export interface Draft {
  readonly object: string;
  readonly values: GivenValues;
}

/** What making it touches: the record, and the names of those that it refers to. */
export async function draftAccess(workspace: Workspace, draft: Draft): Promise<readonly Access[]> {
  const object = await workspace.describe(draft.object);
  const checked = checkValues(object, draft.values, 'create');
  const names = accessToNames(await referencesOf(workspace, object, [checked]));
  return [{ object: object.name, effect: 'create', fields: Object.keys(checked) }, ...names];
}

export async function draftPreview(workspace: Workspace, draft: Draft): Promise<readonly Change[]> {
  const object = await workspace.describe(draft.object);
  return previewCreate(workspace, object, [checkValues(object, draft.values, 'create')]);
}

/** Makes the record. One request, never repeated. */
export async function create(workspace: Workspace, draft: Draft): Promise<RecordOf> {
  const object: ObjectMeta = await workspace.describe(draft.object);
  const body = checkValues(object, draft.values, 'create');
  guardValues(workspace, object, body, false);
  await guardReferences(workspace, object, [body]);
  const about = { object: object.name, effect: 'create' } as const;
  const result = await saveOne(workspace, { method: 'POST', segments: ['sobjects', object.name], body, about });
  if (typeof result?.id === 'string') return written(workspace, object.name, result.id);
  throw new ConnectorError('unknown_outcome', 'Salesforce did not tell the id of the new record.', {
    hint: 'Search for the record before you try again.',
  });
}
