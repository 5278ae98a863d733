import { cleanText, type Batch, type Failure } from '@causeway/core';
import { z } from 'zod';
import { idProperty, type Workspace } from '../workspace.ts';
import { meaningOf } from '../errors.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { touch } from '../records/table.ts';

const errorShape = z.looseObject({
  category: z.string().nullish(),
  message: z.string().nullish(),
  context: z.record(z.string(), z.array(z.string())).nullish(),
});

/** An answer to a batch that writes. */
export const batchShape = z.looseObject({
  // The typed client calls `new` so.
  results: z.array(z.looseObject({ id: z.string(), objectWriteTraceId: z.string().nullish(), _new: z.boolean().nullish() })),
  errors: z.array(errorShape).nullish(),
});
export type BatchAnswer = z.output<typeof batchShape>;

/**
 * What became of each input, in the order of the input: HubSpot answers in any order, and tells inputs apart by the trace id that
 * they were given, which is their number. `ids` are those of the inputs, where they have any.
 */
export function toBatch(
  workspace: Workspace,
  object: ObjectMeta,
  count: number,
  { results, errors }: BatchAnswer,
  ids: readonly string[] = [],
): Batch {
  const places = new Map(ids.map((id, index) => [id, index]));
  const numberOf = (trace: string | null | undefined, id?: string) =>
    trace != null && /^\d+$/.test(trace) ? Number(trace) : places.get(id ?? '');
  const made = new Map<number, string>();
  for (const { id, objectWriteTraceId } of results) {
    const index = numberOf(objectWriteTraceId, id);
    if (index !== undefined) made.set(index, id);
  }
  const refused = new Map<number, Failure>();
  for (const error of errors ?? []) {
    const { objectWriteTraceId: traces = [], ids: missing = [], id: others = [] } = error.context ?? {};
    const indexes = [...traces.map((trace) => numberOf(trace)), ...[...missing, ...others].map((id) => places.get(id))];
    for (const index of indexes) if (index !== undefined && !made.has(index)) refused.set(index, toFailure(index, error));
  }
  const rows = [...made].toSorted(([a], [b]) => a - b);
  const failed = Array.from({ length: count }, (_, index) => index)
    .filter((index) => !made.has(index))
    .map((index) => refused.get(index) ?? toFailure(index, errors?.[0] ?? {}));
  touch(
    workspace,
    object,
    rows.map(([, id]) => ({ id })),
  );
  for (const column of ['index', idProperty]) workspace.column(column, object, idProperty);
  return { succeeded: { object: object.name, columns: ['index', idProperty], rows, total: rows.length }, failed };
}

function toFailure(index: number, { category, message }: z.output<typeof errorShape>): Failure {
  const { code } = meaningOf({ category }, 0);
  const text = cleanText(message ?? 'HubSpot did not say what became of it.')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 500);
  // What cannot be told apart may have been written.
  const known = category == null && message == null ? 'unknown_outcome' : code === 'internal' ? 'invalid_input' : code;
  return { index, code: known, message: text, retryable: known === 'rate_limited' || known === 'unavailable' };
}
