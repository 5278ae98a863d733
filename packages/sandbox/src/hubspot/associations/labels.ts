import type { Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import type { Access, Call, Endpoint } from '../endpoint.ts';
import { invalid, notFound } from '../errors.ts';
import { asText } from '../json-body.ts';
import { directions, type AssociationType } from '../model/association-types.ts';
import { definitionScopes, type Effect } from '../scopes.ts';

const labels = '/:fromObjectType/:toObjectType/labels';

function access(effect: Effect): Access {
  return {
    wording: 'objects',
    needs: (call) => ['fromObjectType', 'toObjectType'].map((name) => definitionScopes(call.type(name), effect)),
  };
}

/** The kinds of links between two types, and the admin's own labels. */
export const labelEndpoints: readonly Endpoint[] = [
  { family: 'associationLabels', method: 'GET', path: labels, access: access('read'), handle: list },
  { family: 'associationLabels', method: 'POST', path: labels, access: access('write'), handle: create },
  { family: 'associationLabels', method: 'PUT', path: labels, access: access('write'), handle: update },
  { family: 'associationLabels', method: 'DELETE', path: `${labels}/:associationTypeId`, access: access('write'), handle: remove },
];

function list(call: Call): Reply {
  return ok({ results: call.portal.associationTypes.between(call.type('fromObjectType'), call.type('toObjectType')).map(definition) });
}

function definition({ category, typeId, label }: AssociationType): unknown {
  return { category, typeId, label };
}

/** Two definitions come of it, one for each direction; the answer holds both. */
function create(call: Call): Reply {
  const [from, to] = [call.type('fromObjectType'), call.type('toObjectType')];
  const { name, label, inverseLabel } = call.body();
  const text = asText(label);
  const known = call.portal.associationTypes.between(from, to);
  if (known.some((type) => type.label === text || type.name === asText(name)))
    throw invalid(`Label name ${asText(name)} is already in use`);
  const id = call.portal.associationTypes.nextPair();
  const single = from.id === to.id && (inverseLabel === undefined || inverseLabel === text);
  const made = directions([from.id, to.id, id, single ? id : id + 1, asText(name), `${asText(name)}_inverse`, text], 'USER_DEFINED').map(
    (type, index) => (index === 1 && typeof inverseLabel === 'string' ? { ...type, label: inverseLabel } : type),
  );
  call.portal.associationTypes.put(made);
  return ok({ results: made.map(definition) });
}

function update(call: Call): Reply {
  const { associationTypeId, label, inverseLabel } = call.body();
  const type = own(call, asText(associationTypeId));
  const inverse = call.portal.associationTypes.byId(type.inverse);
  call.portal.associationTypes.put([{ ...type, label: asText(label) }]);
  if (inverse && inverse.typeId !== type.typeId && typeof inverseLabel === 'string') {
    call.portal.associationTypes.put([{ ...inverse, label: inverseLabel }]);
  }
  return noContent;
}

function remove(call: Call): Reply {
  const type = own(call, call.param('associationTypeId'));
  call.portal.associationTypes.remove(type.typeId);
  call.portal.associationTypes.remove(type.inverse);
  return noContent;
}

/** A label that the portal's admin made; HubSpot's own cannot be changed. */
function own(call: Call, id: string): AssociationType {
  const type = call.portal.associationTypes
    .between(call.type('fromObjectType'), call.type('toObjectType'))
    .find(({ typeId }) => String(typeId) === id);
  if (!type) throw notFound();
  if (type.category === 'HUBSPOT_DEFINED') throw invalid('HUBSPOT_DEFINED association types cannot be changed.');
  return type;
}
