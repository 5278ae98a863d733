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
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return cleanText(value.join('; '));
  return cleanText(JSON.stringify(value) ?? '');
}

/**
 * A nested record as flat fields: `{ Account: { Name } }` gives `Account.Name`. Lists stay out, being records of their own;
 * keys in `skip` are left out at every level.
 */
export function flatten(record: Readonly<Record<string, unknown>>, skip: readonly string[] = [], prefix = ''): Record<string, Cell> {
  const fields: Record<string, Cell> = {};
  for (const [key, value] of Object.entries(record)) {
    if (skip.includes(key)) continue;
    if (typeof value !== 'object' || value === null || value instanceof Date) fields[prefix + key] = toCell(value);
    else if (Array.isArray(value)) {
      if (value.every((item) => typeof item !== 'object')) fields[prefix + key] = toCell(value);
    } else Object.assign(fields, flatten(value as Record<string, unknown>, skip, `${prefix}${key}.`));
  }
  return fields;
}

/** A cell that is not too long to show, and whether it had to be cut. */
export function cutCell(cell: Cell): { readonly cell: Cell; readonly cut: boolean } {
  if (typeof cell !== 'string' || cell.length <= maxCellLength) return { cell, cut: false };
  return { cell: `${cleanText(cell.slice(0, maxCellLength - 1))}…`, cut: true };
}
