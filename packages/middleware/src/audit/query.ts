import type { AuditRecord } from './record.ts';
import { anyOf } from '../glob.ts';

/** Which records to show. All that is given must hold; texts may have `*`. */
export interface AuditQuery {
  readonly tenant?: string | undefined;
  readonly principal?: string | undefined;
  readonly operation?: string | undefined;
  readonly outcome?: string | undefined;
  readonly kind?: string | undefined;
  readonly call?: string | undefined;
  /** `Contact`, or `Contact/003…` for one record. */
  readonly target?: string | undefined;
  /** ISO 8601; the first moment that counts. */
  readonly since?: string | undefined;
  /** ISO 8601; the first moment that counts no more. */
  readonly until?: string | undefined;
}

const texts: Readonly<Record<Exclude<keyof AuditQuery, 'since' | 'until' | 'target'>, (record: AuditRecord) => string | undefined>> = {
  tenant: ({ tenant }) => tenant,
  principal: ({ principal }) => principal?.sub,
  operation: ({ operation }) => operation,
  outcome: ({ outcome }) => outcome,
  kind: ({ kind }) => kind,
  call: ({ call_id }) => call_id,
};

/** Whether a record is asked for. Throws a RangeError for a time that is none. */
export function createQuery(query: AuditQuery): (record: AuditRecord) => boolean {
  const tests = Object.entries(texts).flatMap(([name, read]) => {
    const pattern = query[name as keyof AuditQuery];
    if (pattern === undefined) return [];
    const matches = anyOf([pattern]);
    return [(record: AuditRecord) => matches(read(record) ?? '')];
  });
  const since = query.since === undefined ? undefined : new Date(query.since).toISOString();
  const until = query.until === undefined ? undefined : new Date(query.until).toISOString();
  const [type, id] = query.target?.split('/') ?? [];
  return (record) =>
    tests.every((test) => test(record)) &&
    (since === undefined || record.time >= since) &&
    (until === undefined || record.time < until) &&
    (type === undefined ||
      (record.target ?? []).some((one) => anyOf([type])(one.type) && (id === undefined || one.ids?.includes(id) === true)));
}
