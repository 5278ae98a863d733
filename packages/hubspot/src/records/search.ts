import { ConnectorError } from '@causeway/core';
import { z } from 'zod';
import { reading } from '../metadata/shaped.ts';
import { recordShape, type HubSpotRecord } from './record.ts';
import { restrictionsOf, toConditions } from './restriction.ts';
import type { Condition } from './condition.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import type { Workspace } from '../workspace.ts';

const shape = z.looseObject({
  total: z.number(),
  results: z.array(recordShape),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
});

/** Bounds of a search (CRM search guide; where sources differ, the smaller one). */
export const searchBounds = { filters: 6, bodyLength: 3_000, results: 10_000, page: 100 } as const;

export interface SearchRequest {
  readonly conditions: readonly Condition[];
  readonly text?: string | undefined;
  /** `-closedate` descends. Default: oldest first. */
  readonly sort?: string | undefined;
  readonly properties: readonly string[];
  readonly limit: number;
  /** Rows to skip. */
  readonly offset?: number;
}

export interface Found {
  readonly total: number;
  readonly records: readonly HubSpotRecord[];
  /** Whether there is more after these. */
  readonly more: boolean;
}

/** Searches one type, within the row filters of the policy. One request. */
export async function search(workspace: Workspace, object: ObjectMeta, request: SearchRequest): Promise<Found> {
  const restrictions = restrictionsOf(workspace, object);
  const filters = [...request.conditions, ...toConditions(restrictions)];
  const body = toBody(request, filters);
  const { total, results, paging } = await reading(shape, () => workspace.portal.search.doSearch(object.path, body as never));
  if (restrictions.length > 0) workspace.call.trail.restricted(object.name);
  return { total, records: results, more: paging?.next?.after !== undefined };
}

function toBody({ text, sort, properties, limit, offset = 0 }: SearchRequest, filters: readonly Condition[]) {
  const descending = sort?.startsWith('-') === true;
  const body = {
    ...(filters.length === 0 ? {} : { filterGroups: [{ filters }] }),
    ...(text === undefined || text === '' ? {} : { query: text }),
    ...(sort === undefined
      ? {}
      : { sorts: [{ propertyName: descending ? sort.slice(1) : sort, direction: descending ? 'DESCENDING' : 'ASCENDING' }] }),
    properties,
    limit,
    ...(offset === 0 ? {} : { after: String(offset) }),
  };
  if (filters.length > searchBounds.filters)
    throw new ConnectorError('invalid_input', `HubSpot takes at most ${searchBounds.filters} filters, those of this connector included.`, {
      hint: 'Use fewer filters.',
      fields: ['filters'],
    });
  if (JSON.stringify(body).length > searchBounds.bodyLength)
    throw new ConnectorError('invalid_input', `HubSpot takes at most ${searchBounds.bodyLength} characters in a search.`, {
      hint: 'Use shorter lists of values, fewer fields, or get_records by id.',
      fields: ['filters', 'fields'],
    });
  return body;
}
