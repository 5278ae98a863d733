import { z } from 'zod';
import { fetchBatch } from './fetch.ts';
import type { SalesforceRecord } from './cells.ts';
import type { Walk, WalkOptions } from './select.ts';

const shape = z.object({ walk: z.literal('rows'), seen: z.number() });

/**
 * Walks rows that have no key: groups, and metadata whose ids are all the same. Salesforce answers all of them at once, at most 2,000, so
 * each page asks again and skips.
 */
export async function walkRows({ workspace, statement, limit, position, deleted }: WalkOptions): Promise<Walk> {
  const seen = position === undefined ? 0 : shape.parse(position).seen;
  const { totalSize, records } = await fetchBatch(workspace.org, statement, { deleted });
  // COUNT() alone answers no row, only a number of them.
  return isCount(statement.fields) ? rowsOf([{ expr0: totalSize }], 1, seen, limit) : rowsOf(records, records.length, seen, limit);
}

function rowsOf(rows: readonly SalesforceRecord[], total: number, seen: number, limit: number): Walk {
  return {
    records: rows.slice(seen, seen + limit),
    total,
    next: (kept) => (kept > 0 && seen + kept < total ? { walk: 'rows', seen: seen + kept } : undefined),
  };
}

function isCount(fields: WalkOptions['statement']['fields']): boolean {
  const [only] = fields;
  return fields.length === 1 && only?.kind === 'call' && only.name.toUpperCase() === 'COUNT' && only.args.length === 0;
}
