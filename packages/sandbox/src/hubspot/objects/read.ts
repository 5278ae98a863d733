import type { Reply } from '../../wire/exchange.ts';
import { ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import { pageOf, pageSize } from '../page.ts';
import type { CrmRecord } from '../store/records.ts';
import { recordAccess } from './access.ts';
import { named } from './find.ts';
import { inlineAssociations } from './inline-associations.ts';
import { projection } from './project.ts';

const defaultPage = 10;
const largestPage = 100;
/** With history a page is smaller (HubSpot's objects guide). */
const largestPageWithHistory = 50;

/** Reads of single records and of pages in order of id. */
export const readEndpoints: readonly Endpoint[] = [
  { family: 'objects', method: 'GET', path: '/:objectType', access: recordAccess('read'), handle: list },
  { family: 'objects', method: 'GET', path: '/:objectType/:objectId', access: recordAccess('read'), handle: get },
];

function get(call: Call): Reply {
  const type = call.type();
  const record = named(call, type, { archived: call.flag('archived') });
  const show = projection(call, type, call.list('properties'), call.list('propertiesWithHistory'));
  return ok({ ...show(record), ...inlineAssociations(call, type)(record) });
}

function list(call: Call): Reply {
  const type = call.type();
  const table = call.portal.table(type);
  const history = call.list('propertiesWithHistory');
  const limit = pageSize(call.exchange.query.get('limit'), {
    fallback: defaultPage,
    most: history.length > 0 ? largestPageWithHistory : largestPage,
  });
  const show = projection(call, type, call.list('properties'), history);
  const associations = inlineAssociations(call, type);
  const rest = from(call.flag('archived') ? table.archive() : table.live(), call.exchange.query.get('after'), limit);
  const page = pageOf(call, rest, limit);
  return ok({ ...page, results: page.results.map((record) => ({ ...show(record), ...associations(record) })) });
}

/** One record more than a page from the cursor on, so that the page knows whether it is the last. */
function from(records: readonly CrmRecord[], after: string | null, limit: number): readonly CrmRecord[] {
  if (after === null || after === '') return records.slice(0, limit + 1);
  if (!/^\d+$/.test(after)) throw invalid(`after is not a valid paging cursor: ${after}`);
  const least = Number(after);
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (records[middle]!.number < least) low = middle + 1;
    else high = middle;
  }
  return records.slice(low, low + limit + 1);
}
