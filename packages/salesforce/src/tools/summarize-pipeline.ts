import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { field, type Expression, type Order, type Selected, type Statement } from '../soql/statement.ts';
import { opportunityFilter, toOpportunityConditions } from './opportunity-filter.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { maxLimit } from '../schemas.ts';
import { select } from '../records/select.ts';

const call = (name: string, path: string): Expression => ({ kind: 'call', name, args: [field(path)] });

/** What a pipeline is grouped by, and under which names. */
const groupings: Readonly<Record<string, readonly (readonly [string, Expression])[]>> = {
  stage: [['Stage', field('StageName')]],
  owner: [['OwnerName', field('Owner.Name')]],
  month: [
    ['CloseYear', call('CALENDAR_YEAR', 'CloseDate')],
    ['CloseMonth', call('CALENDAR_MONTH', 'CloseDate')],
  ],
  forecast_category: [['ForecastCategory', field('ForecastCategoryName')]],
};

const input = z.strictObject({
  group_by: z.enum(['stage', 'owner', 'month', 'forecast_category']).default('stage').describe('Grouping'),
  ...opportunityFilter,
  open_only: z.boolean().default(true).describe('Leave out closed ones'),
});

export function summarizePipeline(kit: Kit): Tool {
  return tool({
    name: 'summarize_pipeline',
    title: 'Summarize the pipeline',
    description: 'Number and amount of opportunities by stage, owner, close month or forecast category.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await toStatement(workspace, given))).access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      return select(workspace, { statement: await toStatement(workspace, given), limit: maxLimit, query: given });
    },
  });
}

async function toStatement(workspace: Workspace, given: z.output<typeof input>): Promise<Statement> {
  const groups = groupings[given.group_by] ?? [];
  const by = groups.map(([, expression]) => expression);
  return {
    object: 'Opportunity',
    fields: [
      ...groups.map(([alias, expression]): Selected => ({ ...expression, alias })),
      { ...call('COUNT', 'Id'), alias: 'Opportunities' },
      { ...call('SUM', 'Amount'), alias: 'TotalAmount' },
    ],
    where: await toOpportunityConditions(workspace, given, given.open_only),
    groupBy: by,
    orderBy: by.map((expression): Order => ({ by: expression, descending: false, nulls: 'LAST' })),
  };
}
