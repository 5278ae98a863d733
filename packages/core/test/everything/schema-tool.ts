import { tool, type Connector, type JsonSchema, type Schema } from '@causeway/core';
import { z } from 'zod';

/** Keywords that a converter of schemas likes to lose. */
const document: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
};

const input: Schema = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value) => ({ value }),
    jsonSchema: { input: () => ({ ...document }), output: () => ({ ...document }) },
  },
};

/** A connector whose schema was not written with zod. */
export const schemaConnector: Connector = {
  spec: 1,
  kind: 'json',
  name: 'json',
  version: '1.0.0',
  title: 'Schemas',
  tools: [
    tool({
      name: 'schema_2020_12_tool',
      title: 'Schema',
      description: 'Has a schema with many keywords',
      effect: 'read',
      requests: 0,
      input,
      output: z.looseObject({ received: z.any() }),
      access: () => [],
      run: (received) => Promise.resolve({ received }),
    }),
  ],
};
