import { ConnectorError, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import type { Account } from '../metadata/account.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { countGroups, maxCounts } from '../pipeline/count.ts';
import { groupings, sumUp } from '../pipeline/groups.ts';
import { idProperty, openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { maxPages, maxSummed, readDeals } from '../pipeline/deals.ts';
import { requirePipeline } from '../metadata/find-stage.ts';
import { stageNames } from '../metadata/stage-names.ts';
import { toCondition, type Condition } from '../records/condition.ts';
import { list } from './list.ts';

const input = z.strictObject({
  group_by: z.enum(['stage', 'owner', 'month']).default('stage').describe('Grouping; month of closedate'),
  pipeline: z.string().optional().describe('Name or id'),
  owner_id: z.string().optional().describe('Owner id'),
  closes_from: z.string().optional().describe('Date'),
  closes_to: z.string().optional().describe('Date'),
  open_only: z.boolean().default(true).describe('Leave out closed ones'),
});
type Input = z.output<typeof input>;

export function summarizePipeline(kit: Kit): Tool {
  return tool({
    name: 'summarize_pipeline',
    title: 'Summarize the pipeline',
    description: `Number, amount and weighted amount of deals. Amounts cover at most ${maxSummed} deals.`,
    effect: 'read',
    requests: coldRequests.objects(1) + coldRequests.owners + coldRequests.pipelines + coldRequests.account + maxPages + maxCounts,
    input,
    output: recordSetSchema,
    async access(_, call) {
      const deals = await (await openWorkspace(kit, call)).describe('deals');
      const filters = ['pipeline', 'hubspot_owner_id', 'closedate', 'hs_is_closed'];
      return [{ object: 'deals', effect: 'read', fields: propertiesOf(deals), filters }];
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const deals = await workspace.describe('deals');
      const conditions = await conditionsOf(workspace, deals, given);
      const grouping = groupings[given.group_by];
      const read = await readDeals(workspace, deals, conditions, propertiesOf(deals));
      const stages = await stageNames(workspace, 'deals');
      const [zone, owners, account] = await Promise.all([
        workspace.zone(),
        given.group_by === 'owner' ? workspace.owners() : new Map<string, never>(),
        workspace.account(),
      ]);
      const sums = sumUp(read.records, grouping, { zone, stages, owners });
      const groups =
        read.total <= read.records.length
          ? sums
          : await countGroups(workspace, deals, { conditions, grouping, sums, total: read.total, zone });
      if (read.records.length < read.total)
        workspace.note(`Amounts cover ${read.records.length} of ${read.total} deals; their numbers cover all.`);
      if (account !== undefined && isOneCurrency(account, deals)) workspace.note(`Amounts are in ${account.currency}.`);
      else workspace.note('Amounts are added up whatever their currency.');
      const columns = [...grouping.columns, 'deals', 'amount', 'weighted_amount'];
      tellOrigins(workspace, deals, grouping.columns, grouping.property);
      return list(call, {
        object: 'deals',
        columns,
        rows: groups.map(({ names, deals: number, amount, weighted }) => [...names, number, amount, weighted]),
        query: given,
        limit: 500,
        cursor: undefined,
        notes: workspace.notes(),
      });
    },
  });
}

/** Whether amounts are in the currency of the portal: HubSpot works that out, or there is no other. */
function isOneCurrency({ currency, currencies }: Account, { properties }: ObjectMeta): boolean {
  return currency !== '' && (currencies.length === 1 || properties.has('amount_in_home_currency'));
}

const needed = [idProperty, 'amount', 'amount_in_home_currency', 'dealstage', 'pipeline', 'closedate', 'hubspot_owner_id'];

function propertiesOf({ properties }: ObjectMeta): readonly string[] {
  return needed.filter((name) => name === idProperty || properties.has(name));
}

async function conditionsOf(workspace: Workspace, deals: ObjectMeta, given: Input): Promise<readonly Condition[]> {
  const closes = deals.properties.get('closedate');
  const { closes_from: from, closes_to: to } = given;
  if (closes === undefined && (from ?? to) !== undefined)
    throw new ConnectorError('permission_denied', 'deals.closedate is out of bounds for this connector.', { fields: ['closes_from'] });
  const zone = (from ?? to) === undefined ? 'UTC' : await workspace.zone();
  const bound = (operator: '>=' | '<=', value: string | undefined) =>
    closes === undefined || value === undefined ? [] : [toCondition(closes, { field: 'closedate', operator, value }, zone)];
  const pipeline = given.pipeline === undefined ? undefined : await requirePipeline(workspace, 'deals', given.pipeline);
  return [
    ...(given.open_only ? [{ propertyName: 'hs_is_closed', operator: 'NEQ', value: 'true' }] : []),
    ...(pipeline === undefined ? [] : [{ propertyName: 'pipeline', operator: 'EQ', value: pipeline.id }]),
    ...(given.owner_id === undefined ? [] : [{ propertyName: 'hubspot_owner_id', operator: 'EQ', value: given.owner_id }]),
    ...bound('>=', from),
    ...bound('<=', to),
  ];
}

function tellOrigins(workspace: Workspace, deals: ObjectMeta, columns: readonly string[], property: string): void {
  for (const column of columns) workspace.column(column, deals, column === 'pipeline' ? 'pipeline' : property);
  workspace.column('deals', deals, idProperty);
  for (const column of ['amount', 'weighted_amount'])
    for (const source of ['amount', 'amount_in_home_currency']) if (deals.properties.has(source)) workspace.column(column, deals, source);
  workspace.column('weighted_amount', deals, 'dealstage');
}
