import type { Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid, notFound } from '../errors.ts';
import { asArray } from '../json-body.ts';
import type { AssociationType } from '../model/association-types.ts';
import { recordAccess } from '../objects/access.ts';
import { checkAssociationRight } from '../objects/rules.ts';
import { associate, dissociate, type End } from './associate.ts';
import { defaultTypes, linkedPair, publicDefault } from './results.ts';
import { readId, readSpecs } from './spec.ts';

const access = recordAccess('write', 'objectType', 'toObjectType');
const ends = '/:objectType/:objectId/associations';

/** Links between two records, one at a time. */
export const linkWriteEndpoints: readonly Endpoint[] = [
  { family: 'objectLinks', method: 'PUT', path: `${ends}/:toObjectType/:toObjectId`, access, handle: link },
  { family: 'objectLinks', method: 'PUT', path: `${ends}/default/:toObjectType/:toObjectId`, access, handle: linkByDefault },
  { family: 'objectLinks', method: 'DELETE', path: `${ends}/:toObjectType/:toObjectId`, access, handle: unlink },
];

function endsOf(call: Call): readonly [End, End] {
  checkAssociationRight(call);
  const from = { type: call.type(), id: readId(call.param('objectId')) };
  const to = { type: call.type('toObjectType'), id: readId(call.param('toObjectId')) };
  if (from.type.id === to.type.id && from.id === to.id) throw selfAssociation(from.id);
  return [from, to];
}

/** Both records must be there. */
function present(call: Call, ...list: readonly End[]): void {
  if (list.some(({ type, id }) => !call.portal.table(type).get(id))) throw notFound();
}

export function selfAssociation(id: string): Error {
  return invalid(`Object ${id} cannot be associated to itself (${id})`);
}

function link(call: Call): Reply {
  const [from, to] = endsOf(call);
  const specs = asArray(call.json(), 'body');
  const types = readSpecs(call, specs, from.type, to.type);
  present(call, from, to);
  associate(call.portal, from, to, types.length > 0 ? types : defaultTypes(call.portal, from, to));
  return ok(linkedPair(call.portal, from, to), 201);
}

function linkByDefault(call: Call): Reply {
  const [from, to] = endsOf(call);
  present(call, from, to);
  const types: readonly AssociationType[] = defaultTypes(call.portal, from, to);
  associate(call.portal, from, to, types);
  const instant = new Date(call.portal.clock.now()).toISOString();
  return ok({ status: 'COMPLETE', results: publicDefault(call.portal, from, to), startedAt: instant, completedAt: instant });
}

function unlink(call: Call): Reply {
  const [from, to] = endsOf(call);
  dissociate(call.portal, from, to);
  return noContent;
}
