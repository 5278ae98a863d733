import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, limit } from '../schemas.ts';
import { opportunityFilter, toOpportunityConditions } from './opportunity-filter.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { field, type Statement } from '../soql/statement.ts';
import { defaultColumns } from './default-columns.ts';
import { select } from '../records/select.ts';
import { toOrder } from './filters.ts';

const input = z.strictObject({
  ...opportunityFilter,
  open_only: z.boolean().default(false).describe('Leave out closed ones'),
  limit,
  cursor,
});

export function listOpportunities(kit: Kit): Tool {
  return tool({
    name: 'list_opportunities',
    title: 'List opportunities',
    description: 'Opportunities by account, owner, stage and close date, the next to close first.',
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
      const { limit, cursor, ...query } = given;
      return select(workspace, { statement: await toStatement(workspace, given), limit, cursor, query });
    },
  });
}

async function toStatement(workspace: Workspace, given: z.output<typeof input>): Promise<Statement> {
  return {
    object: 'Opportunity',
    fields: (await defaultColumns(workspace, 'Opportunity')).map(field),
    where: await toOpportunityConditions(workspace, given, given.open_only),
    orderBy: [toOrder('CloseDate')],
  };
}
