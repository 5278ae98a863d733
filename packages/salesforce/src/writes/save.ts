import { ConnectorError, type Effect, type Failure, type RecordOf, type RecordSet } from '@causeway/core';
import { z } from 'zod';
import { meaningOf, sentence } from '../errors.ts';
import type { OrgRequest } from '../client/org.ts';
import type { Workspace } from '../workspace.ts';

const saveError = z.looseObject({ statusCode: z.string(), message: z.string(), fields: z.array(z.string()).optional() });
const saveResult = z.looseObject({
  id: z.string().nullable().optional(),
  success: z.boolean(),
  created: z.boolean().optional(),
  errors: z.array(saveError).default([]),
});
export type SaveResult = z.output<typeof saveResult>;

/** Sends a write of one record. An answer that cannot be read leaves its outcome unknown. */
export async function saveOne(workspace: Workspace, request: OrgRequest): Promise<SaveResult | undefined> {
  const answer = await workspace.org.request(request);
  return answer === null ? undefined : readable(saveResult, answer);
}

/** Sends a write of many records; the results are in the order of the input. */
export async function saveMany(workspace: Workspace, request: OrgRequest, count: number): Promise<readonly SaveResult[]> {
  return readable(z.array(saveResult).length(count), await workspace.org.request(request));
}

function readable<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ConnectorError('unknown_outcome', 'The answer of Salesforce cannot be read; the change may or may not have been made.', {
    cause: parsed.error,
    hint: 'Read the record to see whether the change is there before you try again.',
  });
}

/** A record that was written. Its fields are what the answer of the write told, and nothing more. */
export function written(workspace: Workspace, object: string, id: string, notes: readonly string[] = []): RecordOf {
  workspace.call.trail.touched(object, [id]);
  return { object, id, fields: {}, url: `${workspace.org.url}/${id}`, ...(notes.length === 0 ? {} : { notes }) };
}

export interface BatchResult {
  readonly succeeded: RecordSet;
  readonly failed: readonly Failure[];
}

/** What became of each record of a batch. */
export async function toBatch(workspace: Workspace, object: string, effect: Effect, results: readonly SaveResult[]): Promise<BatchResult> {
  const rows = results.flatMap(({ id, success }, index): [number, string][] => (success && typeof id === 'string' ? [[index, id]] : []));
  const failed = results.flatMap(({ success, errors }, index): Failure[] => {
    const [error] = errors;
    if (success) return [];
    const { code, retryAfterMs } = meaningOf({ code: error?.statusCode });
    const told = [error?.statusCode, error === undefined ? 'No reason was given.' : sentence(error.message)].filter(Boolean).join(': ');
    return [{ index, code, message: told, retryable: code === 'unavailable' || retryAfterMs !== undefined }];
  });
  const touched = rows.map(([, id]) => id);
  workspace.call.trail.touched(object, touched);
  for (const column of ['Index', 'Id']) workspace.call.trail.column(column, { object, field: 'Id' });
  const note = rows.length === 0 ? `No record was ${effect}d.` : undefined;
  return {
    succeeded: { object, columns: ['Index', 'Id'], rows, total: rows.length, ...(note === undefined ? {} : { notes: [note] }) },
    failed,
  };
}
