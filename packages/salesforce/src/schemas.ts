import { z } from 'zod';

/** A business value as a model gives it. The type stands in TypeScript alone: its JSON form would cost tokens in every list. */
export type Value = string | number | boolean | null;

export const maxLimit = 200;

const anyOf = <T>() => z.any() as unknown as z.ZodType<T, T>;

export const objectName = z.string().describe('Object API name');
export const recordId = z.string().describe('Record id');
export const limit = z.int().min(1).max(maxLimit).default(50).describe('Rows');
export const cursor = z.string().optional().describe('From the page before');
export const fieldNames = z.array(z.string()).optional().describe('Fields, also Account.Name');
export const keyword = z.string().optional().describe('Part of name or label');
export const values = z.record(z.string(), z.unknown()).describe('Field: value');

export const operators = ['=', '!=', '<', '<=', '>', '>=', 'contains', 'starts_with', 'in', 'not_in'] as const;

export const filter = z.strictObject({
  field: z.string().describe('Name, Account.Name'),
  operator: z.enum(operators).describe('Comparison'),
  value: anyOf<Value | readonly Value[]>().describe('List for in'),
});

export type Filter = z.output<typeof filter>;

/** Most records in one batch, as in Salesforce. */
export const maxBatch = 200;
export const allOrNone = z.boolean().default(true).describe('Undo all when one fails');
