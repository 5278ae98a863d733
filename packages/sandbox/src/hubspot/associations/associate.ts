import type { AssociationType } from '../model/association-types.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { Portal } from '../portal.ts';
import { refreshRollups } from './rollups.ts';

/** A record as one end of a link. */
export interface End {
  readonly type: ObjectType;
  readonly id: string;
}

/** Links two records, in both directions. A primary link also is an unlabelled one, and takes the place of another primary one. */
export function associate(portal: Portal, from: End, to: End, types: readonly AssociationType[]): void {
  tie(portal, from, to, types);
  refreshRollups(portal, from, to.type);
  refreshRollups(portal, to, from.type);
}

/** Links two records and leaves it to the caller to count links again. */
export function tie(portal: Portal, from: End, to: End, types: readonly AssociationType[]): void {
  for (const type of types) addOne(portal, from, to, type);
}

function addOne(portal: Portal, from: End, to: End, type: AssociationType): void {
  const plain = portal.associationTypes.unlabelled(from.type, to.type);
  const added = plain && plain.typeId !== type.typeId ? [plain, type] : [type];
  for (const primary of [type, portal.associationTypes.byId(type.inverse)]) {
    if (primary?.primary) demote(portal, primary.from === from.type.id ? from : to, primary);
  }
  const [forth, back] = [added.map(({ typeId }) => typeId), added.map(({ inverse }) => inverse)];
  portal.links.add(from.type.id, from.id, to.type.id, to.id, forth);
  portal.links.add(to.type.id, to.id, from.type.id, from.id, back);
}

/** The record's present primary link becomes an ordinary one. */
function demote(portal: Portal, end: End, primary: AssociationType): void {
  for (const link of portal.links.of(end.type.id, end.id, primary.to)) {
    if (!link.types.includes(primary.typeId)) continue;
    portal.links.remove(end.type.id, end.id, primary.to, link.to, [primary.typeId]);
    portal.links.remove(primary.to, link.to, end.type.id, end.id, [primary.inverse]);
  }
}

/** Ends a link, or takes some of its labels away. */
export function dissociate(portal: Portal, from: End, to: End, types?: readonly AssociationType[]): void {
  portal.links.remove(
    from.type.id,
    from.id,
    to.type.id,
    to.id,
    types?.map(({ typeId }) => typeId),
  );
  portal.links.remove(
    to.type.id,
    to.id,
    from.type.id,
    from.id,
    types?.map(({ inverse }) => inverse),
  );
  refreshRollups(portal, from, to.type);
  refreshRollups(portal, to, from.type);
}

/** Ends all links of a record that goes away. */
export function dissociateAll(portal: Portal, end: End): void {
  for (const target of portal.catalog.types()) {
    for (const { to } of portal.links.of(end.type.id, end.id, target.id)) dissociate(portal, end, { type: target, id: to });
  }
}
