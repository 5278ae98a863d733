import { toZonedIso } from '@causeway/core';
import type { Column } from '../soql/columns.ts';

/** A record as Salesforce answers it. */
export type SalesforceRecord = Readonly<Record<string, unknown>>;

/** The value of a column, times with the offset of a zone. */
export function valueOf(record: SalesforceRecord, column: Column, zone: string): unknown {
  const value = at(record, column.at);
  if (column.type === 'datetime' && typeof value === 'string') return toLocalTime(value, zone);
  if (column.children !== undefined) return childrenText(value, column.children, zone);
  if (typeof value !== 'object' || value === null) return value;
  const { attributes: _, ...rest } = value as SalesforceRecord;
  return rest;
}

/** The raw value at a path through related records. */
export function at(record: SalesforceRecord, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as SalesforceRecord)[name] : undefined),
    record,
  );
}

function toLocalTime(text: string, zone: string): string {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? text : toZonedIso(instant, zone);
}

/** Related records as text: a table cell holds no table. */
function childrenText(value: unknown, columns: readonly Column[], zone: string): string | null {
  const records = recordsIn(value);
  if (records.length === 0) return null;
  return JSON.stringify(
    records.map((record) => Object.fromEntries(columns.map((column) => [column.name, valueOf(record, column, zone) ?? null]))),
  );
}

/** How many related records there are that the answer does not show. */
export function hiddenChildren(record: SalesforceRecord, { at: path }: Column): number {
  const value = at(record, path) as { readonly totalSize?: unknown } | null | undefined;
  const total = value?.totalSize;
  return typeof total === 'number' ? Math.max(0, total - recordsIn(value).length) : 0;
}

function recordsIn(value: unknown): readonly SalesforceRecord[] {
  const records = (value as { readonly records?: unknown } | null | undefined)?.records;
  return Array.isArray(records) ? (records as readonly SalesforceRecord[]) : [];
}

/** The ids of records, where they hold one. */
export function idsOf(records: readonly SalesforceRecord[]): readonly string[] {
  return records.map((record) => at(record, ['Id'])).filter((id) => typeof id === 'string');
}
