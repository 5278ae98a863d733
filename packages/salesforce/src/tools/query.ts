import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, limit } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { maxParts } from '../soql/split.ts';
import { parseSoql } from '../soql/parse.ts';
import type { Statement } from '../soql/statement.ts';
import { select } from '../records/select.ts';

export function query(kit: Kit): Tool {
  /** A call is judged and then run: it is read once. */
  const statements = new WeakMap<object, Promise<Statement>>();
  const statementOf = (given: { readonly soql: string }): Promise<Statement> => {
    const statement = statements.get(given) ?? parseSoql(given.soql);
    statements.set(given, statement);
    return statement;
  };
  return tool({
    name: 'query',
    title: 'Run SOQL',
    description: 'Runs a SOQL SELECT, also with subqueries and groups. For plain filters use find_records.',
    effect: 'read',
    requests: kit.metadataRequests + maxParts,
    input: z.strictObject({ soql: z.string().describe('Statement; LIMIT is not needed'), limit, cursor }),
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await statementOf(given))).access;
    },
    async run(given, call) {
      const { soql, limit, cursor } = given;
      const workspace = await openWorkspace(kit, call);
      return select(workspace, { statement: await statementOf(given), limit, cursor, query: { soql } });
    },
  });
}
