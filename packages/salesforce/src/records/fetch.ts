import { z } from 'zod';
import type { Org } from '../client/org.ts';
import { render } from '../soql/render.ts';
import type { SalesforceRecord } from './cells.ts';
import { shaped } from '../metadata/shaped.ts';
import type { Statement } from '../soql/statement.ts';

const shape = z.looseObject({ totalSize: z.number(), done: z.boolean(), records: z.array(z.custom<SalesforceRecord>(isRecord)) });

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One answer of the query resource. It may hold fewer records than asked for; then `done` is false. */
export interface Batch {
  readonly totalSize: number;
  readonly done: boolean;
  readonly records: readonly SalesforceRecord[];
}

export interface FetchOptions {
  /** Records in the recycle bin as well. Default false. */
  readonly deleted?: boolean;
  /** Few records to an answer: 200, the least that Salesforce takes. Default false: up to 2,000. */
  readonly small?: boolean;
}

/** Sends a statement, once. */
export async function fetchBatch(org: Org, statement: Statement, { deleted = false, small = false }: FetchOptions = {}): Promise<Batch> {
  const answer = await org.request({
    segments: [deleted ? 'queryAll' : 'query'],
    query: { q: render(statement) },
    about: { object: statement.object, effect: 'read' },
    ...(small ? { headers: { 'sforce-query-options': 'batchSize=200' } } : {}),
  });
  return shaped(shape, answer);
}
