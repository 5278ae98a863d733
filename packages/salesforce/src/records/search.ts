import { z } from 'zod';
import { field, type Statement } from '../soql/statement.ts';
import type { SalesforceRecord } from './cells.ts';
import type { Analysis } from '../soql/analyse.ts';
import { renderSearch } from '../sosl.ts';
import { shaped } from '../metadata/shaped.ts';
import type { Workspace } from '../workspace.ts';

const shape = z.looseObject({ searchRecords: z.array(z.looseObject({ attributes: z.looseObject({ type: z.string() }) })) });

/** What was found of one object. */
export interface Found {
  readonly analysis: Analysis;
  readonly records: readonly SalesforceRecord[];
  /** Whether there is more after these. */
  readonly more: boolean;
}

export interface SearchOptions {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** Most records of each object. */
  readonly limit: number;
  readonly offset: number;
}

/** Searches several objects in one request. */
export async function search(workspace: Workspace, { text, statements, limit, offset }: SearchOptions): Promise<readonly Found[]> {
  const { org, call } = workspace;
  const judged: Analysis[] = [];
  for (const statement of statements) judged.push(await workspace.analyse(statement));
  // One more than is shown tells whether there is more.
  const parts = judged.map(({ statement }) => ({ ...withId(statement), limit: limit + 1, offset }));
  const answer = await org.request({ segments: ['search'], query: { q: renderSearch(text, parts) } });
  const { searchRecords } = shaped(shape, answer);
  return judged.map((analysis) => {
    for (const object of analysis.restricted) call.trail.restricted(object);
    const own = searchRecords.filter(({ attributes }) => attributes.type === analysis.object.name);
    return { analysis, records: own.slice(0, limit), more: own.length > limit };
  });
}

function withId(statement: Statement): Statement {
  const has = statement.fields.some((one) => one.kind === 'field' && one.path === 'Id');
  return has ? statement : { ...statement, fields: [...statement.fields, field('Id')] };
}
