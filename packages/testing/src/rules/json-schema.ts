import { toJsonSchema, type JsonSchema, type Schema } from '@causeway/core';

/** The JSON form of a schema; undefined when it has none, which is for the rule `json-form` to say. */
export function jsonForm(schema: Schema, direction: 'input' | 'output'): JsonSchema | undefined {
  try {
    return toJsonSchema(schema, direction);
  } catch {
    return undefined;
  }
}

export interface Place {
  /** `filters.field`; empty for the root. */
  readonly path: string;
  readonly schema: JsonSchema;
}

/** Every schema inside a schema, itself first. */
export function* placesOf(schema: JsonSchema, path = ''): Generator<Place> {
  yield { path, schema };
  for (const [name, member] of Object.entries(propertiesOf(schema))) yield* placesOf(member, path === '' ? name : `${path}.${name}`);
  const inner = [
    schema['items'],
    schema['additionalProperties'],
    ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((key) => schema[key] ?? []),
  ];
  for (const member of inner) if (typeof member === 'object' && member !== null) yield* placesOf(member as JsonSchema, path);
}

export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
}
