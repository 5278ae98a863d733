import { batchSchema, ConnectorError, page, record, recordOfSchema, recordSetSchema, rowFilters, tool } from '@causeway/core';
import type { CallContext, RecordOf, RecordSet, Tool } from '@causeway/core';
import { z } from 'zod';

/** Rows of the stand-in system, by object and id. */
export type Rows = Record<string, Record<string, Record<string, string | number | null>>>;

const object = z.string().describe('Object type');
const id = z.string().describe('Id of the record');

export interface Parts {
  readonly rows: Rows;
  enter(line: string): void;
}

function visible({ rows }: Parts, of: string, call: CallContext): [string, Record<string, string | number | null>][] {
  const filters = call.get(rowFilters).filter((filter) => filter.object === of);
  const holds = (row: Record<string, unknown>) =>
    filters.every(({ field, operator, value }) =>
      operator === 'in'
        ? (value as readonly unknown[]).includes(row[field])
        : operator === '='
          ? row[field] === value
          : row[field] !== value,
    );
  if (filters.length > 0) call.trail.restricted(of);
  return Object.entries(rows[of] ?? {}).filter(([, row]) => holds(row));
}

function fetchOne(parts: Parts, of: string, key: string, call: CallContext) {
  const found = visible(parts, of, call).find(([known]) => known === key);
  if (found === undefined) throw new ConnectorError('not_found', `There is no ${of} ${key}.`);
  return found[1];
}

const findTool = (parts: Parts): Tool =>
  tool({
    name: 'find_records',
    title: 'Find records',
    description: 'Finds records.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({
      object,
      fields: z.array(z.string()).default(['Name']).describe('Columns'),
      where: z
        .strictObject({ field: z.string().describe('Field'), value: z.string().describe('Value') })
        .optional()
        .describe('Filter'),
      limit: z.int().default(100).describe('Rows'),
      cursor: z.string().optional().describe('Where to go on'),
    }),
    output: recordSetSchema,
    access: (input) => [
      {
        object: input.object,
        effect: 'read',
        fields: input.fields,
        ...(input.where === undefined ? {} : { filters: [input.where.field] }),
      },
    ],
    run: (input, call): Promise<RecordSet> => {
      parts.enter(`find ${input.object}`);
      const all = visible(parts, input.object, call).filter(
        ([, row]) => input.where === undefined || row[input.where.field] === input.where.value,
      );
      for (const field of input.fields) call.trail.column(field, { object: input.object, field });
      call.trail.touched(
        input.object,
        all.map(([key]) => key),
      );
      return Promise.resolve(
        page(call, {
          object: input.object,
          columns: input.fields,
          rows: all.slice(0, input.limit).map(([, row]) => input.fields.map((field) => row[field])),
          total: all.length,
          next: (kept) => (kept < all.length ? { after: all[kept - 1]?.[1] } : undefined),
        }),
      );
    },
  });

const getTool = (parts: Parts): Tool =>
  tool({
    name: 'get_record',
    title: 'Get record',
    description: 'Reads a record.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({ object, id }),
    output: recordOfSchema,
    access: (input) => [{ object: input.object, effect: 'read', ids: [input.id], fields: '*' }],
    run: (input, call): Promise<RecordOf> => {
      parts.enter(`get ${input.object} ${input.id}`);
      const row = fetchOne(parts, input.object, input.id, call);
      for (const field of Object.keys(row)) call.trail.column(field, { object: input.object, field });
      call.trail.touched(input.object, [input.id]);
      return Promise.resolve(record({ object: input.object, id: input.id, fields: row }));
    },
  });

const values = z.record(z.string(), z.string()).describe('Fields to set');

const updateTool = (parts: Parts): Tool =>
  tool({
    name: 'update_record',
    title: 'Update record',
    description: 'Changes a record.',
    effect: 'update',
    requests: 2,
    input: z.strictObject({ object, id, values }),
    output: recordOfSchema,
    access: (input) => [{ object: input.object, effect: 'update', ids: [input.id], fields: Object.keys(input.values) }],
    preview: async (input, call) => {
      parts.enter(`preview ${input.object} ${input.id}`);
      const row = fetchOne(parts, input.object, input.id, call);
      return Object.entries(input.values).map(([field, after]) => ({
        object: input.object,
        id: input.id,
        field,
        before: row[field],
        after,
      }));
    },
    run: (input, call): Promise<RecordOf> => {
      parts.enter(`update ${input.object} ${input.id}`);
      const row = parts.rows[input.object]?.[input.id];
      if (row === undefined) throw new ConnectorError('not_found', `There is no ${input.object} ${input.id}.`);
      Object.assign(row, input.values);
      for (const field of Object.keys(row)) call.trail.column(field, { object: input.object, field });
      return Promise.resolve(record({ object: input.object, id: input.id, fields: row }));
    },
  });

let created = 0;

const createTool = (parts: Parts): Tool =>
  tool({
    name: 'create_record',
    title: 'Create record',
    description: 'Creates a record.',
    effect: 'create',
    requests: 1,
    input: z.strictObject({ object, values }),
    output: recordOfSchema,
    access: (input) => [{ object: input.object, effect: 'create', fields: Object.keys(input.values) }],
    preview: (input, call) => {
      for (const field of Object.keys(input.values)) call.trail.column(field, { object: input.object, field });
      return Promise.resolve(Object.entries(input.values).map(([field, after]) => ({ object: input.object, field, after })));
    },
    run: (input, call): Promise<RecordOf> => {
      parts.enter(`create ${input.object}`);
      const known = (parts.rows[input.object] ??= {});
      const key = `n${(created += 1)}`;
      known[key] = { ...input.values };
      for (const field of Object.keys(input.values)) call.trail.column(field, { object: input.object, field });
      return Promise.resolve(record({ object: input.object, id: key, fields: input.values }));
    },
  });

const deleteTool = (parts: Parts): Tool =>
  tool({
    name: 'delete_record',
    title: 'Delete record',
    description: 'Deletes a record.',
    effect: 'delete',
    requests: 1,
    input: z.strictObject({ object, id }),
    output: z.looseObject({ id: z.string() }),
    access: (input) => [{ object: input.object, effect: 'delete', ids: [input.id], fields: '*' }],
    preview: async (input, call) =>
      Object.entries(fetchOne(parts, input.object, input.id, call)).map(([field, before]) => ({
        object: input.object,
        id: input.id,
        field,
        before,
        after: null,
      })),
    run: (input) => {
      parts.enter(`delete ${input.object} ${input.id}`);
      delete parts.rows[input.object]?.[input.id];
      return Promise.resolve({ id: input.id });
    },
  });

const describeTool = (parts: Parts): Tool =>
  tool({
    name: 'describe_object',
    title: 'Describe object',
    description: 'Lists the fields of an object.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({ object }),
    output: z.looseObject({ object: z.string(), fields: z.array(z.string()) }),
    access: (input) => [{ object: input.object, effect: 'read', fields: [] }],
    run: (input) => {
      parts.enter(`describe ${input.object}`);
      const row = Object.values(parts.rows[input.object] ?? {})[0] ?? {};
      return Promise.resolve({ object: input.object, fields: Object.keys(row).map((field) => `${field}:string`) });
    },
  });

const batchTool = (parts: Parts): Tool =>
  tool({
    name: 'update_many',
    title: 'Update many',
    description: 'Changes several records.',
    effect: 'update',
    idempotent: true,
    requests: 1,
    input: z.strictObject({ object, ids: z.array(z.string()).describe('Ids'), values }),
    output: batchSchema,
    access: (input) => [{ object: input.object, effect: 'update', ids: input.ids, fields: Object.keys(input.values) }],
    preview: async (input, call) =>
      input.ids.flatMap((key) => {
        const row = visible(parts, input.object, call).find(([known]) => known === key)?.[1] ?? {};
        return Object.entries(input.values).map(([field, after]) => ({ object: input.object, id: key, field, before: row[field], after }));
      }),
    run: (input, call) => {
      parts.enter(`update_many ${input.object}`);
      const known = parts.rows[input.object] ?? {};
      const good = input.ids.filter((key) => known[key] !== undefined);
      for (const key of good) Object.assign(known[key] ?? {}, input.values);
      call.trail.column('Id', { object: input.object, field: 'Id' });
      const failed = input.ids.flatMap((key, index) =>
        known[key] === undefined
          ? [{ index, code: 'NOT_FOUND', message: `${key} is not there, unlike ${JSON.stringify(known)}`, retryable: false }]
          : [],
      );
      return Promise.resolve({ succeeded: { object: input.object, columns: ['Id'], rows: good.map((key) => [key]) }, failed });
    },
  });

export function deskTools(parts: Parts): readonly Tool[] {
  return [findTool(parts), getTool(parts), updateTool(parts), createTool(parts), deleteTool(parts), describeTool(parts), batchTool(parts)];
}
