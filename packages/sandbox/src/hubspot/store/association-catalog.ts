import { associationTypeSeeds, customPairs, type AssociationType } from '../model/association-types.ts';
import { machineServicePlan, type ObjectType } from '../model/object-type.ts';
import { cached } from './catalog.ts';
import type { Shelf } from './shelf.ts';
import type { Store } from './store.ts';

/** The kinds of links between the portal's object types. */
export interface AssociationCatalog {
  between(from: ObjectType, to: ObjectType): readonly AssociationType[];
  /** The type a link without a label has. */
  unlabelled(from: ObjectType, to: ObjectType): AssociationType | undefined;
  byId(typeId: number): AssociationType | undefined;
  /** By numeric id or v3 name. */
  byName(from: ObjectType, to: ObjectType, name: string): AssociationType | undefined;
  from(type: ObjectType): readonly AssociationType[];
  put(types: readonly AssociationType[]): void;
  remove(typeId: number): void;
  /** Two unused ids in a row. */
  nextPair(): number;
}

const firstCustomId = 51;

export function createAssociationCatalog(store: Store): AssociationCatalog {
  const types: Shelf<string, AssociationType> = store.shelf();
  const put = (list: readonly AssociationType[]): void => {
    for (const type of list) types.set(`${type.from}>${type.to}:${type.typeId}`, type);
  };
  put([...associationTypeSeeds, ...customPairs(machineServicePlan.id, machineServicePlan.name, firstCustomId)]);
  const byPair = cached(types, () => Map.groupBy(types.values(), ({ from, to }) => `${from}>${to}`));
  const byId = cached(types, () => new Map(types.values().map((type) => [type.typeId, type])));
  const between = (from: ObjectType, to: ObjectType): readonly AssociationType[] => byPair().get(`${from.id}>${to.id}`) ?? [];
  return {
    between,
    unlabelled: (from, to) => between(from, to).find(({ label }) => label === null),
    byId: (typeId) => byId().get(typeId),
    byName: (from, to, name) => between(from, to).find((type) => String(type.typeId) === name || type.name === name),
    from: (type) => types.values().filter(({ from }) => from === type.id),
    put,
    remove: (typeId) => {
      for (const type of types.values()) if (type.typeId === typeId) types.delete(`${type.from}>${type.to}:${typeId}`);
    },
    nextPair: () => Math.max(1000, ...types.values().map(({ typeId }) => typeId)) + 1,
  };
}
