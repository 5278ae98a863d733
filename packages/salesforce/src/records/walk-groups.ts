import { z } from 'zod';
import { fetchBatch } from './fetch.ts';
import type { Walk, WalkOptions } from './select.ts';

const shape = z.object({ seen: z.number() });

/** Walks the groups of a statement. Salesforce answers all of them at once, at most 2,000, so each page asks again and skips. */
export async function walkGroups({ workspace, statement, limit, position, deleted }: WalkOptions): Promise<Walk> {
  const seen = position === undefined ? 0 : shape.parse(position).seen;
  const batch = await fetchBatch(workspace.org, statement, { deleted });
  // COUNT() alone answers no row, only a number of them.
  const rows = isCount(statement.fields) ? [{ expr0: batch.totalSize }] : batch.records;
  const records = rows.slice(seen, seen + limit);
  return {
    records,
    total: rows.length,
    next: (kept) => (kept > 0 && seen + kept < rows.length ? { seen: seen + kept } : undefined),
  };
}

function isCount(fields: WalkOptions['statement']['fields']): boolean {
  const [only] = fields;
  return fields.length === 1 && only?.kind === 'call' && only.name.toUpperCase() === 'COUNT' && only.args.length === 0;
}
