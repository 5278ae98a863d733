import { ConnectorError, openCursor, sealCursor, tool, type RecordSet, type Tool } from '@causeway/core';
import { z } from 'zod';
import { field, type Statement } from '../soql/statement.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { cursor } from '../schemas.ts';
import { search as searchOrg } from '../records/search.ts';
import { toRecordSet } from '../records/table.ts';
import { visibleOf } from './default-columns.ts';
import { ifVisible } from './visible.ts';

/** Where one looks when nothing is said, and what tells the hits apart. */
const usual: Readonly<Record<string, readonly string[]>> = {
  Account: ['Website', 'BillingCity'],
  Contact: ['Email', 'Account.Name'],
  Lead: ['Company', 'Email'],
  Opportunity: ['StageName', 'CloseDate'],
  Case: ['Subject', 'Status'],
};
const mostObjects = 5;

const input = z.strictObject({
  text: z.string().describe('Words to find'),
  objects: z.array(z.string()).min(1).max(mostObjects).optional().describe('Default: Account, Contact, Lead, Opportunity, Case'),
  limit: z.int().min(1).max(50).default(10).describe('Rows per object'),
  cursor,
});
type Input = z.output<typeof input>;

export function search(kit: Kit): Tool {
  return tool({
    name: 'search',
    title: 'Search all objects',
    description: 'Full-text search across objects, when it is not known which field or object holds the words.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: z.looseObject({ results: z.array(z.any()), cursor: z.string().optional() }),
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const access = [];
      for (const statement of await toStatements(workspace, given)) access.push(...(await workspace.analyse(statement)).access);
      return access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { text, objects, limit, cursor } = given;
      const query = { text, objects, limit };
      const offset = cursor === undefined ? 0 : Number(openCursor(call, query, cursor));
      const found = await searchOrg(workspace, { text, statements: await toStatements(workspace, given), limit, offset });
      const results: RecordSet[] = [];
      for (const { analysis, records } of found) if (records.length > 0) results.push(await toRecordSet(workspace, analysis, { records }));
      const more = found.some((one) => one.more) && offset + limit <= maxOffset;
      return { results, ...(more ? { cursor: sealCursor(call, query, offset + limit) } : {}) };
    },
  });
}

/** The greatest OFFSET that Salesforce takes. */
const maxOffset = 2_000;

async function toStatements(workspace: Workspace, { objects }: Input): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  let hidden: unknown;
  for (const object of objects ?? Object.keys(usual)) {
    const work = () => toStatement(workspace, object);
    const one = await (objects === undefined ? ifVisible(work, (thrown) => (hidden = thrown)) : work());
    if (one !== undefined) statements.push(one);
  }
  if (statements.length === 0) throw hidden;
  return statements;
}

async function toStatement(workspace: Workspace, object: string): Promise<Statement> {
  const meta = await workspace.describe(object);
  if (!meta.searchable)
    throw new ConnectorError('invalid_input', `${meta.name} cannot be searched.`, { hint: 'Use find_records.', fields: ['objects'] });
  const name = meta.nameField === undefined ? [] : [meta.nameField.name];
  const paths = await visibleOf(workspace, meta.name, ['Id', ...name, ...(usual[meta.name] ?? [])]);
  return { object: meta.name, fields: [...new Set(paths)].map(field) };
}
