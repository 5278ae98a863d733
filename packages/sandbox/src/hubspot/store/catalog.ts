import { notFound, unknownObjectType } from '../errors.ts';
import { machineServicePlan, standardTypes, type ObjectType } from '../model/object-type.ts';
import type { Property } from '../model/property.ts';
import { propertiesOf } from '../model/properties.ts';
import type { Shelf } from './shelf.ts';
import type { Store } from './store.ts';

interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
}

/** The portal's object types, their properties and property groups. */
export interface Catalog {
  /** By id, singular, plural or fully qualified name, whatever the case. Refuses with the vendor's 400. */
  type(name: string): ObjectType;
  find(name: string): ObjectType | undefined;
  types(): readonly ObjectType[];
  /** Adds or replaces a type. A new one gets its system properties and groups. */
  put(type: ObjectType): void;
  remove(id: string): void;
  properties(type: ObjectType): Shelf<string, Property>;
  property(type: ObjectType, name: string): Property;
  groups(type: ObjectType): Shelf<string, PropertyGroup>;
  /** Names of properties whose values belong to one record alone. */
  uniqueProperties(type: ObjectType): readonly string[];
}

export function createCatalog(store: Store): Catalog {
  const types = store.shelf<string, ObjectType>();
  const properties = new Map<string, Shelf<string, Property>>();
  const groups = new Map<string, Shelf<string, PropertyGroup>>();
  const shelfOf = <V>(map: Map<string, Shelf<string, V>>, id: string): Shelf<string, V> => {
    const shelf = map.get(id) ?? store.shelf<string, V>();
    map.set(id, shelf);
    return shelf;
  };
  const names = cached(types, () => new Map(types.values().flatMap((type) => namesOf(type).map((name) => [name, type] as const))));
  const unique = new Map<string, () => readonly string[]>();
  const catalog: Catalog = {
    find: (name) => names().get(name.toLowerCase()),
    type: (name) => {
      const type = catalog.find(name);
      if (!type) throw unknownObjectType(name);
      return type;
    },
    types: () => types.values(),
    put: (type) => {
      if (!types.has(type.id)) furnish(catalog, type);
      types.set(type.id, type);
    },
    remove: (id) => void types.delete(id),
    properties: (type) => shelfOf(properties, type.id),
    property: (type, name) => {
      const property = catalog.properties(type).get(name);
      if (!property) throw notFound();
      return property;
    },
    groups: (type) => shelfOf(groups, type.id),
    uniqueProperties: (type) => {
      const shelf = catalog.properties(type);
      const list =
        unique.get(type.id) ?? cached(shelf, () => shelf.values().flatMap(({ name, hasUniqueValue }) => (hasUniqueValue ? [name] : [])));
      unique.set(type.id, list);
      return list();
    },
  };
  for (const type of [...standardTypes, machineServicePlan]) catalog.put(type);
  return catalog;
}

function furnish(catalog: Catalog, type: ObjectType): void {
  for (const property of propertiesOf(type)) catalog.properties(type).set(property.name, property);
  for (const [index, [name, label]] of type.groups.entries())
    catalog.groups(type).set(name, { name, label, displayOrder: index, archived: false });
}

/** What a path may call a type. `meetings` is also `meeting`, although its name is `meeting_event`. */
function namesOf({ id, name, plural, fullyQualifiedName }: ObjectType): readonly string[] {
  return [id, name, plural, plural.replace(/s$/, ''), fullyQualifiedName].map((text) => text.toLowerCase());
}

/** Works a value out again only after the shelf has changed. */
export function cached<T>(shelf: Shelf<never, unknown> | { readonly version: number }, make: () => T): () => T {
  let known: { readonly version: number; readonly value: T } | undefined;
  return () => {
    if (known?.version !== shelf.version) known = { version: shelf.version, value: make() };
    return known.value;
  };
}
