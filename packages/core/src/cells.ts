import type { Cell } from './record-set.ts';
import { cleanText } from './text.ts';

/** Longest text in a cell, in UTF-16 code units. */
export const maxCellLength = 2_000;

/** Any JSON value as a cell: text is cleaned, lists of plain values are joined by `; `, other structures become JSON text. */
export function toCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return cleanText(value.join('; '));
  return cleanText(JSON.stringify(value) ?? '');
}

/**
 * A nested record as flat fields: `{ Account: { Name } }` gives `Account.Name`. Lists stay out, being records of their own;
 * keys in `skip` are left out at every level.
 */
export function flatten(record: Readonly<Record<string, unknown>>, skip: readonly string[] = []): Record<string, Cell> {
  // Entries, because a key may be `__proto__`.
  return Object.fromEntries(flatEntries(record, skip, ''));
}

function flatEntries(record: object, skip: readonly string[], prefix: string): readonly (readonly [string, Cell])[] {
  return Object.entries(record).flatMap(([key, value]: [string, unknown]): readonly (readonly [string, Cell])[] => {
    if (skip.includes(key)) return [];
    const name = prefix + key;
    if (typeof value !== 'object' || value === null || value instanceof Date) return [[name, toCell(value)]];
    if (Array.isArray(value)) return value.every((item) => typeof item !== 'object') ? [[name, toCell(value)]] : [];
    return flatEntries(value, skip, `${name}.`);
  });
}

/** A cell that is not too long to show, and whether it had to be cut. `length` in UTF-16 code units; default {@link maxCellLength}. */
export function cutCell(cell: Cell, length = maxCellLength): { readonly cell: Cell; readonly cut: boolean } {
  if (typeof cell !== 'string' || cell.length <= length) return { cell, cut: false };
  return { cell: `${cleanText(cell.slice(0, length - 1))}…`, cut: true };
}
