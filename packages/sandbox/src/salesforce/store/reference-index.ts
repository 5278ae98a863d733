import type { Row } from '../model.ts';

type Rows = ReadonlyMap<string, Row>;

/** Finds rows by the value of one field; built when first asked, dropped when the rows change. */
export function createReferenceIndex(): {
  find(rows: Rows | undefined, field: string, value: unknown): readonly Row[];
  forget(rows: Rows): void;
} {
  const byRows = new WeakMap<Rows, Map<string, Map<unknown, Row[]>>>();
  return {
    find: (rows, field, value) => {
      if (!rows) return [];
      const byField = byRows.get(rows) ?? new Map<string, Map<unknown, Row[]>>();
      byRows.set(rows, byField);
      const byValue = byField.get(field) ?? build(rows, field);
      byField.set(field, byValue);
      return byValue.get(value) ?? [];
    },
    forget: (rows) => {
      byRows.delete(rows);
    },
  };
}

function build(rows: Rows, field: string): Map<unknown, Row[]> {
  const byValue = new Map<unknown, Row[]>();
  for (const row of rows.values()) {
    const value = row[field];
    if (value === null || value === undefined) continue;
    const found = byValue.get(value);
    if (found) found.push(row);
    else byValue.set(value, [row]);
  }
  return byValue;
}
