import { z } from 'zod';

/** A business value: what a cell holds. Lists and structures are flattened to text or to columns of their own. */
export type Cell = string | number | boolean | null;

/** Many records of one object, as a table. Core's shape for business data, so that governance can hold any connector's answer. */
export interface RecordSet {
  readonly object: string;
  /** Related fields are flat: `Account.Name`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** How many records match in all, where the system knows it. */
  readonly total?: number;
  /** Give it back to get the next rows. Absent on the last page. */
  readonly cursor?: string;
  /** What the reader must know: cut cells, a ceiling, demo data. */
  readonly notes?: readonly string[];
}

/** One record. */
export interface RecordOf {
  readonly object: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, Cell>>;
  /** Where a person sees it. */
  readonly url?: string;
  readonly notes?: readonly string[];
}

/** One input of a batch that the system refused. */
export interface Failure {
  /** Position in the input, from 0. */
  readonly index: number;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** The answer of a batch write: partial failure is a value. */
export interface Batch {
  readonly succeeded: RecordSet;
  /** In the order of the input. */
  readonly failed: readonly Failure[];
}

// The inner members are checked by TypeScript alone: every list of tools repeats these schemas, and a client needs the keys.
const list = () => z.array(z.any());

export const recordSetSchema = z.looseObject({
  object: z.string(),
  columns: list(),
  rows: list(),
  total: z.number().optional(),
  cursor: z.string().optional(),
  notes: list().optional(),
}) as unknown as z.ZodType<RecordSet, RecordSet>;

export const recordOfSchema = z.looseObject({
  object: z.string(),
  id: z.string(),
  fields: z.looseObject({}),
  url: z.string().optional(),
  notes: list().optional(),
}) as unknown as z.ZodType<RecordOf, RecordOf>;

export const batchSchema = z.looseObject({ succeeded: recordSetSchema, failed: list() }) as unknown as z.ZodType<Batch, Batch>;

export function isRecordSet(value: unknown): value is RecordSet {
  return isObject(value) && typeof value['object'] === 'string' && Array.isArray(value['columns']) && Array.isArray(value['rows']);
}

export function isRecordOf(value: unknown): value is RecordOf {
  return isObject(value) && typeof value['object'] === 'string' && typeof value['id'] === 'string' && isObject(value['fields']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
