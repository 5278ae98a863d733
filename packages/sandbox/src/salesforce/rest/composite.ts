import type { Reply } from '../../wire/exchange.ts';
import { refuse } from '../messages.ts';
import { errorReply, json } from '../replies.ts';
import { isObject, type JsonObject, readJson } from './body.ts';
import type { Call, Resource } from './call.ts';
import { resolveReferences, type Results, UnresolvedReference } from './composite-references.ts';

/** Several requests in one. */
export const compositeResources: readonly Resource[] = [{ method: 'POST', path: '/composite', handle: composite }];

export const maxParts = 25;
/** Queries and collections count twice over. */
const maxHeavyParts = 5;
const heavy = /\/services\/data\/v[\d.]+\/(?:query|queryAll|search|composite\/sobjects|composite\/tree)\b/;
export const allowed =
  /^\/services\/data\/v\d+\.0\/(?:sobjects|query|queryAll|search|parameterizedSearch|limits|recent|composite\/(?:sobjects|tree))\b/;

interface Part {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
  readonly httpHeaders?: unknown;
}

interface PartResult {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

async function composite(call: Call): Promise<Reply> {
  const body = readJson(call.exchange);
  const parts = readParts(body['compositeRequest']);
  const before = call.org.store.snapshot();
  const known: Results = new Map();
  const results: PartResult[] = [];
  const allOrNone = body['allOrNone'] === true;
  for (const part of parts) {
    const result = await runPart(call, part, known);
    results.push(result);
    if (result.httpStatusCode < 300) known.set(part.referenceId, result.body);
    if (allOrNone && result.httpStatusCode >= 400) {
      call.org.store.restore(before);
      return json(200, { compositeResponse: halted(parts, result) });
    }
  }
  return json(200, { compositeResponse: results });
}

/** The one that failed keeps its answer; the others are told that they were undone or never begun. */
function halted(parts: readonly Part[], failure: PartResult): readonly PartResult[] {
  const reply = errorReply(refuse('halted'));
  return parts.map(({ referenceId }) => (referenceId === failure.referenceId ? failure : partResult(referenceId, reply)));
}

async function runPart(call: Call, part: Part, known: Results): Promise<PartResult> {
  try {
    const url = resolveReferences(part.url, known, 'url') as string;
    const body = resolveReferences(part.body, known, 'body');
    if (!allowed.test(url)) throw refuse('notComposable', url);
    return partResult(part.referenceId, await call.dispatch(innerRequest(part.method, url, body, part.httpHeaders)));
  } catch (error) {
    if (error instanceof UnresolvedReference)
      return partResult(part.referenceId, errorReply(refuse('badReference', error.reference, error.place)));
    return partResult(part.referenceId, errorReply(error));
  }
}

export function innerRequest(method: string, url: string, body: unknown, headers: unknown): Parameters<Call['dispatch']>[0] {
  const given = isObject(headers) ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const) : [];
  return {
    method,
    url,
    headers: { ...Object.fromEntries(given), 'content-type': 'application/json' },
    body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
  };
}

function partResult(referenceId: string, reply: Reply): PartResult {
  const location = reply.headers?.['location'];
  return {
    body: parsed(reply),
    httpHeaders: location === undefined ? {} : { Location: location },
    httpStatusCode: reply.status,
    referenceId,
  };
}

export function parsed({ body }: Reply): unknown {
  return body === undefined || body.length === 0 ? null : (JSON.parse(body.toString()) as unknown);
}

function readParts(value: unknown): readonly Part[] {
  if (!Array.isArray(value)) throw refuse('requiredParameter', 'compositeRequest');
  if (value.length > maxParts) throw refuse('tooManyParts', String(maxParts));
  const parts = value.map(readPart);
  if (parts.filter((part) => heavy.test(part.url)).length > maxHeavyParts) throw refuse('tooManyHeavyParts', String(maxHeavyParts));
  const ids = parts.map((part) => part.referenceId);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw refuse('invalidInput', `Duplicate reference ID: ${repeated}`);
  return parts;
}

const none: JsonObject = {};

function readPart(value: unknown): Part {
  const { method, url, referenceId, body, httpHeaders } = isObject(value) ? value : none;
  if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string' || !/^\w+$/.test(referenceId)) {
    throw refuse('invalidInput', 'Each part needs a method, a url and a referenceId of letters, digits and underscores');
  }
  return { method, url, referenceId, body, httpHeaders };
}
