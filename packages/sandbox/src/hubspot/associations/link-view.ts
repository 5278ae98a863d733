import type { AssociationType } from '../model/association-types.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { Portal } from '../portal.ts';
import type { Link } from '../store/links.ts';

/** A link as v4 shows it. `toObjectId` is a number at run time, whatever the client's types say (recorded). */
export interface LinkView {
  readonly toObjectId: number;
  readonly associationTypes: readonly { readonly category: string; readonly typeId: number; readonly label: string | null }[];
}

export function linkView(portal: Portal, from: ObjectType, to: ObjectType, link: Link): LinkView {
  return {
    toObjectId: Number(link.to),
    associationTypes: typesOf(portal, from, to, link).map(({ category, typeId, label }) => ({ category, typeId, label })),
  };
}

/** v3 names of a link's types. */
export function linkNames(portal: Portal, from: ObjectType, to: ObjectType, link: Link): readonly string[] {
  return typesOf(portal, from, to, link).map(({ name }) => name);
}

/** In order of id, as recorded. */
function typesOf(portal: Portal, from: ObjectType, to: ObjectType, link: Link): readonly AssociationType[] {
  const known = portal.associationTypes.between(from, to);
  return link.types.flatMap((id) => known.find(({ typeId }) => typeId === id) ?? []);
}
