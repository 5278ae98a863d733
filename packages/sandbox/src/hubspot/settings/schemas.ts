import type { Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import type { Access, Call, Endpoint } from '../endpoint.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { asArray, asObject, asText, type JsonObject } from '../json-body.ts';
import { customPairs, directions, type AssociationType } from '../model/association-types.ts';
import type { ObjectType } from '../model/object-type.ts';
import { portalId } from '../model/portal-facts.ts';
import { schemaScopes, type Effect } from '../scopes.ts';
import { createdProperty } from './property-input.ts';
import { propertyInputs } from './property-writes.ts';

function access(effect: Effect): Access {
  return { wording: 'schemas', needs: () => [schemaScopes[effect]] };
}

/** Definitions of object types: all can be read, custom ones can be made. */
export const schemaEndpoints: readonly Endpoint[] = [
  { family: 'schemas', method: 'GET', path: '', access: access('read'), handle: list },
  { family: 'schemas', method: 'POST', path: '', access: access('write'), handle: create },
  { family: 'schemas', method: 'GET', path: '/:objectType', access: access('read'), handle: (call) => ok(schema(call, find(call))) },
  { family: 'schemas', method: 'PATCH', path: '/:objectType', access: access('write'), handle: update },
  { family: 'schemas', method: 'DELETE', path: '/:objectType', access: access('write'), handle: remove },
  { family: 'schemas', method: 'POST', path: '/:objectType/associations', access: access('write'), handle: createAssociation },
  {
    family: 'schemas',
    method: 'DELETE',
    path: '/:objectType/associations/:associationId',
    access: access('write'),
    handle: removeAssociation,
  },
];

function list(call: Call): Reply {
  const custom = call.portal.catalog.types().filter(({ metaType }) => metaType === 'PORTAL_SPECIFIC');
  const shown = call.flag('archived') ? custom.filter(({ archived }) => archived) : custom.filter(({ archived }) => !archived);
  return ok({ results: shown.map((type) => schema(call, type)) });
}

function find(call: Call): ObjectType {
  return call.type();
}

/** Key order and values as recorded. */
function schema(call: Call, type: ObjectType): unknown {
  const custom = type.metaType === 'PORTAL_SPECIFIC';
  return {
    labels: type.labels,
    requiredProperties: type.required,
    searchableProperties: custom ? type.searchable : [],
    primaryDisplayProperty: type.primaryDisplay,
    secondaryDisplayProperties: type.secondaryDisplay,
    description: type.description,
    allowsSensitiveProperties: true,
    archived: type.archived,
    restorable: true,
    metaType: type.metaType,
    id: type.id.slice(2),
    fullyQualifiedName: type.fullyQualifiedName,
    createdAt: type.createdAt,
    updatedAt: type.updatedAt,
    createdByUserId: custom ? 534941 : null,
    updatedByUserId: custom ? 534941 : null,
    objectTypeId: type.id,
    properties: call.portal.catalog
      .properties(type)
      .values()
      .filter(({ archived }) => archived !== true),
    associations: call.portal.associationTypes.from(type).map(association),
    name: custom ? type.name : type.fullyQualifiedName,
  };
}

function association({ from, to, name, typeId, primary, inverse }: AssociationType): unknown {
  return {
    fromObjectTypeId: from,
    toObjectTypeId: to,
    name: name.toUpperCase(),
    cardinality: primary ? 'ONE_TO_ONE' : 'ONE_TO_MANY',
    inverseCardinality: inverse === 1 || inverse === 5 || inverse === 26 ? 'ONE_TO_ONE' : 'ONE_TO_MANY',
    hasUserEnforcedMaxToObjectIds: false,
    hasUserEnforcedMaxFromObjectIds: false,
    maxToObjectIds: primary ? 1 : 10_000,
    maxFromObjectIds: 10_000,
    id: String(typeId),
    createdAt: null,
    updatedAt: null,
  };
}

/** A new custom object: type, properties, and the links it is to have. */
function create(call: Call): Reply {
  const body = call.body();
  const name = asText(body['name']);
  if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name))
    throw invalid(`Object name ${name} must start with a letter and hold letters, digits and underscores alone.`);
  const { catalog, associationTypes, clock } = call.portal;
  if (catalog.find(name)) throw conflict(`Object already exists with name ${name}`);
  const at = new Date(clock.now()).toISOString();
  const type = customType(name, body, at, catalog.types().length);
  const seeds = propertyInputs(body['properties']);
  if (type.primaryDisplay !== '' && !seeds.some((seed) => seed['name'] === type.primaryDisplay))
    throw invalid(`Property ${type.primaryDisplay} does not exist`);
  const group = type.groups[0]?.[0] ?? '';
  const made = seeds.map((seed, order) => createdProperty({ groupName: group, ...seed }, { at, userId: call.token.userId, order }));
  catalog.put(type);
  for (const property of made) catalog.properties(type).set(property.name, property);
  associationTypes.put(customPairs(type.id, type.name, associationTypes.nextPair()));
  return ok(schema(call, type), 201);
}

function customType(name: string, body: JsonObject, at: string, count: number): ObjectType {
  const labels = asObject(body['labels']);
  const names = (key: string): readonly string[] => (body[key] === undefined ? [] : asArray(body[key], key).map(asText));
  const singular = asText(labels['singular']);
  return {
    id: `2-${portalId + count}`,
    name,
    plural: `${name}s`,
    fullyQualifiedName: `p${portalId}_${name}`,
    labels: { singular, plural: asText(labels['plural'] ?? `${singular}s`) },
    description: body['description'] === undefined ? '' : asText(body['description']),
    metaType: 'PORTAL_SPECIFIC',
    created: 'hs_createdate',
    modified: 'hs_lastmodifieddate',
    defaults: [],
    searchable: names('searchableProperties'),
    required: names('requiredProperties'),
    requiredOneOf: [],
    primaryDisplay: body['primaryDisplayProperty'] === undefined ? '' : asText(body['primaryDisplayProperty']),
    secondaryDisplay: names('secondaryDisplayProperties'),
    groups: [[`${name}_information`, `${singular} information`]],
    scope: 'custom',
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
}

function custom(call: Call): ObjectType {
  const type = find(call);
  if (type.metaType !== 'PORTAL_SPECIFIC') throw invalid(`${type.fullyQualifiedName} is defined by HubSpot and cannot be changed.`);
  return type;
}

function update(call: Call): Reply {
  const type = custom(call);
  const body = call.body();
  const names = (key: string, old: readonly string[]): readonly string[] =>
    body[key] === undefined ? old : asArray(body[key], key).map(asText);
  const next: ObjectType = {
    ...type,
    labels: body['labels'] === undefined ? type.labels : { ...type.labels, ...(asObject(body['labels']) as Partial<ObjectType['labels']>) },
    description:
      body['clearDescription'] === true ? '' : body['description'] === undefined ? type.description : asText(body['description']),
    required: names('requiredProperties', type.required),
    searchable: names('searchableProperties', type.searchable),
    secondaryDisplay: names('secondaryDisplayProperties', type.secondaryDisplay),
    primaryDisplay: body['primaryDisplayProperty'] === undefined ? type.primaryDisplay : asText(body['primaryDisplayProperty']),
    updatedAt: new Date(call.portal.clock.now()).toISOString(),
  };
  call.portal.catalog.put(next);
  return ok(schema(call, next));
}

function remove(call: Call): Reply {
  const type = custom(call);
  const count = call.portal.table(type).live().length;
  if (count > 0) throw invalid(`Unable to delete object type ${type.fullyQualifiedName}: it still has ${count} records.`);
  call.portal.catalog.remove(type.id);
  return noContent;
}

function createAssociation(call: Call): Reply {
  const { fromObjectTypeId, toObjectTypeId, name } = call.body();
  const [from, to] = [call.portal.catalog.type(asText(fromObjectTypeId)), call.portal.catalog.type(asText(toObjectTypeId))];
  const id = call.portal.associationTypes.nextPair();
  const text = name === undefined ? `${from.name}_to_${to.name}` : asText(name);
  const made = directions([from.id, to.id, id, id + 1, text, `${text}_inverse`], 'USER_DEFINED');
  call.portal.associationTypes.put(made);
  const at = new Date(call.portal.clock.now()).toISOString();
  return ok({ id: String(id), fromObjectTypeId: from.id, toObjectTypeId: to.id, name: text, createdAt: at, updatedAt: at }, 201);
}

function removeAssociation(call: Call): Reply {
  const type = call.portal.associationTypes.byId(Number(call.param('associationId')));
  if (!type || type.category === 'HUBSPOT_DEFINED' || ![type.from, type.to].includes(custom(call).id)) throw notFound();
  call.portal.associationTypes.remove(type.typeId);
  call.portal.associationTypes.remove(type.inverse);
  return noContent;
}
