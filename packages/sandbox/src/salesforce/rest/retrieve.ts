import type { Reply } from '../../wire/exchange.ts';
import { visibleRow } from '../access/actor.ts';
import { normalizeId } from '../ids.ts';
import { refuse } from '../messages.ts';
import { json } from '../replies.ts';
import { readJson } from './body.ts';
import { type Call, objectInPath, type Resource } from './call.ts';
import { chosenFields, renderRecord } from './render.ts';

/** Many records of one object by id. */
export const retrieveResources: readonly Resource[] = [
  { method: 'GET', path: '/composite/sobjects/:type', handle: (call) => retrieve(call, inQuery(call, 'ids'), inQuery(call, 'fields')) },
  { method: 'POST', path: '/composite/sobjects/:type', handle: retrieveByBody },
];

const maxRetrieved = 2000;

function inQuery({ exchange }: Call, name: string): readonly string[] | undefined {
  return exchange.query.get(name)?.split(',');
}

function retrieveByBody(call: Call): Reply {
  const { ids, fields } = readJson(call.exchange) as { readonly ids?: unknown; readonly fields?: unknown };
  return retrieve(call, strings(ids), strings(fields));
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** In the order of the ids; null for what is not there. */
function retrieve(call: Call, ids: readonly string[] | undefined, names: readonly string[] | undefined): Reply {
  const object = objectInPath(call);
  if (!ids) throw refuse('requiredParameter', 'ids');
  if (!names) throw refuse('requiredParameter', 'fields');
  if (ids.length > maxRetrieved) throw refuse('tooManyRecords', String(maxRetrieved));
  const fields = chosenFields(call.actor, object, names);
  const records = ids.map((given) => {
    const id = normalizeId(given.trim());
    if (id === undefined) throw refuse('malformedId', given);
    const row = visibleRow(call.org, call.actor, object, id);
    return row ? renderRecord(call, object, row, fields) : null;
  });
  return json(200, records);
}
