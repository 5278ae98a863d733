import type { ColumnOrigin, Trail, TrailLog } from '@causeway/core';

interface Stored {
  readonly output: unknown;
  readonly columns: readonly (readonly [string, readonly ColumnOrigin[]])[];
  readonly touched: readonly (readonly [string, readonly string[]])[];
  readonly restricted: readonly string[];
}

/** An answer with what the connector told of it: without that, redaction and policy could not judge it the second time. */
export function storeAnswer(output: unknown, log: TrailLog): string {
  const stored: Stored = {
    output,
    columns: [...log.columns],
    touched: [...log.touched].map(([object, ids]) => [object, [...ids]] as const),
    restricted: [...log.restricted],
  };
  return JSON.stringify(stored);
}

/** The answer, told again to the trail of another call. */
export function recallAnswer(text: string, trail: Trail): unknown {
  const { output, columns, touched, restricted } = JSON.parse(text) as Stored;
  for (const [name, origins] of columns) for (const origin of origins) trail.column(name, origin);
  for (const [object, ids] of touched) trail.touched(object, ids);
  for (const object of restricted) trail.restricted(object);
  return output;
}
