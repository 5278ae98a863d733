import { ConnectorError } from '@causeway/core';
import type { Group, Grouping } from './groups.ts';
import { idProperty, type Workspace } from '../workspace.ts';
import type { Condition } from '../records/condition.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { pace } from './pace.ts';
import { search } from '../records/search.ts';

/** Most groups that are counted one by one; the rest is counted together. */
export const maxCounts = 20;

export interface CountOptions {
  readonly conditions: readonly Condition[];
  readonly grouping: Grouping;
  /** Groups of the deals that were read, with their amounts. */
  readonly sums: readonly Group[];
  readonly total: number;
  readonly zone: string;
}

/** Groups with their whole numbers: HubSpot counts what a search finds, far beyond what it shows. */
export async function countGroups(workspace: Workspace, deals: ObjectMeta, options: CountOptions): Promise<readonly Group[]> {
  const { conditions, grouping, sums, total, zone } = options;
  const counted: Group[] = [];
  const named = sums.filter(({ key }) => key !== '').slice(0, maxCounts);
  for (const group of named)
    counted.push({ ...group, deals: await count(workspace, deals, [...conditions, grouping.condition(group.key, zone)]) });
  const known = counted.reduce((sum, { deals: number }) => sum + (number ?? 0), 0);
  const complete = counted.every(({ deals: number }) => number !== null);
  const rest = complete ? Math.max(0, total - known) : null;
  if (rest === 0) return counted;
  const others = sums.filter((group) => !named.includes(group));
  const add = (member: 'amount' | 'weighted') => others.reduce((sum, group) => sum + (group[member] ?? 0), 0);
  return [
    ...counted,
    { key: '', names: grouping.columns.map(() => 'all others'), deals: rest, amount: add('amount'), weighted: add('weighted') },
  ];
}

async function count(workspace: Workspace, deals: ObjectMeta, conditions: readonly Condition[]): Promise<number | null> {
  try {
    await pace(workspace.call.signal);
    return (await search(workspace, deals, { conditions, properties: [idProperty], limit: 1 })).total;
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || !thrown.retryable) throw thrown;
    workspace.note('Some numbers could not be read.');
    return null;
  }
}
