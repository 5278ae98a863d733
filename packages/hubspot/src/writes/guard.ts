import { ConnectorError } from '@causeway/core';
import { isWithin, restrictionsOf } from '../records/restriction.ts';
import { notFound, readRecords } from '../records/read.ts';
import type { CheckedValues } from './values.ts';
import { idProperty, type Workspace } from '../workspace.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';

/** Most requests of the guards of one write. */
export const guardRequests = 1;

/**
 * Holds writes to the row filters of a policy: only records within them may be changed. Sends a request only when there are such filters.
 */
export async function guardRecords(workspace: Workspace, object: ObjectMeta, ids: readonly string[]): Promise<void> {
  if (restrictionsOf(workspace, object).length === 0) return;
  const found = new Set((await readRecords(workspace, object, { ids }, [idProperty])).map(({ id }) => id));
  if (ids.some((id) => !found.has(id))) throw notFound(object);
}

/** Holds new values to the row filters: no record may be made, or moved, outside of them. `existing` ones may leave them as they are. */
export function guardValues(workspace: Workspace, object: ObjectMeta, values: CheckedValues, existing: boolean): void {
  const restrictions = restrictionsOf(workspace, object);
  const concerned = existing ? restrictions.filter(({ property }) => property.name in values) : restrictions;
  const outside = concerned.find((restriction) => !isWithin([restriction], values));
  if (outside !== undefined)
    throw new ConnectorError('permission_denied', `The value of ${object.name}.${outside.property.name} is out of what you may use.`, {
      hint: `Your access to ${object.name} is restricted by ${outside.property.name}.`,
      fields: [outside.property.name],
    });
  if (restrictions.length > 0) workspace.call.trail.restricted(object.name);
}
