import { page, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, limit } from '../schemas.ts';
import { idProperty, openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { linkedRequests, readLinked } from '../records/linked.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { ifPassing } from '../records/passing.ts';
import { search } from '../records/search.ts';
import { stageNames } from '../metadata/stage-names.ts';
import { touch, zoneFor } from '../records/table.ts';
import { valueOf, type HubSpotRecord } from '../records/record.ts';

const input = z.strictObject({
  object: z.enum(['contacts', 'companies']).describe('Whose deals'),
  id: z.string().describe('Its id'),
  limit,
  cursor,
});

/** Columns, and the properties that they come from. */
const columns = {
  [idProperty]: idProperty,
  dealname: 'dealname',
  amount: 'amount',
  currency: 'deal_currency_code',
  stage: 'dealstage',
  pipeline: 'pipeline',
  closedate: 'closedate',
} as const;

export function listDeals(kit: Kit): Tool {
  return tool({
    name: 'list_deals',
    title: 'List deals',
    description: 'Deals of a contact or company, with the names of their stages.',
    effect: 'read',
    requests: coldRequests.objects(2) + coldRequests.pipelines + coldRequests.account + linkedRequests + 1,
    input,
    output: recordSetSchema,
    async access({ object, id }, call) {
      const deals = await (await openWorkspace(kit, call)).describe('deals');
      return [
        { object, effect: 'read', ids: [requireId(id)], fields: [idProperty] },
        { object: 'deals', effect: 'read', fields: visible(deals).map(([, property]) => property) },
      ];
    },
    async run({ object, id, limit, cursor }, call) {
      const workspace = await openWorkspace(kit, call);
      const [from, deals] = await Promise.all([workspace.describe(object), workspace.describe('deals')]);
      const shown = visible(deals);
      const names = shown.map(([, property]) => property);
      const query = { object, id };
      const linked = await readLinked(workspace, { from, id: requireId(id), to: deals, names, limit, cursor, query });
      const total = linked.total ?? (await count(workspace, deals, object, id));
      const cell = await toCells(workspace, deals, names);
      for (const [column, property] of shown) workspace.column(column, deals, property);
      const set = page(call, {
        object: 'deals',
        columns: shown.map(([column]) => column),
        rows: linked.rows.map(({ record }) => names.map((name) => cell(record, name))),
        total,
        notes: workspace.notes(),
        query,
        next: (kept) => withTotal(linked.next(kept), total),
      });
      touch(
        workspace,
        deals,
        linked.rows.slice(0, set.rows.length).map(({ record }) => record),
      );
      return set;
    },
  });
}

function visible({ properties }: ObjectMeta): readonly (readonly [string, string])[] {
  return Object.entries(columns).filter(([, property]) => property === idProperty || properties.has(property));
}

/** A search counts what associations do not tell. It has limits of its own, so the answer does without when they are reached. */
async function count(workspace: Workspace, deals: ObjectMeta, object: string, id: string): Promise<number | undefined> {
  const condition = { propertyName: `associations.${object === 'contacts' ? 'contact' : 'company'}`, operator: 'EQ', value: id };
  const found = await ifPassing(search(workspace, deals, { conditions: [condition], properties: [idProperty], limit: 1 }));
  if (found === undefined) workspace.note('The number of deals could not be read.');
  return found?.total;
}

function withTotal(place: unknown, total: number | undefined): unknown {
  return place === undefined || total === undefined ? place : { ...(place as object), total };
}

async function toCells(workspace: Workspace, deals: ObjectMeta, names: readonly string[]) {
  const [zone, stages] = await Promise.all([zoneFor(workspace, deals, names), stageNames(workspace, 'deals')]);
  return (record: HubSpotRecord, name: string): unknown => {
    const id = record.properties[name] ?? '';
    const label = name === 'dealstage' ? stages.stage(id) : name === 'pipeline' ? stages.pipeline(id) : undefined;
    return label ?? valueOf(record, deals.properties.get(name), name, zone);
  };
}
