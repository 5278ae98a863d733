import { ConnectorError } from '@causeway/core';
import { z } from 'zod';
import type { ObjectType } from './object-type.ts';
import type { Portal } from '../client/portal.ts';
import { reading } from './shaped.ts';

/** A kind of association between two types, in one direction. */
export interface AssociationType {
  readonly category: string;
  readonly typeId: number;
  /** Undefined for the plain kind. */
  readonly label?: string;
}

const shape = z.looseObject({
  results: z.array(z.looseObject({ category: z.string(), typeId: z.number(), label: z.string().nullish() })),
});

export async function readAssociationTypes(portal: Portal, from: ObjectType, to: ObjectType): Promise<readonly AssociationType[]> {
  const { results } = await reading(shape, () => portal.associationLabels.getAll(from.path, to.path));
  return results.map(({ category, typeId, label }) => ({ category, typeId, ...(label == null ? {} : { label }) }));
}

/** The kind of a label, or the plain one. Throws `invalid_input` with the labels there are. */
export function requireAssociationType(
  types: readonly AssociationType[],
  from: ObjectType,
  to: ObjectType,
  label: string | undefined,
): AssociationType {
  const sought = label?.trim().toLowerCase();
  const found = types.find((type) => type.label?.toLowerCase() === sought);
  if (found !== undefined) return found;
  const labels = types.flatMap((type) => type.label ?? []);
  const what = label === undefined ? 'no plain association' : `no association ${JSON.stringify(label.slice(0, 60))}`;
  throw new ConnectorError('invalid_input', `There is ${what} from ${from.name} to ${to.name}.`, {
    ...(labels.length === 0 ? {} : { hint: `There are: ${labels.slice(0, 20).join(', ')}.` }),
    fields: ['label'],
  });
}
