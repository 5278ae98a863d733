import type { Analysis } from '../soql/analyse.ts';
import { all, compare, type Statement } from '../soql/statement.ts';
import { fetchBatch } from '../records/fetch.ts';
import { ifVisible } from './visible.ts';
import { logical, quote, type Literal } from '../soql/literal.ts';
import type { Workspace } from '../workspace.ts';

/** What is still going on with an account, and under which name its number is shown. */
const kinds = [
  { name: 'OpenOpportunities', object: 'Opportunity' },
  { name: 'OpenCases', object: 'Case' },
] as const;

export const openWorkRequests = kinds.length;

export interface OpenWork {
  readonly name: string;
  readonly object: string;
  /** Undefined when the user may not see such records. */
  readonly analysis: Analysis | undefined;
}

/** The counts of an account, judged. */
export async function openWorkOf(workspace: Workspace, accountId: string): Promise<readonly OpenWork[]> {
  const judged: OpenWork[] = [];
  for (const { name, object } of kinds)
    judged.push({ name, object, analysis: await ifVisible(() => workspace.analyse(toStatement(object, quote(accountId)))) });
  return judged;
}

function toStatement(object: string, accountId: Literal): Statement {
  return {
    object,
    fields: [{ kind: 'call', name: 'COUNT', args: [] }],
    where: all([compare('AccountId', '=', accountId), compare('IsClosed', '=', logical(false))]),
  };
}

/** Counts, and tells the trail what was counted. */
export async function count(workspace: Workspace, { name, analysis }: OpenWork): Promise<readonly [string, number] | undefined> {
  if (analysis === undefined) return undefined;
  const { totalSize } = await fetchBatch(workspace.org, analysis.statement);
  await workspace.column(
    name,
    analysis.columns.flatMap(({ sources }) => sources),
  );
  for (const object of analysis.restricted) workspace.call.trail.restricted(object);
  return [name, totalSize];
}
