import type { Condition } from '../records/condition.ts';
import { ConnectorError } from '@causeway/core';
import type { HubSpotRecord } from '../records/record.ts';
import { idProperty, type Workspace } from '../workspace.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { pace } from './pace.ts';
import { search } from '../records/search.ts';

/** Most deals whose amounts are added up: HubSpot has no sums, so they are read. */
export const maxSummed = 2_000;
const pageSize = 200;
export const maxPages = maxSummed / pageSize;

export interface Deals {
  /** How many there are in all, by HubSpot's own count. */
  readonly total: number;
  readonly records: readonly HubSpotRecord[];
}

/** The deals that fit, oldest first, as far as they are read. When HubSpot stops answering midway, it stays with what there is. */
export async function readDeals(
  workspace: Workspace,
  deals: ObjectMeta,
  conditions: readonly Condition[],
  properties: readonly string[],
): Promise<Deals> {
  const records: HubSpotRecord[] = [];
  let total = 0;
  for (let page = 0; page < maxPages; page += 1) {
    const last = records.at(-1)?.id ?? '0';
    const seek = { propertyName: idProperty, operator: 'GT', value: last };
    try {
      if (page > 0) await pace(workspace.call.signal);
      const found = await search(workspace, deals, { conditions: [...conditions, seek], sort: idProperty, properties, limit: pageSize });
      if (page === 0) ({ total } = found);
      records.push(...found.records);
      workspace.call.progress(records.length, Math.min(total, maxSummed));
      if (!found.more) return { total: Math.max(total, records.length), records };
    } catch (thrown) {
      if (page === 0 || !ConnectorError.is(thrown) || !thrown.retryable) throw thrown;
      workspace.note('HubSpot stopped answering before all deals were read.');
      return { total, records };
    }
  }
  return { total, records };
}
