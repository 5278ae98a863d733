import { all, any, compare, type Condition } from '../soql/statement.ts';
import { logical, quote, quotePattern } from '../soql/literal.ts';
import { literalOfType, isId } from '../soql/value.ts';
import type { Workspace } from '../workspace.ts';
import { z } from 'zod';

/** Which opportunities; shared by the tools that list and sum them up. */
export const opportunityFilter = {
  account: z.string().optional().describe('Id or part of name'),
  owner: z.string().optional().describe('Id, part of name, or me'),
  stage: z.string().optional().describe('Stage'),
  closes_from: z.string().optional().describe('Date'),
  closes_to: z.string().optional().describe('Date'),
};

export interface OpportunityFilter {
  readonly account?: string | undefined;
  readonly owner?: string | undefined;
  readonly stage?: string | undefined;
  readonly closes_from?: string | undefined;
  readonly closes_to?: string | undefined;
}

export async function toOpportunityConditions(
  workspace: Workspace,
  given: OpportunityFilter,
  openOnly: boolean,
): Promise<Condition | undefined> {
  const meta = await workspace.describe('Opportunity');
  const closeDate = meta.field('CloseDate');
  const bound = (operator: '>=' | '<=', day: string | undefined) =>
    day === undefined || closeDate === undefined ? undefined : compare('CloseDate', operator, literalOfType(closeDate, day, 'UTC'));
  return all([
    openOnly ? compare('IsClosed', '=', logical(false)) : undefined,
    given.stage === undefined ? undefined : compare('StageName', '=', quote(given.stage)),
    given.account === undefined ? undefined : named('AccountId', 'Account.Name', given.account),
    given.owner === undefined ? undefined : named('OwnerId', 'Owner.Name', await meOr(workspace, given.owner)),
    bound('>=', given.closes_from),
    bound('<=', given.closes_to),
  ]);
}

async function meOr(workspace: Workspace, owner: string): Promise<string> {
  if (owner.toLowerCase() !== 'me') return owner;
  return (await workspace.person()).userId ?? owner;
}

/** By id where the text is one, else by a part of the name. */
function named(reference: string, path: string, text: string): Condition | undefined {
  const byName = compare(path, 'LIKE', quotePattern(text, { before: true, after: true }));
  return isId(text) && /\d/.test(text) ? any([compare(reference, '=', quote(text))]) : byName;
}
