import { ConnectorError, createTtlCache, type Boundaries } from '@causeway/core';
import { readAccount, type Account } from './account.ts';
import { readAssociationTypes, type AssociationType } from './association-type.ts';
import { customTypesOf, findType, isTypeName, ownTypes, schemasShape, type ObjectType } from './object-type.ts';
import { ownerPages, readOwners, type Owner } from './owner.ts';
import { readPipelines, type Pipeline } from './pipeline.ts';
import type { Portal } from '../client/portal.ts';
import { propertiesShape, sensitivities, toProperty, type Property, type Sensitivity } from './property.ts';
import { reading } from './shaped.ts';
import { scoped } from './scoped.ts';
import { ifAllowed } from './allowed.ts';

/** An object type with its properties. */
export interface ObjectMeta extends ObjectType {
  /** Those in bounds. */
  readonly properties: ReadonlyMap<string, Property>;
  /** All of them: row filters of a policy may name what an operator hides. */
  readonly all: ReadonlyMap<string, Property>;
  /** Whether the properties of every class of sensitivity could be listed. */
  readonly complete: boolean;
}

/** What is known of a portal, each thing fetched once in a while. Out of bounds does not exist. */
export interface Metadata {
  /** The type of this name. Asks HubSpot only for names that are not its own. Throws `permission_denied` out of bounds, `not_found` for none. */
  type(portal: Portal, name: string): Promise<ObjectType>;
  /** Every type in bounds. Throws `permission_denied` where the token may not see custom ones. */
  types(portal: Portal): Promise<readonly ObjectType[]>;
  describe(portal: Portal, name: string): Promise<ObjectMeta>;
  pipelines(portal: Portal, object: string): Promise<readonly Pipeline[]>;
  /** By id. */
  owners(portal: Portal): Promise<ReadonlyMap<string, Owner>>;
  account(portal: Portal): Promise<Account>;
  /** The kinds of associations between two types. */
  associationTypes(portal: Portal, from: ObjectType, to: ObjectType): Promise<readonly AssociationType[]>;
}

/** Most requests for what is not known yet: of so many objects, the portal's pipelines, owners, and the portal itself. */
export const coldRequests = {
  objects: (count: number) => 1 + count * sensitivities.length,
  pipelines: 1,
  owners: ownerPages,
  account: 1,
  associations: (pairs: number) => pairs,
} as const;

export interface MetadataOptions {
  readonly boundaries: Boundaries;
  /** Milliseconds for which metadata is good. */
  readonly ttlMs: number;
}

export function createMetadata({ boundaries, ttlMs }: MetadataOptions): Metadata {
  const custom = createTtlCache<readonly ObjectType[]>({ ttlMs });
  const objects = createTtlCache<ObjectMeta>({ ttlMs, maxEntries: 5_000 });
  const pipelines = createTtlCache<readonly Pipeline[]>({ ttlMs });
  const owners = createTtlCache<ReadonlyMap<string, Owner>>({ ttlMs });
  const accounts = createTtlCache<Account>({ ttlMs });
  const associations = createTtlCache<readonly AssociationType[]>({ ttlMs });

  const customTypes = (portal: Portal) => custom.get(portal.key, portal.call.signal, (signal) => readCustomTypes(portal.during(signal)));
  const metadata: Metadata = {
    async type(portal, name) {
      if (!isTypeName(name)) throw unknownType(name);
      const type = findType(ownTypes, name) ?? findType(await customTypes(portal), name);
      if (type === undefined) throw unknownType(name);
      if (boundaries.allowsObject(type.name)) return type;
      throw new ConnectorError('permission_denied', `${type.name} are out of bounds for this connector.`, {
        hint: 'An operator decides which object types may be used; list_object_types shows them.',
      });
    },
    async types(portal) {
      const known = [...ownTypes, ...(await customTypes(portal))];
      return known.filter(({ name }) => boundaries.allowsObject(name));
    },
    async describe(portal, name) {
      const type = await metadata.type(portal, name);
      return objects.get(`${portal.key}:${type.id}`, portal.call.signal, async (signal) => {
        const lists = await readProperties(portal.during(signal), type);
        const all = lists.flatMap((list) => list ?? []);
        const visible = all.filter((property) => boundaries.allowsField(type.name, property.name));
        return { ...type, properties: byName(visible), all: byName(all), complete: !lists.includes(undefined) };
      });
    },
    async pipelines(portal, object) {
      const type = await metadata.type(portal, object);
      const { path } = type;
      return pipelines.get(`${portal.key}:${path}`, portal.call.signal, (signal) =>
        scoped(type, readPipelines(portal.during(signal), path)),
      );
    },
    owners: (portal) => owners.get(portal.key, portal.call.signal, (signal) => readOwners(portal.during(signal))),
    account: (portal) => accounts.get(portal.key, portal.call.signal, (signal) => readAccount(portal.during(signal))),
    associationTypes: (portal, from, to) =>
      associations.get(`${portal.key}:${from.id}:${to.id}`, portal.call.signal, (signal) =>
        readAssociationTypes(portal.during(signal), from, to),
      ),
  };
  return metadata;
}

async function readCustomTypes(portal: Portal): Promise<readonly ObjectType[]> {
  return customTypesOf(await reading(schemasShape, () => portal.schemas.getAll()));
}

/** A list holds the properties of one class of sensitivity, so it is asked for each of them. */
async function readProperties(portal: Portal, type: ObjectType): Promise<readonly (readonly Property[] | undefined)[]> {
  return Promise.all(sensitivities.map((sensitivity) => readClass(portal, type, sensitivity)));
}

/** Undefined where sensitive properties may not be listed, or there are none; what is not listed cannot be asked for. */
async function readClass(portal: Portal, type: ObjectType, sensitivity: Sensitivity): Promise<readonly Property[] | undefined> {
  const { name, path } = type;
  const plain = sensitivity === 'non_sensitive';
  const query = plain ? '' : `?dataSensitivity=${sensitivity}`;
  const answer = reading(propertiesShape, () => portal.request('GET', `/crm/v3/properties/${encodeURIComponent(path)}${query}`));
  const list = plain ? await scoped(type, answer) : await ifAllowed(answer);
  return list?.results.map((raw) => toProperty(name, sensitivity, raw));
}

function byName(properties: readonly Property[]): ReadonlyMap<string, Property> {
  return new Map(properties.map((property) => [property.name, property]));
}

function unknownType(name: string): ConnectorError {
  return new ConnectorError('not_found', `There is no object type ${JSON.stringify(name.slice(0, 60))} here.`, {
    hint: 'Use list_object_types to see the names.',
    fields: ['object'],
  });
}
