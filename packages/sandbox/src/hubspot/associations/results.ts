import { invalid } from '../errors.ts';
import type { AssociationType } from '../model/association-types.ts';
import type { Portal } from '../portal.ts';
import type { End } from './associate.ts';

/** The plain type of a pair. Refuses pairs that have none. */
export function defaultTypes(portal: Portal, from: End, to: End): readonly AssociationType[] {
  const type = portal.associationTypes.unlabelled(from.type, to.type);
  if (!type) throw invalid(`No default association type is defined from ${from.type.name} to ${to.type.name}`);
  return [type];
}

/** The answer to a created link: its labels, which an unlabelled one has none of (recorded). */
export function linkedPair(portal: Portal, from: End, to: End): unknown {
  const held = portal.links.of(from.type.id, from.id, to.type.id).find((link) => link.to === to.id);
  const types = portal.associationTypes.between(from.type, to.type).filter(({ typeId }) => held?.types.includes(typeId));
  return {
    fromObjectTypeId: from.type.id,
    fromObjectId: Number(from.id),
    toObjectTypeId: to.type.id,
    toObjectId: Number(to.id),
    labels: types.flatMap(({ label }) => label ?? []),
  };
}

/** The answer to a default link: one entry for each direction. */
export function publicDefault(portal: Portal, from: End, to: End): readonly unknown[] {
  return [
    [from, to],
    [to, from],
  ].flatMap(([a, b]) => {
    const type = a && b ? portal.associationTypes.unlabelled(a.type, b.type) : undefined;
    if (!a || !b || !type) return [];
    return [
      { from: { id: a.id }, to: { id: b.id }, associationSpec: { associationCategory: type.category, associationTypeId: type.typeId } },
    ];
  });
}
