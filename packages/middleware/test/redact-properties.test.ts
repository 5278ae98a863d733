import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  subarray,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { batchSchema, createToolkit, parse, recordOfSchema, recordSetSchema, Secret, tool, type Schema, type Tool } from '@causeway/core';
import { describe, expect, it } from 'vitest';
import { redact, type RedactRule } from '@causeway/middleware';
import { z } from 'zod';

const columns = ['Name', 'Email', 'Card', 'Score', 'Note'] as const;
const secrets = ['ann.lee@acme.example', '4111 1111 1111 1111', 'DE89 3704 0044 0532 0130 00', '+44 20 7946 0018'] as const;
const cell = oneof(
  constantFrom(...secrets.map((secret) => `see ${secret} there`)),
  constantFrom(...secrets),
  integer(),
  constantFrom(true, null, '', 'plain'),
);
const classOf = constantFrom(undefined, 'PII', 'Public', 'PII;GDPR', 'unclassified');
const rule: Arbitrary<RedactRule> = oneof(
  record({
    classes: constantFrom(['PII'], ['*']),
    action: constantFrom('mask' as const, 'partial' as const, 'hash' as const, 'drop' as const),
  }),
  record({
    fields: subarray(['Thing.Name', 'Thing.Email', '*.Card', 'thing.*'], { minLength: 1 }),
    action: constantFrom('mask' as const, 'partial' as const, 'hash' as const, 'drop' as const),
  }),
);
const everything: RedactRule = { detect: ['email', 'card', 'iban', 'phone'], action: 'mask' };

const answer = record({
  columns: uniqueArray(constantFrom(...columns), { minLength: 1 }),
  rows: array(array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 4 }),
  note: option(constantFrom(...secrets), { nil: undefined }),
  classes: array(classOf, { minLength: columns.length, maxLength: columns.length }),
  registered: subarray([...columns]),
});

type Answer = typeof answer extends Arbitrary<infer T> ? T : never;
const toSet = ({ columns: shown, rows, note }: Answer) => ({
  object: 'Thing',
  columns: shown,
  rows: rows.map((row) => row.slice(0, shown.length)),
  ...(note === undefined ? {} : { notes: [note] }),
});
const toRecord = ({ columns: shown, rows }: Answer) => ({
  object: 'Thing',
  id: 't1',
  fields: Object.fromEntries(shown.map((name, index) => [name, rows[0]?.[index] ?? null])),
});

/** Each output schema that connectors use, and an answer of its shape. */
const shapes: Readonly<Record<string, { readonly schema: Schema; readonly make: (given: Answer) => unknown }>> = {
  set: { schema: recordSetSchema, make: toSet },
  record: { schema: recordOfSchema, make: toRecord },
  batch: {
    schema: batchSchema,
    make: (given) => ({ succeeded: toSet(given), failed: [{ index: 0, code: 'X', message: given.note ?? '', retryable: false }] }),
  },
  nested: {
    schema: z.looseObject({ account: recordOfSchema, found: z.array(recordSetSchema), total: z.number(), texts: z.array(z.string()) }),
    make: (given) => ({ account: toRecord(given), found: [toSet(given), toSet(given)], total: 3, texts: [given.note ?? 'none'] }),
  },
};

function readTool(shape: string, given: Answer): Tool {
  const { schema, make } = shapes[shape] ?? { schema: recordSetSchema, make: toSet };
  return tool({
    name: 'read_thing',
    title: 'Thing',
    description: 'Reads a thing.',
    effect: 'read',
    requests: 0,
    input: z.strictObject({}),
    output: schema,
    access: () => [{ object: 'Thing', effect: 'read', fields: '*' }],
    run: (_, call) => {
      for (const [index, name] of columns.entries()) {
        const known = given.classes[index];
        if (given.registered.includes(name))
          call.trail.column(name, { object: 'Thing', field: name, ...(known === undefined ? {} : { class: known }) });
      }
      return Promise.resolve(make(given));
    },
  });
}

describe('no redaction', () => {
  it('makes an answer that its own schema refuses, or leaves what a detector finds', async () => {
    const holds = async (shape: string, given: Answer, rules: readonly RedactRule[]) => {
      const connector = { spec: 1, kind: 'demo', name: 'demo', version: '1', title: 'Demo', tools: [readTool(shape, given)] } as const;
      const use = [redact({ rules: [...rules, everything], hashKey: new Secret('a-hash-key-of-more-than-32-characters') })];
      const result = await createToolkit({ connectors: [connector], use }).call({ name: 'demo_read_thing', arguments: {} });
      if (result.kind !== 'done') throw new Error(JSON.stringify(result));
      expect((await parse(shapes[shape]?.schema ?? recordSetSchema, result.output)).issues).toBeUndefined();
      const text = JSON.stringify(result.output);
      // `partial` shows the domain or the last digits on purpose, so only the whole value counts.
      for (const secret of secrets) expect(text).not.toContain(secret);
    };
    await assert(asyncProperty(constantFrom(...Object.keys(shapes)), answer, array(rule, { maxLength: 3 }), holds), { numRuns: 1_000 });
  }, 60_000);
});
