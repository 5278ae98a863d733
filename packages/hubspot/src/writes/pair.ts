import type { Access, Change } from '@causeway/core';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { guardRecord, readLinks } from '../records/links.ts';
import { objectName, recordId } from '../schemas.ts';
import { requireId, type Workspace } from '../workspace.ts';

/** Two records, as tools take them. */
export const pairInput = {
  object: objectName,
  id: recordId,
  to_object: objectName.describe('Type of the other'),
  to_id: recordId.describe('Id of the other'),
};

export interface PairInput {
  readonly object: string;
  readonly id: string;
  readonly to_object: string;
  readonly to_id: string;
  readonly label?: string | undefined;
}

/** Most requests that a pair takes beside the write: the types, their kinds of associations, the guards, and the portal. */
export const pairRequests = coldRequests.objects(2) + coldRequests.associations(1) + 2 + coldRequests.account;

interface Pair {
  readonly from: ObjectMeta;
  readonly to: ObjectMeta;
}

/** What of a record an association is, for policy. */
const field = 'associations';

export async function openPair(workspace: Workspace, given: PairInput): Promise<Pair> {
  requireId(given.id);
  requireId(given.to_id, 'to_id');
  return { from: await workspace.describe(given.object), to: await workspace.describe(given.to_object) };
}

export async function accessToPair(workspace: Workspace, given: PairInput, effect: 'update' | 'delete'): Promise<readonly Access[]> {
  const { from, to } = await openPair(workspace, given);
  return [
    { object: from.name, effect, ids: [given.id], fields: [field] },
    { object: to.name, effect, ids: [given.to_id], fields: [field] },
  ];
}

/** Both records have to be within the row filters of the policy. */
export async function guardPair(workspace: Workspace, from: ObjectMeta, to: ObjectMeta, { id, to_id: toId }: PairInput): Promise<void> {
  await guardRecord(workspace, from, id);
  await guardRecord(workspace, to, toId);
}

/** How two records are associated, and how they will be. */
export async function previewPair(
  workspace: Workspace,
  given: PairInput,
  after: (before: readonly string[]) => readonly string[],
): Promise<readonly Change[]> {
  const { from, to } = await openPair(workspace, given);
  await guardPair(workspace, from, to, given);
  const { links } = await readLinks(workspace, from, given.id, to);
  const link = links.find(({ id }) => id === given.to_id);
  const before = link === undefined ? [] : ['associated', ...link.labels];
  workspace.column(field, from, field);
  const text = (labels: readonly string[]) => (labels.length === 0 ? null : `${to.name} ${given.to_id}: ${labels.join('; ')}`);
  return [{ object: from.name, id: given.id, field, before: text(before), after: text([...new Set(after(before))]) }];
}
