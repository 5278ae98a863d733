import { ifVisible } from './visible.ts';
import type { Workspace } from '../workspace.ts';
import { resolvePath } from '../soql/resolve.ts';

/** What a person would want to see of a record first, where no fields are named. */
const known: Readonly<Record<string, readonly string[]>> = {
  Account: ['Name', 'Industry', 'Phone', 'Website', 'Owner.Name'],
  Campaign: ['Name', 'Status', 'Type', 'StartDate', 'EndDate'],
  Case: ['CaseNumber', 'Subject', 'Status', 'Priority', 'Account.Name', 'CreatedDate'],
  CaseComment: ['CommentBody', 'IsPublished', 'CreatedBy.Name', 'CreatedDate'],
  Contact: ['Name', 'Email', 'Phone', 'Title', 'Account.Name'],
  Event: ['Subject', 'StartDateTime', 'EndDateTime', 'Who.Name', 'What.Name', 'Owner.Name'],
  Lead: ['Name', 'Company', 'Email', 'Status', 'Owner.Name'],
  Opportunity: ['Name', 'StageName', 'Amount', 'CloseDate', 'Account.Name', 'Owner.Name'],
  Task: ['Subject', 'Status', 'ActivityDate', 'Who.Name', 'What.Name', 'Owner.Name'],
  User: ['Name', 'Username', 'Title', 'IsActive'],
};

const plainTypes = new Set(['string', 'picklist', 'currency', 'double', 'int', 'percent', 'date', 'boolean', 'email', 'phone']);
const mostOwn = 5;

/** Paths to show when none were named: the id, the name, and what is known or made for this org. What may not be seen is left out. */
export async function defaultColumns(workspace: Workspace, object: string): Promise<readonly string[]> {
  const meta = await workspace.describe(object);
  const own = meta.fields.filter(({ custom, type }) => custom && plainTypes.has(type)).slice(0, mostOwn);
  const candidates = known[meta.name] ?? [...(meta.nameField === undefined ? [] : [meta.nameField.name]), ...own.map(({ name }) => name)];
  return ['Id', ...(await visibleOf(workspace, object, candidates))];
}

/** The paths of a list that this user may read. */
export async function visibleOf(workspace: Workspace, object: string, paths: readonly string[]): Promise<readonly string[]> {
  const meta = await workspace.describe(object);
  const seen: string[] = [];
  for (const path of paths) if ((await ifVisible(() => resolvePath(workspace.lookup, meta, path))) !== undefined) seen.push(path);
  return seen;
}
