import type { Reply } from '../../wire/exchange.ts';
import { parseDateTime, toDateTime } from '../datetime.ts';
import { refuse } from '../messages.ts';
import type { Row } from '../model.ts';
import { json } from '../replies.ts';
import { type Call, objectInPath, type Resource } from './call.ts';

/** What changed in a span of time, by object. */
export const replicationResources: readonly Resource[] = [
  { method: 'GET', path: '/sobjects/:type/updated', handle: updated },
  { method: 'GET', path: '/sobjects/:type/deleted', handle: deleted },
];

const minuteMs = 60_000;
const keptMs = 30 * 86_400_000;

interface Span {
  readonly start: number;
  readonly end: number;
}

function readSpan({ org, exchange }: Call): Span {
  const [start, end] = ['start', 'end'].map((name) => {
    const text = exchange.query.get(name);
    if (text === null) throw refuse('requiredParameter', name);
    // A `+` of an offset that was not escaped arrives as a space.
    const instant = parseDateTime(text.replace(' ', '+'));
    if (Number.isNaN(instant)) throw refuse('invalidDate', text);
    return instant;
  }) as [number, number];
  if (end - start < minuteMs) throw refuse('replicationDate', 'endDate must be at least one minute greater than startDate');
  if (start < org.clock.now() - keptMs) throw refuse('replicationDate', 'startDate cannot be more than 30 days ago');
  return { start, end };
}

function changedWithin(call: Call, { start, end }: Span, isDeleted: boolean): readonly Row[] {
  const { org, actor } = call;
  const object = objectInPath(call);
  return [...org.store.all(object.name)].filter((row) => {
    const changed = parseDateTime(String(row['SystemModstamp']));
    return (row['IsDeleted'] === true) === isDeleted && changed >= start && changed < end && actor.records.sees(object, row);
  });
}

function covered(call: Call, { end }: Span): string {
  return toDateTime(Math.floor(Math.min(end, call.org.clock.now()) / minuteMs) * minuteMs);
}

function updated(call: Call): Reply {
  const span = readSpan(call);
  return json(200, { ids: changedWithin(call, span, false).map((row) => row['Id']), latestDateCovered: covered(call, span) });
}

function deleted(call: Call): Reply {
  const span = readSpan(call);
  const rows = changedWithin(call, span, true);
  return json(200, {
    deletedRecords: rows.map((row) => ({ deletedDate: row['SystemModstamp'], id: row['Id'] })),
    earliestDateAvailable: toDateTime(Math.floor((call.org.clock.now() - keptMs) / minuteMs) * minuteMs),
    latestDateCovered: covered(call, span),
  });
}
