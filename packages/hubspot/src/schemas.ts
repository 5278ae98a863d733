import { z } from 'zod';

/** A business value as a model gives it. The type stands in TypeScript alone: its JSON form would cost tokens in every list. */
export type Value = string | number | boolean | null;

export const maxLimit = 100;

const anyOf = <T>() => z.any() as unknown as z.ZodType<T, T>;

export const objectName = z.string().describe('Object type');
export const recordId = z.string().describe('Record id');
export const limit = z.int().min(1).max(maxLimit).default(50).describe('Rows');
export const cursor = z.string().optional().describe('From the page before');
export const fieldNames = z.array(z.string()).optional().describe('Properties');
export const keyword = z.string().optional().describe('Part of name or label');
export const values = z.record(z.string(), z.unknown()).describe('Property: value');
export const uniqueProperty = z.string().optional().describe('Unique property, if not by id');

export const operators = ['=', '!=', '<', '<=', '>', '>=', 'contains', 'starts_with', 'in', 'not_in'] as const;

export const filter = z.strictObject({
  field: z.string().describe('Property'),
  operator: z.enum(operators).describe('Comparison'),
  value: anyOf<Value | readonly Value[]>().describe('List for in'),
});

export type Filter = z.output<typeof filter>;
