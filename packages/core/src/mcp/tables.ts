import { createTable, type Table, type TableOptions } from './table.ts';
import type { Caller } from '../caller.ts';
import type { Toolkit } from '../toolkit/toolkit.ts';
import type { ToolkitSource } from './options.ts';

export interface Tables {
  find(caller: Caller): Table | Promise<Table>;
  swap(source: ToolkitSource): void;
}

/** One table per toolkit, made when the toolkit is first seen. A toolkit that is given as it is fails here, if it must fail. */
export function createTables(first: ToolkitSource, options: TableOptions): Tables {
  const known = new WeakMap<Toolkit, Table>();
  const tableOf = (toolkit: Toolkit, personal: boolean): Table => {
    const table = known.get(toolkit) ?? createTable(toolkit, { ...options, personal: personal || options.personal });
    known.set(toolkit, table);
    return table;
  };
  const prepare = (source: ToolkitSource): Tables['find'] => {
    if (typeof source === 'function') return async (caller) => tableOf(await source(caller), true);
    const table = tableOf(source, false);
    return () => table;
  };
  let find = prepare(first);
  return {
    find: (caller) => find(caller),
    swap(source) {
      find = prepare(source);
    },
  };
}
