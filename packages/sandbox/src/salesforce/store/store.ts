import type { Row } from '../model.ts';
import { makeId } from '../ids.ts';
import { createReferenceIndex } from './reference-index.ts';

/** All records of the org, whoever may see them. Rows are replaced, never changed. */
export interface Store {
  /** Any row that was not erased: rows in the recycle bin have `IsDeleted` true. */
  get(object: string, id: string): Row | undefined;
  /** In order of creation, those in the recycle bin included. */
  all(object: string): Iterable<Row>;
  /** Rows whose `field` holds `id`, those in the recycle bin included. */
  referencing(object: string, field: string, id: unknown): readonly Row[];
  /** Puts a row in place of the one with its `Id`, or adds it. */
  put(object: string, row: Row): void;
  nextId(object: string, keyPrefix: string): string;
  /** Counts from 1 in each sequence: case numbers, article numbers. */
  nextNumber(sequence: string): number;
  /** Copies nothing until the next write. */
  snapshot(): StoreState;
  restore(state: StoreState): void;
}

interface StoreState {
  readonly tables: ReadonlyMap<string, Table>;
  readonly counters: ReadonlyMap<string, number>;
}

/** Frozen tables belong to a snapshot as well: a write copies them first. */
interface Table {
  readonly rows: Map<string, Row>;
  shared: boolean;
}

export function createStore(): Store {
  let tables = new Map<string, Table>();
  let counters = new Map<string, number>();
  const index = createReferenceIndex();
  const next = (name: string): number => {
    const value = (counters.get(name) ?? 0) + 1;
    counters.set(name, value);
    return value;
  };
  const writable = (object: string): Table => {
    const table = tables.get(object);
    if (table && !table.shared) return table;
    const copy: Table = { rows: new Map(table?.rows), shared: false };
    tables.set(object, copy);
    return copy;
  };
  return {
    get: (object, id) => tables.get(object)?.rows.get(id),
    all: (object) => tables.get(object)?.rows.values() ?? [],
    referencing: (object, field, id) => index.find(tables.get(object)?.rows, field, id),
    put: (object, row) => {
      const { rows } = writable(object);
      index.forget(rows);
      rows.set(String(row['Id']), row);
    },
    nextId: (object, keyPrefix) => makeId(keyPrefix, next(`id:${object}`)),
    nextNumber: (sequence) => next(sequence),
    snapshot: () => {
      for (const table of tables.values()) table.shared = true;
      return { tables: new Map(tables), counters: new Map(counters) };
    },
    restore: (state) => {
      tables = new Map(state.tables);
      counters = new Map(state.counters);
    },
  };
}
