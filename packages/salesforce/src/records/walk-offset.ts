import { z } from 'zod';
import { fetchBatch } from './fetch.ts';
import type { Walk, WalkOptions } from './select.ts';

const shape = z.object({ walk: z.literal('offset'), total: z.number(), seen: z.number() });

/** The greatest OFFSET that Salesforce takes. */
const wall = 2_000;

/** Walks by number, for an order whose keys cannot be compared. It ends at the wall, and says so. */
export async function walkOffset({ workspace, statement, limit, position, deleted }: WalkOptions): Promise<Walk> {
  const known = position === undefined ? undefined : shape.parse(position);
  const seen = known?.seen ?? 0;
  const { limit: most = Infinity, offset: start = 0 } = statement;
  const wanted = Math.min(limit, most - seen);
  // Rows that the order does not tell apart need a fixed place of their own, or pages would overlap.
  const orderBy = [
    ...(statement.orderBy ?? []),
    { by: { kind: 'field', path: 'Id' } as const, descending: false, nulls: 'FIRST' as const },
  ];
  const first = known === undefined;
  const batch = await fetchBatch(
    workspace.org,
    { ...statement, orderBy, limit: first ? statement.limit : wanted + 1, offset: start + seen },
    { deleted, small: first && wanted <= 200 },
  );
  const total = known?.total ?? batch.totalSize;
  const records = batch.records.slice(0, wanted);
  const more = (kept: number) => kept > 0 && (kept < batch.records.length || !batch.done) && seen + kept < most;
  const beyond = more(records.length) && start + seen + records.length > wall;
  return {
    records,
    total,
    next: (kept) => (more(kept) && start + seen + kept <= wall ? { walk: 'offset', total, seen: seen + kept } : undefined),
    ...(beyond ? { notes: [`Salesforce shows no more than ${wall} rows in this order. Sort by Id or a date to see the rest.`] } : {}),
  };
}
