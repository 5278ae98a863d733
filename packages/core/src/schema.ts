import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec';

/** A zod 4 schema, or any other that validates and has a JSON form (Standard Schema, Standard JSON Schema). */
export type Schema<I = unknown, O = I> = StandardSchemaV1<I, O> & StandardJSONSchemaV1<I, O>;

/** What a schema accepts. */
export type In<S extends Schema> = StandardSchemaV1.InferInput<S>;

/** What a schema yields once it has validated. */
export type Out<S extends Schema> = StandardSchemaV1.InferOutput<S>;

/** A JSON Schema document, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One reason why a value does not fit, with the path to the member at fault: `filters.0.field`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** A parsed value, or every reason why there is none. */
export type Parsed<T> = { readonly value: T; readonly issues?: never } | { readonly issues: readonly Issue[]; readonly value?: never };

/** Validates a value of unknown shape. */
export async function parse<S extends Schema>(schema: S, value: unknown): Promise<Parsed<Out<S>>> {
  const outcome = schema['~standard'].validate(value);
  const result = outcome instanceof Promise ? await outcome : outcome;
  if (result.issues === undefined) return { value: result.value as Out<S> };
  return { issues: result.issues.map(toIssue) };
}

/** The JSON form of what a schema accepts (`input`) or yields (`output`), without what no reader needs. */
export function toJsonSchema(schema: Schema, direction: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...document } = schema['~standard'].jsonSchema[direction]({ target: 'draft-2020-12' });
  return trim(document) as JsonSchema;
}

function toIssue(issue: StandardSchemaV1.Issue): Issue {
  const path = (issue.path ?? []).map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.');
  return { path, message: issue.message };
}

/** Members of a document whose keys are names that the author chose, not keywords. */
const named: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);

/** Drops what costs tokens in every list and says nothing: schemas that allow anything, and the bounds of a safe integer. */
function trim(value: unknown, keywords = true): unknown {
  if (Array.isArray(value)) return value.map((item) => trim(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, member]) => !keywords || !isNoise(key, member));
  return Object.fromEntries(entries.map(([key, member]) => [key, trim(member, !keywords || !named.has(key))]));
}

function isNoise(key: string, member: unknown): boolean {
  if (key === 'additionalProperties' || key === 'items')
    return typeof member === 'object' && member !== null && Object.keys(member).length === 0;
  if (key === 'minimum') return member === Number.MIN_SAFE_INTEGER;
  if (key === 'maximum') return member === Number.MAX_SAFE_INTEGER;
  return false;
}
