import { handlerFault, type Reply } from '../../wire/exchange.ts';
import { ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import { recordAccess } from '../objects/access.ts';
import { projection } from '../objects/project.ts';
import type { CrmRecord } from '../store/records.ts';
import { matchesGroups, scaleOf, searchable, type Predicate } from './filters.ts';
import { readSearch, type Sort } from './request.ts';
import { matchesQuery } from './text.ts';

/** Search over one type: filters, words, one sort, pages up to the ceiling. */
export const searchEndpoints: readonly Endpoint[] = [
  { family: 'objects', method: 'POST', path: '/:objectType/search', access: recordAccess('read'), search: true, handle: search },
];

function search(call: Call): Reply {
  const type = call.type();
  const { search: bounds } = call.portal.options;
  if (call.exchange.body.length > bounds.bodyLength)
    throw invalid(`The request body is too large: at most ${bounds.bodyLength} characters.`);
  const request = readSearch(call.body(), bounds);
  const inGroups = matchesGroups(call, type, request.groups);
  const hasWords = matchesQuery(request.query, type.searchable);
  const found = indexed(call, type, (record) => inGroups(record) && hasWords(record));
  const ordered = request.sort ? sorted(call, type, found, request.sort) : found;
  const limit = Math.min(request.limit, handlerFault(call.exchange, 'short-page')?.size ?? request.limit);
  const end = request.after + limit;
  const show = projection(call, type, request.properties);
  return ok({
    total: found.length,
    results: ordered.slice(request.after, end).map(show),
    ...(end < found.length ? { paging: { next: { after: String(end) } } } : {}),
  });
}

/** What the index holds, oldest first: records as they were before the last moments. */
function indexed(call: Call, type: ObjectType, matches: Predicate): readonly CrmRecord[] {
  const table = call.portal.table(type);
  const unseen = table.unseen(call.portal.searchDelay());
  if (unseen.size === 0) return table.byCreation().filter(matches);
  const earlier = [...unseen.values()].filter((record) => record !== undefined);
  const seen = table.byCreation().filter(({ id }) => !unseen.has(id));
  return [...seen, ...earlier].filter(matches).toSorted((a, b) => a.createdAt - b.createdAt || a.number - b.number);
}

/** Records without a value come last in both directions. */
function sorted(call: Call, type: ObjectType, records: readonly CrmRecord[], { property: name, descending }: Sort): readonly CrmRecord[] {
  const property = searchable(call, type, name);
  const scale = scaleOf(property) ?? ((text: string) => text.toLowerCase());
  const keyed = records.map((record) => {
    const value = record.properties[name];
    return { record, key: value === undefined || value === '' ? undefined : scale(value) };
  });
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === b.key) return 0;
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ record }) => record);
}
