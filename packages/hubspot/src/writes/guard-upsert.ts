import { guardValues } from './guard.ts';
import { isWithin, restrictionsOf } from '../records/restriction.ts';
import { notFound, type Pointers } from '../records/read.ts';
import type { CheckedValues } from './values.ts';
import { idProperty, type Workspace } from '../workspace.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { reading } from '../metadata/shaped.ts';
import { recordShape } from '../records/record.ts';
import { z } from 'zod';

const shape = z.looseObject({ results: z.array(recordShape) });

/** Most requests of the guard. */
export const upsertGuardRequests = 1;

/** Holds a write by a unique value to the row filters: a record that exists has to be within them, a new one as well. */
export async function guardUpsert(workspace: Workspace, object: ObjectMeta, { ids, by }: Pointers, values: CheckedValues): Promise<void> {
  const restrictions = restrictionsOf(workspace, object);
  if (restrictions.length === 0) return;
  const properties = [idProperty, ...restrictions.map(({ property }) => property.name)];
  const body = {
    inputs: ids.map((id) => ({ id })),
    properties,
    propertiesWithHistory: [],
    ...(by === undefined ? {} : { idProperty: by }),
  };
  const { results } = await reading(shape, () => workspace.portal.batch.read(object.path, body));
  if (results.some((record) => !isWithin(restrictions, record.properties))) throw notFound(object);
  guardValues(workspace, object, values, results.length > 0);
}
