import type { Reply } from '../../wire/exchange.ts';
import { handlerFault } from '../../wire/exchange.ts';
import { soqlContext } from '../access/soql-context.ts';
import { SalesforceError } from '../errors.ts';
import { refuse } from '../messages.ts';
import { markRecent } from '../recent.ts';
import { json } from '../replies.ts';
import { runSoql } from '../soql/engine.ts';
import { SoqlError } from '../soql/error.ts';
import type { SoqlResult } from '../soql/types.ts';
import { listViewSoql } from './list-views.ts';
import { apiPath, type Call, type Resource } from './call.ts';

const maxPage = 2000;
const minPage = 200;

export const queryResources: readonly Resource[] = [
  { method: 'GET', path: '/query', handle: (call) => (call.exchange.query.has('explain') ? explain(call) : query(call, false)) },
  { method: 'GET', path: '/queryAll', handle: (call) => query(call, true) },
  { method: 'GET', path: '/query/:locator', handle: nextPage },
  { method: 'GET', path: '/queryAll/:locator', handle: nextPage },
];

function query(call: Call, deleted: boolean): Reply {
  const soql = call.exchange.query.get('q');
  if (!soql) throw refuse('malformedQueryMissing');
  const pageSize = requestedPageSize(call);
  const result = run(call, soql, deleted, pageSize);
  if (result.mark) markRecent(call.org, call.actor, result.ids());
  return json(200, result.kind === 'count' ? { totalSize: result.totalSize, done: true, records: [] } : page(call, result, 0, pageSize));
}

function run(call: Call, soql: string, deleted: boolean, pageSize: number): SoqlResult {
  const { org, actor, version } = call;
  const openCursor = (result: SoqlResult) => pageUrl(call, org.cursors.open(actor.id, result, pageSize), pageSize);
  return queryErrors(() => runSoql(soql, { ...soqlContext(org, actor, version, deleted), batchSize: pageSize, openCursor }));
}

/** The engine's refusals in the server's form. */
export function queryErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SoqlError) throw new SalesforceError(400, [{ message: error.message, errorCode: error.errorCode }]);
    throw error;
  }
}

function requestedPageSize({ exchange }: Call): number {
  const match = /(?:^|[\s,;])batchSize\s*=\s*(-?\d+)/i.exec(exchange.headers['sforce-query-options'] ?? '');
  if (!match) return maxPage;
  const size = Number(match[1]);
  if (size < minPage || size > maxPage) throw refuse('batchSize');
  return size;
}

/** One page from a position. `short-page` makes it shorter than it could be, which the vendor reserves the right to do. */
function page(call: Call, result: SoqlResult, start: number, pageSize: number, cursorId?: string): object {
  const size = handlerFault(call.exchange, 'short-page')?.size ?? pageSize;
  const length = result.kind === 'rows' ? result.totalSize : result.records().length;
  const end = Math.min(start + size, length);
  const done = end >= length;
  const id = done ? undefined : (cursorId ?? call.org.cursors.open(call.actor.id, result, pageSize));
  return {
    totalSize: result.totalSize,
    done,
    ...(id !== undefined && { nextRecordsUrl: pageUrl(call, id, end) }),
    records: result.records(start, end),
  };
}

function pageUrl(call: Call, id: string, start: number): string {
  return apiPath(call, `/query/${id}-${start}`);
}

/** A locator that is unknown, expired or somebody else's is refused all the same. */
function nextPage(call: Call): Reply {
  const match = /^(01g[a-zA-Z0-9]{15})-(\d{1,9})$/.exec(call.exchange.params['locator'] ?? '');
  const cursor = match ? call.org.cursors.find(match[1]!) : undefined;
  const start = Number(match?.[2]);
  if (!match || !cursor || cursor.userId !== call.actor.id || start > cursor.result.totalSize) throw refuse('queryLocator');
  return json(200, page(call, cursor.result, start, cursor.pageSize, match[1]));
}

/** The plan of a database that has no indexes: one table scan. */
function explain(call: Call): Reply {
  const asked = call.exchange.query.get('explain') ?? '';
  const soql = listViewSoql(call, asked) ?? asked;
  const result = run(call, soql, false, maxPage);
  const cardinality = [...call.org.store.all(result.object)].length;
  const plan = {
    cardinality: result.totalSize,
    fields: [],
    leadingOperationType: 'TableScan',
    notes: [],
    relativeCost: Math.max(1, cardinality / 1000),
    sobjectCardinality: cardinality,
    sobjectType: result.object,
  };
  return json(200, { plans: [plan], sourceQuery: soql });
}
