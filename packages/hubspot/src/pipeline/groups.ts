import { dayOf, startOfDay } from '@causeway/core';
import { instantOf, type HubSpotRecord } from '../records/record.ts';
import type { Condition } from '../records/condition.ts';
import type { Owner } from '../metadata/owner.ts';
import type { StageNames } from '../metadata/stage-names.ts';

/** What groups are called after. */
export interface Names {
  readonly zone: string;
  readonly stages: StageNames;
  readonly owners: ReadonlyMap<string, Owner>;
}

/** A way to group deals. */
export interface Grouping {
  readonly columns: readonly string[];
  readonly property: string;
  key(deal: HubSpotRecord, zone: string): string;
  names(key: string, names: Names): readonly (string | null)[];
  /** The search for one group; the key is not empty. */
  condition(key: string, zone: string): Condition;
}

const equal = (propertyName: string, value: string): Condition => ({ propertyName, operator: 'EQ', value });

export const groupings: Readonly<Record<'stage' | 'owner' | 'month', Grouping>> = {
  stage: {
    columns: ['pipeline', 'stage'],
    property: 'dealstage',
    key: ({ properties }) => JSON.stringify([properties['pipeline'] ?? '', properties['dealstage'] ?? '']),
    names(key, { stages }) {
      const [pipeline = '', stage = ''] = JSON.parse(key) as readonly string[];
      return [stages.pipeline(pipeline) ?? pipeline, stages.stage(stage) ?? stage];
    },
    // Stage ids are unique in a portal.
    condition: (key) => equal('dealstage', (JSON.parse(key) as readonly string[])[1] ?? ''),
  },
  owner: {
    columns: ['owner'],
    property: 'hubspot_owner_id',
    key: ({ properties }) => properties['hubspot_owner_id'] ?? '',
    names: (key, { owners }) => [key === '' ? null : (owners.get(key)?.name ?? key)],
    condition: (key) => equal('hubspot_owner_id', key),
  },
  month: {
    columns: ['month'],
    property: 'closedate',
    key({ properties }, zone) {
      const closes = instantOf(properties['closedate']);
      return closes === undefined ? '' : dayOf(closes, zone).slice(0, 7);
    },
    names: (key) => [key === '' ? null : key],
    condition(key, zone) {
      const [year = 0, month = 1] = key.split('-').map(Number);
      const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
      const [start, end] = [startOfDay(`${key}-01`, zone), startOfDay(`${next}-01`, zone) - 1];
      return { propertyName: 'closedate', operator: 'BETWEEN', value: String(start), highValue: String(end) };
    },
  },
};

export interface Group {
  /** Empty for deals without a value. */
  readonly key: string;
  readonly names: readonly (string | null)[];
  readonly deals: number | null;
  readonly amount: number | null;
  readonly weighted: number | null;
}

/** Numbers and amounts of deals by group, in the order of their keys. */
export function sumUp(deals: readonly HubSpotRecord[], grouping: Grouping, names: Names): readonly Group[] {
  const groups = Map.groupBy(deals, (deal) => grouping.key(deal, names.zone));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => ({
      key,
      names: grouping.names(key, names),
      deals: members.length,
      amount: round(members.reduce((sum, deal) => sum + amountOf(deal), 0)),
      weighted: round(
        members.reduce((sum, deal) => sum + amountOf(deal) * (names.stages.probability(deal.properties['dealstage'] ?? '') ?? 0), 0),
      ),
    }));
}

/** In the currency of the portal, where HubSpot has worked it out. */
function amountOf({ properties }: HubSpotRecord): number {
  const amount = Number(properties['amount_in_home_currency'] || properties['amount'] || 0);
  return Number.isFinite(amount) ? amount : 0;
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}
