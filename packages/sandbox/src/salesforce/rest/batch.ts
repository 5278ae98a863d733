import type { Reply } from '../../wire/exchange.ts';
import { refuse } from '../messages.ts';
import { errorReply, json } from '../replies.ts';
import { isObject, type JsonObject, readJson } from './body.ts';
import type { Call, Resource } from './call.ts';
import { allowed, innerRequest, maxParts, parsed } from './composite.ts';

/** Independent requests in one; older than composite, and without references. */
export const batchResources: readonly Resource[] = [{ method: 'POST', path: '/composite/batch', handle: batch }];

interface PartResult {
  readonly statusCode: number;
  readonly result: unknown;
}

async function batch(call: Call): Promise<Reply> {
  const body = readJson(call.exchange);
  const requests = body['batchRequests'];
  if (!Array.isArray(requests)) throw refuse('requiredParameter', 'batchRequests');
  if (requests.length > maxParts) throw refuse('tooManyParts', String(maxParts));
  const results: PartResult[] = [];
  for (const request of requests as readonly unknown[]) {
    const stopped = body['haltOnError'] === true && results.some(isError);
    const reply = stopped ? errorReply(refuse('batchHalted')) : await runPart(call, isObject(request) ? request : {});
    results.push({ statusCode: reply.status, result: parsed(reply) });
  }
  return json(200, { hasErrors: results.some(isError), results });
}

function isError({ statusCode }: PartResult): boolean {
  return statusCode >= 400;
}

/** Addresses begin with the version: `v62.0/sobjects/…`. */
async function runPart(call: Call, { method, url, richInput }: JsonObject): Promise<Reply> {
  if (typeof method !== 'string' || typeof url !== 'string')
    return errorReply(refuse('invalidInput', 'Each request needs a method and a url'));
  const path = `/services/data/${url.replace(/^\/?(?:services\/data\/)?/, '')}`;
  return allowed.test(path) ? call.dispatch(innerRequest(method, path, richInput, undefined)) : errorReply(refuse('notComposable', url));
}
