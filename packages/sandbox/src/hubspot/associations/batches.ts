import type { Reply } from '../../wire/exchange.ts';
import { batchAnswer, noContent } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid, Refusal } from '../errors.ts';
import { asArray, asObject, asText, type JsonObject } from '../json-body.ts';
import { recordAccess } from '../objects/access.ts';
import { disorder, inputsOf } from '../objects/batch.ts';
import { checkAssociationRight } from '../objects/rules.ts';
import { associate, dissociate, type End } from './associate.ts';
import { batchReadEndpoint } from './batch-read.ts';
import { defaultTypes, linkedPair, publicDefault } from './results.ts';
import { selfAssociation } from './single-writes.ts';
import { readId, readSpecs } from './spec.ts';

const access = recordAccess('write', 'fromObjectType', 'toObjectType');
const pair = '/:fromObjectType/:toObjectType/batch';

/** Inputs of a v4 batch that writes (associations API guide). */
const mostWrites = 2000;

/** Links of many records at once, v4. */
export const linkBatchEndpoints: readonly Endpoint[] = [
  batchReadEndpoint,
  { family: 'associations', method: 'POST', path: `${pair}/create`, access, handle: create },
  { family: 'associations', method: 'POST', path: `${pair}/associate/default`, access, handle: createDefault },
  { family: 'associations', method: 'POST', path: `${pair}/archive`, access, handle: archive },
  { family: 'associations', method: 'POST', path: `${pair}/labels/archive`, access, handle: archiveLabels },
];

/** The two ends an input names; both must exist. */
export function pairOf(call: Call, input: JsonObject): readonly [End, End] {
  const from = { type: call.type('fromObjectType'), id: readId(asObject(input['from'])['id']) };
  const to = { type: call.type('toObjectType'), id: readId(asObject(input['to'])['id']) };
  if (from.type.id === to.type.id && from.id === to.id) throw selfAssociation(from.id);
  for (const { type, id } of [from, to]) {
    if (call.portal.table(type).get(id)) continue;
    throw invalid(`${id} is not a valid ID`, { subCategory: 'crm.associations.INVALID_IDENTIFIER', context: { id: [id] } });
  }
  return [from, to];
}

/** Does something for each input; what cannot be done is told in a 207, the rest is done (recorded). */
export function eachPair(call: Call, status: number, most: number, act: (input: JsonObject) => readonly unknown[]): Reply {
  checkAssociationRight(call);
  const results: unknown[] = [];
  const refusals: Refusal[] = [];
  for (const input of inputsOf(call, most)) {
    try {
      results.push(...act(input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  return batchAnswer(call.portal.clock.now(), disorder(call, results), refusals, status);
}

function create(call: Call): Reply {
  return eachPair(call, 201, mostWrites, (input) => {
    const [from, to] = pairOf(call, input);
    const types = readSpecs(call, asArray(input['types'], 'types'), from.type, to.type);
    associate(call.portal, from, to, types.length > 0 ? types : defaultTypes(call.portal, from, to));
    return [linkedPair(call.portal, from, to)];
  });
}

function createDefault(call: Call): Reply {
  return eachPair(call, 200, mostWrites, (input) => {
    const [from, to] = pairOf(call, input);
    associate(call.portal, from, to, defaultTypes(call.portal, from, to));
    return publicDefault(call.portal, from, to);
  });
}

function archive(call: Call): Reply {
  checkAssociationRight(call);
  for (const input of inputsOf(call, mostWrites)) {
    const from = { type: call.type('fromObjectType'), id: asText(asObject(input['from'])['id']) };
    for (const to of asArray(input['to'], 'to'))
      dissociate(call.portal, from, { type: call.type('toObjectType'), id: asText(asObject(to)['id']) });
  }
  return noContent;
}

function archiveLabels(call: Call): Reply {
  checkAssociationRight(call);
  for (const input of inputsOf(call, mostWrites)) {
    const from = { type: call.type('fromObjectType'), id: asText(asObject(input['from'])['id']) };
    const to = { type: call.type('toObjectType'), id: asText(asObject(input['to'])['id']) };
    dissociate(call.portal, from, to, readSpecs(call, asArray(input['types'], 'types'), from.type, to.type));
  }
  return noContent;
}
