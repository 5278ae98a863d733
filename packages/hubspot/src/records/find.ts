import { openCursor, type RecordSet } from '@causeway/core';
import { z } from 'zod';
import { search, searchBounds, type Found } from './search.ts';
import type { Condition } from './condition.ts';
import { idProperty, type Workspace } from '../workspace.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { toRecordSet } from './table.ts';

export interface FindOptions {
  readonly conditions: readonly Condition[];
  readonly text?: string | undefined;
  readonly sort?: string | undefined;
  readonly names: readonly string[];
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** What the cursor belongs to: the tool's input without limit and cursor. */
  readonly query: unknown;
}

/** Where a walk stands: rows that were shown, and the id of the last one when it goes by id. */
const placeShape = z.object({ seen: z.number(), last: z.string().optional() });
type Place = z.output<typeof placeShape>;

/** One page of the records that fit. */
export async function find(workspace: Workspace, object: ObjectMeta, options: FindOptions): Promise<RecordSet> {
  const { cursor, query } = options;
  const place: Place = cursor === undefined ? { seen: 0 } : placeShape.parse(openCursor(workspace.call, query, cursor));
  return byId(options.sort) ? walkById(workspace, object, options, place) : walkByNumber(workspace, object, options, place);
}

function byId(sort: string | undefined): boolean {
  return sort === undefined || sort === idProperty || sort === `-${idProperty}`;
}

/** Every page asks for what comes after the last id, so that nothing is lost or shown twice, however far it is and whatever is made meanwhile. */
async function walkById(workspace: Workspace, object: ObjectMeta, options: FindOptions, { seen, last }: Place): Promise<RecordSet> {
  const { conditions, text, sort = idProperty, names, limit, query } = options;
  const seek = { propertyName: idProperty, operator: sort.startsWith('-') ? 'LT' : 'GT' };
  // The first page keeps the place of this filter, so that what goes for it goes for all.
  const after = last ?? (sort.startsWith('-') ? '9007199254740991' : '0');
  const found = await search(workspace, object, {
    conditions: [...conditions, { ...seek, value: after }],
    text,
    sort,
    properties: names,
    limit,
  });
  const { total } = found;
  const records = found.records.slice(0, limit);
  const more = found.more || found.records.length > limit;
  return toRecordSet(workspace, object, {
    records,
    names,
    total: seen + total,
    query,
    next: (kept) => (kept > 0 && (more || kept < records.length) ? { seen: seen + kept, last: records[kept - 1]?.id } : undefined),
  });
}

/** In another order, HubSpot numbers the rows and goes no further than its wall, which is said. */
async function walkByNumber(workspace: Workspace, object: ObjectMeta, options: FindOptions, { seen }: Place): Promise<RecordSet> {
  const { conditions, text, sort, names, query } = options;
  const limit = Math.min(options.limit, searchBounds.results - seen);
  const found: Found = await search(workspace, object, { conditions, text, sort, properties: names, limit, offset: seen });
  const { total } = found;
  const records = found.records.slice(0, limit);
  if (seen + records.length >= searchBounds.results && total > searchBounds.results)
    workspace.note(`HubSpot sorts no further than ${searchBounds.results} of ${total}; narrow the filters, or leave sort out to see all.`);
  return toRecordSet(workspace, object, {
    records,
    names,
    total,
    query,
    next: (kept) => {
      const reached = seen + kept;
      const end = reached >= Math.min(total, searchBounds.results) || kept === 0;
      return end ? undefined : { seen: reached };
    },
  });
}
