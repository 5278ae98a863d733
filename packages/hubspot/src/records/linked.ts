import { openCursor } from '@causeway/core';
import { z } from 'zod';
import { guardRecord, maxLinks, readLinks, type Link, type Links } from './links.ts';
import type { HubSpotRecord } from './record.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { readRecords } from './read.ts';
import { restrictionsOf } from './restriction.ts';
import type { Workspace } from '../workspace.ts';

/** Where a walk over associations stands: HubSpot's own cursor, and how many after it were shown already. */
const placeShape = z.object({ after: z.string().optional(), skip: z.number(), seen: z.number(), total: z.number().optional() });
type Place = z.output<typeof placeShape>;

export interface LinkedOptions {
  readonly from: ObjectMeta;
  readonly id: string;
  readonly to: ObjectMeta;
  readonly names: readonly string[];
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly query: unknown;
}

/** A page of associated records, and how to go on after some of them. */
export interface Linked {
  readonly rows: readonly { readonly link: Link; readonly record: HubSpotRecord }[];
  readonly total: number | undefined;
  next(kept: number): unknown;
}

/** Most requests of `readLinked`. */
export const linkedRequests = 3;

/** Associated records: one request for the associations, one for the records, never a scan. */
export async function readLinked(workspace: Workspace, options: LinkedOptions): Promise<Linked> {
  const { from, id, to, names, limit, cursor, query } = options;
  const place: Place = cursor === undefined ? { skip: 0, seen: 0 } : placeShape.parse(openCursor(workspace.call, query, cursor));
  await guardRecord(workspace, from, id);
  const page = await readLinks(workspace, from, id, to, { after: place.after, limit: Math.min(limit + place.skip, maxLinks) });
  const links = page.links.slice(place.skip, place.skip + limit);
  const overflows = page.links.length > place.skip + limit;
  const records = await readRecords(workspace, to, { ids: links.map((link) => link.id) }, names);
  const byId = new Map(records.map((record) => [record.id, record]));
  const rows = links.flatMap((link, index) => {
    const record = byId.get(link.id);
    return record === undefined ? [] : [{ link, record, index }];
  });
  const total = totalOf(workspace, to, place, page);
  return {
    rows,
    total,
    next(kept) {
      const all = kept === rows.length && !overflows;
      if (all && page.after === undefined) return undefined;
      const used = all ? links.length : (rows[kept]?.index ?? links.length);
      if (used === 0) return undefined;
      const seen = place.seen + used;
      return all
        ? { after: page.after, skip: 0, seen, ...(total === undefined ? {} : { total }) }
        : {
            ...(place.after === undefined ? {} : { after: place.after }),
            skip: place.skip + used,
            seen,
            ...(total === undefined ? {} : { total }),
          };
    },
  };
}

/** HubSpot does not tell how many associations there are: the last page does, where nothing was left out. */
function totalOf(workspace: Workspace, to: ObjectMeta, { total, seen, skip }: Place, { links, after }: Links): number | undefined {
  if (restrictionsOf(workspace, to).length > 0) return undefined;
  return total ?? (after === undefined ? seen - skip + links.length : undefined);
}
