import type { Quota } from './quota.ts';

/** Where the values of a column come from. */
export interface ColumnOrigin {
  readonly object: string;
  readonly field: string;
  /** The system's own data class, as it names it: `PII`, `sensitive`; `unclassified` when it could not be read. */
  readonly class?: string;
}

/** What the connector tells governance about its answer. */
export interface Trail {
  /** Names the origin of a column of a RecordSet, or of a key of RecordOf.fields: aliases, `Account.Name`, `SUM(Amount)`. */
  column(name: string, from: ColumnOrigin): void;
  /** Names records that were read or written. */
  touched(object: string, ids: readonly string[]): void;
  /** Acknowledges that the policy's row filter for this object was applied upstream. */
  restricted(object: string): void;
  /** Reports what the vendor said is left. */
  quota(quota: Quota): void;
  /** What was told so far; for middleware. */
  readonly log: TrailLog;
}

export interface TrailLog {
  readonly columns: ReadonlyMap<string, readonly ColumnOrigin[]>;
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
  readonly restricted: ReadonlySet<string>;
  readonly quotas: readonly Quota[];
}

export function createTrail(): Trail {
  const columns = new Map<string, ColumnOrigin[]>();
  const touched = new Map<string, Set<string>>();
  const restricted = new Set<string>();
  const quotas: Quota[] = [];
  return {
    log: { columns, touched, restricted, quotas },
    // A column may have several origins (`Name` of two objects in one answer); governance then applies the strictest.
    column(name, from) {
      const origins = columns.get(name);
      if (origins === undefined) columns.set(name, [from]);
      else if (!origins.some((origin) => isSame(origin, from))) origins.push(from);
    },
    touched(object, ids) {
      const known = touched.get(object) ?? new Set<string>();
      for (const id of ids) known.add(id);
      touched.set(object, known);
    },
    restricted(object) {
      restricted.add(object);
    },
    quota(quota) {
      quotas.push(quota);
    },
  };
}

function isSame(a: ColumnOrigin, b: ColumnOrigin): boolean {
  return a.object === b.object && a.field === b.field && a.class === b.class;
}
