import { all, compare, type Condition } from '../soql/statement.ts';
import { quote } from '../soql/literal.ts';
import type { Workspace } from '../workspace.ts';

/** The object of articles in Lightning Knowledge. */
export const articleObject = 'Knowledge__kav';

/** Articles that are published, in one language. Salesforce wants both in the filter of a search. */
export async function published(workspace: Workspace, language: string | undefined): Promise<Condition | undefined> {
  const own = language ?? (await workspace.person()).language ?? 'en_US';
  return all([compare('PublishStatus', '=', quote('Online')), compare('Language', '=', quote(own))]);
}
