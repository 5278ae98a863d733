import type { Reply } from '../../wire/exchange.ts';
import { batchAnswer, noContent, ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { conflict, invalid, notFound, Refusal } from '../errors.ts';
import { asArray, asObject, asText, type JsonObject } from '../json-body.ts';
import type { Property } from '../model/property.ts';
import { inputsOf } from '../objects/batch.ts';
import { createdProperty, updatedProperty } from './property-input.ts';
import { definitionAccess } from './properties.ts';

/** Definitions of properties and groups, to change. */
export const propertyWriteEndpoints: readonly Endpoint[] = [
  write('POST', '/:objectType', create),
  write('PATCH', '/:objectType/:propertyName', update),
  write('DELETE', '/:objectType/:propertyName', archive),
  write('POST', '/:objectType/batch/create', batchCreate),
  write('POST', '/:objectType/batch/archive', batchArchive),
  { family: 'properties', method: 'POST', path: '/:objectType/batch/read', access: definitionAccess('read'), handle: batchRead },
  write('POST', '/:objectType/groups', createGroup),
  write('PATCH', '/:objectType/groups/:groupName', updateGroup),
  write('DELETE', '/:objectType/groups/:groupName', removeGroup),
];

function write(method: Endpoint['method'], path: string, handle: Endpoint['handle']): Endpoint {
  return { family: 'properties', method, path, access: definitionAccess('write'), handle };
}

function create(call: Call): Reply {
  return ok(add(call, call.body()), 201);
}

function add(call: Call, input: JsonObject): Property {
  const type = call.type();
  const shelf = call.portal.catalog.properties(type);
  const property = createdProperty(input, {
    at: new Date(call.portal.clock.now()).toISOString(),
    userId: call.token.userId,
    order: shelf.size,
  });
  if (shelf.has(property.name)) throw conflict(`Property already exists. Property named ${property.name} already exists.`);
  if (!call.portal.catalog.groups(type).has(property.groupName))
    throw invalid(`Property group named ${property.groupName} does not exist.`);
  shelf.set(property.name, property);
  return property;
}

function update(call: Call): Reply {
  const property = own(call, call.param('propertyName'));
  const next = updatedProperty(property, call.body(), new Date(call.portal.clock.now()).toISOString());
  call.portal.catalog.properties(call.type()).set(property.name, next);
  return ok(next);
}

function archive(call: Call): Reply {
  remove(call, call.param('propertyName'));
  return noContent;
}

function remove(call: Call, name: string): void {
  const property = own(call, name);
  const archivedAt = new Date(call.portal.clock.now()).toISOString();
  call.portal.catalog.properties(call.type()).set(name, { ...property, archived: true, archivedAt });
}

/** A property that the portal made; HubSpot's own stay as they are. */
function own(call: Call, name: string): Property {
  const property = call.portal.catalog.property(call.type(), name);
  if (property.archived === true) throw notFound();
  if (property.modificationMetadata.readOnlyDefinition) throw invalid(`Property ${name} is defined by HubSpot and cannot be changed.`);
  return property;
}

function batchCreate(call: Call): Reply {
  return each(call, 201, (input) => [add(call, input)]);
}

function batchRead(call: Call): Reply {
  const archived = call.body()['archived'] === true;
  return each(call, 200, (input) => {
    const name = asText(input['name']);
    const property = call.portal.catalog.properties(call.type()).get(name);
    if (!property || (property.archived ?? false) !== archived) {
      throw new Refusal(404, { message: `Property ${name} does not exist`, category: 'OBJECT_NOT_FOUND', context: { name: [name] } });
    }
    return [property];
  });
}

function batchArchive(call: Call): Reply {
  for (const input of inputsOf(call)) remove(call, asText(input['name']));
  return noContent;
}

function each(call: Call, status: number, act: (input: JsonObject) => readonly unknown[]): Reply {
  const results: unknown[] = [];
  const refusals: Refusal[] = [];
  for (const input of inputsOf(call)) {
    try {
      results.push(...act(input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  return batchAnswer(call.portal.clock.now(), results, refusals, status);
}

function createGroup(call: Call): Reply {
  const { name, label, displayOrder } = call.body();
  const groups = call.portal.catalog.groups(call.type());
  if (groups.has(asText(name))) throw conflict(`Property group already exists. Group named ${asText(name)} already exists.`);
  const group = { name: asText(name), label: asText(label), displayOrder: Number(displayOrder ?? -1), archived: false };
  groups.set(group.name, group);
  return ok(group, 201);
}

function updateGroup(call: Call): Reply {
  const groups = call.portal.catalog.groups(call.type());
  const group = groups.get(call.param('groupName'));
  if (!group) throw notFound();
  const { label, displayOrder } = call.body();
  const next = {
    ...group,
    ...(label === undefined ? {} : { label: asText(label) }),
    ...(displayOrder === undefined ? {} : { displayOrder: Number(displayOrder) }),
  };
  groups.set(group.name, next);
  return ok(next);
}

function removeGroup(call: Call): Reply {
  const name = call.param('groupName');
  const held = call.portal.catalog.properties(call.type()).values();
  if (held.some(({ groupName, archived }) => groupName === name && archived !== true))
    throw invalid(`Property group ${name} is not empty.`);
  if (!call.portal.catalog.groups(call.type()).delete(name)) throw notFound();
  return noContent;
}

/** Checked once more where schemas bring their properties along. */
export function propertyInputs(value: unknown): readonly JsonObject[] {
  return value === undefined || value === null ? [] : asArray(value, 'properties').map(asObject);
}
