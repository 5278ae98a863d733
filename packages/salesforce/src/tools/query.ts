import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, limit } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { maxParts } from '../soql/split.ts';
import { parseSoql } from '../soql/parse.ts';
import { select } from '../records/select.ts';

export function query(kit: Kit): Tool {
  return tool({
    name: 'query',
    title: 'Run SOQL',
    description: 'Runs a SOQL SELECT. For simple filters use find_records.',
    effect: 'read',
    requests: kit.metadataRequests + maxParts,
    input: z.strictObject({ soql: z.string().describe('Statement; LIMIT is not needed'), limit, cursor }),
    output: recordSetSchema,
    async access({ soql }, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await parseSoql(soql))).access;
    },
    async run({ soql, limit, cursor }, call) {
      const workspace = await openWorkspace(kit, call);
      return select(workspace, { statement: await parseSoql(soql), limit, cursor, query: { soql } });
    },
  });
}
