import { openCursor, page, type CallContext, type RecordSet } from '@causeway/core';

export interface ListOptions {
  readonly object: string;
  /** Told on the trail by the caller. */
  readonly columns: readonly string[];
  /** All rows, in an order that stays. */
  readonly rows: readonly (readonly unknown[])[];
  /** What the cursor belongs to. */
  readonly query: unknown;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly notes?: readonly string[];
}

/** One page of a list that is known as a whole. */
export function list(call: CallContext, { rows, query, limit, cursor, ...rest }: ListOptions): RecordSet {
  const start = cursor === undefined ? 0 : Number(openCursor(call, query, cursor));
  return page(call, {
    ...rest,
    rows: rows.slice(start, start + limit),
    total: rows.length,
    query,
    next: (kept) => (kept > 0 && start + kept < rows.length ? start + kept : undefined),
  });
}
