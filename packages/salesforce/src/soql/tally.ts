import type { Access } from '@causeway/core';
import type { Source } from './resolve.ts';

/** Counts up what a statement touches, object by object. */
export interface Tally {
  /** Values that are shown. */
  read(sources: readonly Source[]): void;
  /** Values that decide which records answer, or in which order. */
  filter(sources: readonly Source[]): void;
  /** Every field of an object. */
  readAll(object: string): void;
  access(): readonly Access[];
}

interface Counted {
  readonly fields: Set<string>;
  readonly filters: Set<string>;
  everything: boolean;
}

export function createTally(): Tally {
  const objects = new Map<string, Counted>();
  const of = (object: string): Counted => {
    const counted = objects.get(object) ?? { fields: new Set(), filters: new Set(), everything: false };
    objects.set(object, counted);
    return counted;
  };
  return {
    read: (sources) => sources.forEach(({ object, field }) => of(object).fields.add(field)),
    filter: (sources) => sources.forEach(({ object, field }) => of(object).filters.add(field)),
    readAll: (object) => {
      of(object).everything = true;
    },
    access: () =>
      [...objects].map(([object, { fields, filters, everything }]) => ({
        object,
        effect: 'read',
        fields: everything ? '*' : [...fields],
        ...(filters.size === 0 ? {} : { filters: [...filters] }),
      })),
  };
}

/** The same tally for a query inside a condition: what it selects is not shown, but decides. */
export function asFilter(tally: Tally): Tally {
  return { ...tally, read: (sources) => tally.filter(sources), readAll: (object) => tally.filter([{ object, field: '*' }]) };
}
