import type { Reply } from '../../wire/exchange.ts';
import { batchAnswer } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { Refusal } from '../errors.ts';
import { asText } from '../json-body.ts';
import type { ObjectType } from '../model/object-type.ts';
import { recordAccess } from '../objects/access.ts';
import { disorder, inputsOf } from '../objects/batch.ts';
import { linkView } from './link-view.ts';
import { slice } from './read.ts';

const mostReads = 1000;
const mostLinks = 500;

/** Links of up to 1,000 records; each may have a cursor of its own. Records without links are errors of a 207 (recorded). */
export const batchReadEndpoint: Endpoint = {
  family: 'associations',
  method: 'POST',
  path: '/:fromObjectType/:toObjectType/batch/read',
  access: recordAccess('read', 'fromObjectType', 'toObjectType'),
  handle: read,
};

function read(call: Call): Reply {
  const [from, to] = [call.type('fromObjectType'), call.type('toObjectType')];
  const results: unknown[] = [];
  const missing: Refusal[] = [];
  for (const input of inputsOf(call, mostReads)) {
    const id = asText(input['id']);
    const after = typeof input['after'] === 'string' ? input['after'] : undefined;
    const { links, next } = slice(call, call.portal.links.of(from.id, id, to.id), mostLinks, after);
    if (links.length === 0 && after === undefined) missing.push(noLinks(from, to, id));
    else {
      results.push({
        from: { id },
        to: links.map((link) => linkView(call.portal, from, to, link)),
        ...(next === undefined ? {} : { paging: { next: { after: next, link: `?after=${next}` } } }),
      });
    }
  }
  return batchAnswer(call.portal.clock.now(), disorder(call, results), missing);
}

export function noLinks(from: ObjectType, to: ObjectType, id: string): Refusal {
  return new Refusal(404, {
    message: `No ${to.name} is associated with ${from.name} ${id}.`,
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    context: { fromObjectId: [id], fromObjectType: [from.name], toObjectType: [to.name] },
  });
}
