import type { Reply } from '../../wire/exchange.ts';
import { batchAnswer, noContent, ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid, type Refusal } from '../errors.ts';
import { asObject, asText, type JsonObject } from '../json-body.ts';
import type { AssociationType } from '../model/association-types.ts';
import { recordAccess } from '../objects/access.ts';
import { disorder, inputsOf } from '../objects/batch.ts';
import { checkAssociationRight } from '../objects/rules.ts';
import { definitionScopes } from '../scopes.ts';
import { associate, dissociate, type End } from './associate.ts';
import { noLinks } from './batch-read.ts';
import { eachPair, pairOf } from './batches.ts';
import { linkNames } from './link-view.ts';
import { readId } from './spec.ts';

const pair = '/:fromObjectType/:toObjectType';
const writing = recordAccess('write', 'fromObjectType', 'toObjectType');
const single = '/:objectType/:objectId/associations/:toObjectType/:toObjectId/:associationType';
const mostInputs = 2000;

/** The older association API: types go by name or number. */
export const associationV3Endpoints: readonly Endpoint[] = [
  {
    family: 'associationsV3',
    method: 'POST',
    path: `${pair}/batch/read`,
    access: recordAccess('read', 'fromObjectType', 'toObjectType'),
    handle: read,
  },
  { family: 'associationsV3', method: 'POST', path: `${pair}/batch/create`, access: writing, handle: create },
  { family: 'associationsV3', method: 'POST', path: `${pair}/batch/archive`, access: writing, handle: archive },
  {
    family: 'associationsV3',
    method: 'GET',
    path: `${pair}/types`,
    access: { wording: 'objects', needs: (call) => [definitionScopes(call.type('fromObjectType'), 'read')] },
    handle: types,
  },
  { family: 'objectLinksV3', method: 'PUT', path: single, access: recordAccess('write', 'objectType', 'toObjectType'), handle: link },
  { family: 'objectLinksV3', method: 'DELETE', path: single, access: recordAccess('write', 'objectType', 'toObjectType'), handle: unlink },
];

function types(call: Call): Reply {
  const between = call.portal.associationTypes.between(call.type('fromObjectType'), call.type('toObjectType'));
  return ok({ results: between.map(({ typeId, name }) => ({ id: String(typeId), name })) });
}

function read(call: Call): Reply {
  const [from, to] = [call.type('fromObjectType'), call.type('toObjectType')];
  const missing: Refusal[] = [];
  const results = inputsOf(call, mostInputs).flatMap((input) => {
    const id = asText(input['id']);
    const links = call.portal.links.of(from.id, id, to.id);
    if (links.length === 0) missing.push(noLinks(from, to, id));
    return links.length === 0
      ? []
      : [{ from: { id }, to: links.flatMap((each) => linkNames(call.portal, from, to, each).map((type) => ({ id: each.to, type }))) }];
  });
  return batchAnswer(call.portal.clock.now(), disorder(call, results), missing);
}

function create(call: Call): Reply {
  return eachPair(call, 201, mostInputs, (input) => {
    const [from, to] = pairOf(call, input);
    const type = typeNamed(call, from, to, input['type']);
    associate(call.portal, from, to, [type]);
    return [{ from: { id: from.id }, to: { id: to.id }, type: type.name }];
  });
}

function archive(call: Call): Reply {
  checkAssociationRight(call);
  for (const input of inputsOf(call, mostInputs)) {
    const [from, to] = looseEnds(call, input);
    dissociate(call.portal, from, to, [typeNamed(call, from, to, input['type'])]);
  }
  return noContent;
}

/** Ends that need not exist: archiving a missing link is no error. */
function looseEnds(call: Call, input: JsonObject): readonly [End, End] {
  return [
    { type: call.type('fromObjectType'), id: readId(asObject(input['from'])['id']) },
    { type: call.type('toObjectType'), id: readId(asObject(input['to'])['id']) },
  ];
}

function pathEnds(call: Call): readonly [End, End, AssociationType] {
  checkAssociationRight(call);
  const from = { type: call.type(), id: readId(call.param('objectId')) };
  const to = { type: call.type('toObjectType'), id: readId(call.param('toObjectId')) };
  return [from, to, typeNamed(call, from, to, call.param('associationType'))];
}

function link(call: Call): Reply {
  const [from, to, type] = pathEnds(call);
  const record = call.portal.table(from.type).get(from.id);
  if (!record || !call.portal.table(to.type).get(to.id)) throw invalid(`${to.id} is not a valid ID`, { context: { id: [to.id] } });
  associate(call.portal, from, to, [type]);
  return ok({
    id: record.id,
    properties: {},
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: false,
  });
}

function unlink(call: Call): Reply {
  const [from, to, type] = pathEnds(call);
  dissociate(call.portal, from, to, [type]);
  return noContent;
}

function typeNamed(call: Call, from: End, to: End, name: unknown): AssociationType {
  const type = call.portal.associationTypes.byName(from.type, to.type, asText(name));
  if (!type) throw invalid(`${asText(name)} is not a valid association type between ${from.type.plural} and ${to.type.plural}`);
  return type;
}
