import { createKey, type Key } from './key.ts';

/** A restriction of policy on the records of one object. A connector applies it upstream and says so with `trail.restricted(object)`. */
export interface RowFilter {
  readonly object: string;
  readonly field: string;
  readonly operator: '=' | '!=' | 'in';
  readonly value: string | number | boolean | null | readonly (string | number)[];
}

/** The restrictions in force for a call; all of them hold together. Results that are not acknowledged are withheld. */
export const rowFilters: Key<readonly RowFilter[]> = createKey<readonly RowFilter[]>('row-filters', []);
