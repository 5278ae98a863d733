import type { Reply } from '../../wire/exchange.ts';
import { soqlContext } from '../access/soql-context.ts';
import { refuse } from '../messages.ts';
import { json } from '../replies.ts';
import type { SoqlRecord } from '../soql/types.ts';
import { parametersOf, parseParameters } from '../sosl/parameterized.ts';
import type { SearchParameters, SearchedObject } from '../sosl/parameterized.ts';
import { runSearch, runSosl } from '../sosl/run.ts';
import type { SearchContext } from '../sosl/run.ts';
import { type JsonObject, isObject, readJson } from './body.ts';
import type { Call, Resource } from './call.ts';
import { queryErrors } from './query.ts';

export const searchResources: readonly Resource[] = [
  { method: 'GET', path: '/search', handle: search },
  { method: 'GET', path: '/parameterizedSearch', handle: (call) => parameterized(call, parametersOf(call.exchange.query)) },
  { method: 'POST', path: '/parameterizedSearch', handle: (call) => parameterized(call, parametersIn(readJson(call.exchange))) },
];

function search(call: Call): Reply {
  const sosl = call.exchange.query.get('q');
  if (!sosl) throw refuse('malformedSearchMissing');
  return reply(
    call,
    queryErrors(() => runSosl(sosl, searchContext(call))),
  );
}

function parameterized(call: Call, parameters: SearchParameters): Reply {
  if (!parameters.q) throw refuse('malformedSearchMissing');
  return reply(
    call,
    queryErrors(() => runSearch(parseParameters(parameters), searchContext(call))),
  );
}

function searchContext({ org, actor, version }: Call): SearchContext {
  return { ...soqlContext(org, actor, version), searchable: org.catalog.objects.filter((object) => object.searchable) };
}

/** Since version 37 the records stand in an object. Source: REST guide, "Search". */
function reply({ version }: Call, searchRecords: readonly SoqlRecord[]): Reply {
  return json(200, Number(version) < 37 ? searchRecords : { searchRecords });
}

/** Members of another type than they should have are as good as absent. */
function parametersIn(body: JsonObject): SearchParameters {
  const { q, in: group, fields, sobjects, defaultLimit, overallLimit } = body as Partial<Record<keyof SearchParameters, unknown>>;
  const [each, all] = [count(defaultLimit), count(overallLimit)];
  return {
    q: text(q) ?? '',
    in: text(group) ?? 'ALL',
    fields: texts(fields),
    sobjects: Array.isArray(sobjects) ? sobjects.filter(isObject).map(searchedObject) : [],
    ...(each !== undefined && { defaultLimit: each }),
    ...(all !== undefined && { overallLimit: all }),
  };
}

function searchedObject(value: JsonObject): SearchedObject {
  const { name, fields, where, orderBy, limit } = value as Partial<Record<keyof SearchedObject, unknown>>;
  const [filter, order, most] = [text(where), text(orderBy), count(limit)];
  return {
    name: text(name) ?? '',
    fields: texts(fields),
    ...(filter !== undefined && { where: filter }),
    ...(order !== undefined && { orderBy: order }),
    ...(most !== undefined && { limit: most }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
