import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, fieldNames, filter, limit, objectName } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { toConditions, toOrder } from './filters.ts';
import { defaultColumns } from './default-columns.ts';
import { field, type Statement } from '../soql/statement.ts';
import { maxParts } from '../soql/split.ts';
import { select } from '../records/select.ts';

const input = z.strictObject({
  object: objectName,
  filters: z.array(filter).max(20).default([]).describe('All must hold'),
  fields: fieldNames,
  sort: z.string().optional().describe('Field; -Field descends'),
  limit,
  cursor,
});

export function findRecords(kit: Kit): Tool {
  return tool({
    name: 'find_records',
    title: 'Find records',
    description: 'Records of any object by field values, with the number of all that match. Dates: 2026-11-02, LAST_N_DAYS:30.',
    effect: 'read',
    requests: kit.metadataRequests + maxParts,
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

async function toStatement(workspace: Workspace, { object, filters, fields, sort }: z.output<typeof input>): Promise<Statement> {
  return {
    object,
    fields: (fields ?? (await defaultColumns(workspace, object))).map(field),
    where: await toConditions(workspace, object, filters),
    orderBy: sort === undefined ? [] : [toOrder(sort)],
  };
}
