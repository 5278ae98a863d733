import type { ConnectorKind } from '@causeway/core';
import { configSchema } from './schema/config.ts';
import { z } from 'zod';

const reference = { type: 'string', pattern: String.raw`^\$\{.+\}$` } as const;

/** The configuration file as JSON Schema, for editors. What is not a text may stand as a reference to the environment all the same. */
export function configJsonSchema(kinds: readonly ConnectorKind[], title: string): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(configSchema(kinds), {
    io: 'input',
    override: ({ jsonSchema }) => {
      const { type, const: only } = jsonSchema;
      if ((type !== 'integer' && type !== 'number' && type !== 'boolean') || only !== undefined) return;
      const bounds = Object.entries(jsonSchema).filter(([key]) => key !== 'description' && key !== 'default');
      for (const [key] of bounds) delete (jsonSchema as Record<string, unknown>)[key];
      jsonSchema.anyOf = [Object.fromEntries(bounds), reference];
    },
  });
  return { ...schema, title };
}
