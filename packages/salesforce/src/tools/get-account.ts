import { ConnectorError, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { all, compare, field, type Condition, type Statement } from '../soql/statement.ts';
import { count, openWorkOf, openWorkRequests } from './open-work.ts';
import { fetchOne, notFound, pointAt, show } from '../records/get.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { quote, quotePattern } from '../soql/literal.ts';
import { fetchBatch } from '../records/fetch.ts';
import { idsOf } from '../records/cells.ts';
import { fullId } from '../soql/value.ts';
import { visibleOf } from './default-columns.ts';

const input = z.strictObject({
  id: z.string().optional().describe('Account id'),
  name: z.string().min(2).optional().describe('Whole or in part'),
  domain: z.string().min(3).optional().describe('Of the website'),
});
type Input = z.output<typeof input>;

const columns = ['Name', 'Industry', 'Phone', 'Website', 'AnnualRevenue', 'Owner.Name'];

export function getAccount(kit: Kit): Tool {
  return tool({
    name: 'get_account',
    title: 'Get an account',
    description: 'One account by id, name or domain, with counts of open opportunities and cases.',
    effect: 'read',
    requests: kit.metadataRequests + 3 + openWorkRequests,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const main = await workspace.analyse(await toStatement(workspace, await conditionOf(workspace, given, 'part')));
      const work = await openWorkOf(workspace, given.id ?? '');
      const ids = given.id === undefined ? {} : { ids: [fullId(given.id)] };
      return [
        ...main.access.map((one) => (one.object === main.object.name ? { ...one, ...ids } : one)),
        ...work.flatMap(({ analysis }) => analysis?.access ?? []),
      ];
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const id = given.id ?? (await findId(workspace, given));
      const [one, work] = await Promise.all([
        fetchOne(workspace, await toStatement(workspace, await conditionOf(workspace, { id }, 'whole'))),
        openWorkOf(workspace, id),
      ]);
      const counts = await Promise.all(work.map((each) => count(workspace, each)));
      const hidden = work.filter(({ analysis }) => analysis === undefined);
      const notes = hidden.map(({ name, object }) => `${name} is missing: the user needs "Read" on ${object}.`);
      const shown = await show(workspace, one, { terse: false, notes });
      return { ...shown, fields: { ...shown.fields, ...Object.fromEntries(counts.filter((each) => each !== undefined)) } };
    },
  });
}

async function toStatement(workspace: Workspace, where: Condition): Promise<Statement> {
  return { object: 'Account', fields: (await visibleOf(workspace, 'Account', columns)).map(field), where };
}

async function conditionOf(workspace: Workspace, { id, name, domain }: Input, match: 'whole' | 'part'): Promise<Condition> {
  if (id !== undefined) return pointAt(await workspace.describe('Account'), { id });
  const condition = all([
    name === undefined
      ? undefined
      : match === 'whole'
        ? compare('Name', '=', quote(name))
        : compare('Name', 'LIKE', quotePattern(name, { before: true, after: true })),
    domain === undefined ? undefined : compare('Website', 'LIKE', quotePattern(domain, { before: true, after: true })),
  ]);
  if (condition !== undefined) return condition;
  throw new ConnectorError('invalid_input', 'Give an id, a name or a domain.', { fields: ['id', 'name', 'domain'] });
}

/** The account that is meant, if only one can be: one that has exactly the name, or else the only one that has it in its name. */
async function findId(workspace: Workspace, given: Input): Promise<string> {
  for (const match of ['whole', 'part'] as const) {
    const where = await conditionOf(workspace, given, match);
    const { statement } = await workspace.analyse({ object: 'Account', fields: [field('Id')], where, limit: 10 });
    const { records, totalSize } = await fetchBatch(workspace.org, statement);
    const [id, ...others] = idsOf(records);
    if (id !== undefined && others.length === 0) return id;
    if (id !== undefined) throw ambiguous(totalSize);
  }
  throw notFound('Account');
}

function ambiguous(found: number): ConnectorError {
  return new ConnectorError('invalid_input', `${found === 10 ? 'Ten or more' : found} accounts match.`, {
    hint: 'Use find_records on Account with the operator contains, then get_account with an id.',
    fields: ['name', 'domain'],
  });
}
