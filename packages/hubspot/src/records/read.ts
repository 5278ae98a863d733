import { ConnectorError } from '@causeway/core';
import { z } from 'zod';
import { isWithin, restrictionsOf } from './restriction.ts';
import { reading } from '../metadata/shaped.ts';
import { recordShape, type HubSpotRecord } from './record.ts';
import { requireId, requireProperty, type Workspace } from '../workspace.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';

const shape = z.looseObject({ results: z.array(recordShape) });

/** Most records in one batch, as in HubSpot. */
export const maxBatch = 100;

/** Which records: their ids, or the values of a property that tells records apart. */
export interface Pointers {
  readonly ids: readonly string[];
  readonly by?: string | undefined;
}

/** Checks pointers before anything is sent. Throws `invalid_input`. */
export function checkPointers(object: ObjectMeta, { ids, by }: Pointers): void {
  if (by === undefined) {
    for (const id of ids) requireId(id);
    return;
  }
  const property = requireProperty(object, by);
  if (!property.unique)
    throw new ConnectorError('invalid_input', `${object.name}.${property.name} does not tell records apart.`, {
      hint: 'describe_object marks unique properties with #.',
      fields: [by],
    });
}

/** Records by id, in the order of HubSpot; those that are not there, or out of the policy's row filters, are left out. One request. */
export async function readRecords(
  workspace: Workspace,
  object: ObjectMeta,
  pointers: Pointers,
  names: readonly string[],
): Promise<readonly HubSpotRecord[]> {
  const { ids, by } = pointers;
  checkPointers(object, pointers);
  const restrictions = restrictionsOf(workspace, object);
  if (ids.length === 0) return [];
  const properties = [...new Set([...names, ...restrictions.map(({ property }) => property.name)])];
  const inputs = [...new Set(ids)].map((id) => ({ id }));
  const body = { inputs, properties, propertiesWithHistory: [], ...(by === undefined ? {} : { idProperty: by }) };
  const { results } = await reading(shape, () => workspace.portal.batch.read(object.path, body));
  if (restrictions.length > 0) workspace.call.trail.restricted(object.name);
  return results.filter((record) => isWithin(restrictions, record.properties));
}

/** One record. Throws `not_found` when it is not there. */
export async function readRecord(
  workspace: Workspace,
  object: ObjectMeta,
  id: string,
  names: readonly string[],
  by?: string,
): Promise<HubSpotRecord> {
  const [record] = await readRecords(workspace, object, { ids: [id], by }, names);
  if (record === undefined) throw notFound(object);
  return record;
}

export function notFound({ name }: ObjectMeta): ConnectorError {
  return new ConnectorError('not_found', `There is no such record among the ${name} that this token may see.`, {
    hint: 'Use find_records; it may be archived, or of another type.',
  });
}
