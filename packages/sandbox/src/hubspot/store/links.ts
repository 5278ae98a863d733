import type { Shelf } from './shelf.ts';
import type { Store } from './store.ts';

/** One record linked to another, with the type ids of all labels. */
export interface Link {
  readonly to: string;
  readonly types: readonly number[];
}

/** Links of all records, kept in both directions by the caller. */
export interface Links {
  /** By id of the far end, ascending. */
  of(fromType: string, id: string, toType: string): readonly Link[];
  add(fromType: string, id: string, toType: string, to: string, types: readonly number[]): void;
  /** Removes some type ids, or the whole link. */
  remove(fromType: string, id: string, toType: string, to: string, types?: readonly number[]): void;
}

export function createLinks(store: Store): Links {
  const shelves = new Map<string, Shelf<string, readonly Link[]>>();
  const shelfOf = (fromType: string): Shelf<string, readonly Link[]> => {
    const shelf = shelves.get(fromType) ?? store.shelf<string, readonly Link[]>();
    shelves.set(fromType, shelf);
    return shelf;
  };
  return {
    of: (fromType, id, toType) => shelfOf(fromType).get(`${id}/${toType}`) ?? [],
    add: (fromType, id, toType, to, types) => {
      const shelf = shelfOf(fromType);
      const list = shelf.get(`${id}/${toType}`) ?? [];
      const place = position(list, Number(to));
      const known = list[place]?.to === to ? list[place].types : undefined;
      const merged = known ? [...new Set([...known, ...types])] : [...types];
      merged.sort((a, b) => a - b);
      shelf.set(`${id}/${toType}`, list.toSpliced(place, known ? 1 : 0, { to, types: merged }));
    },
    remove: (fromType, id, toType, to, types) => {
      const shelf = shelfOf(fromType);
      const list = shelf.get(`${id}/${toType}`) ?? [];
      const place = position(list, Number(to));
      const link = list[place];
      if (link?.to !== to) return;
      const left = types ? link.types.filter((type) => !types.includes(type)) : [];
      shelf.set(`${id}/${toType}`, list.toSpliced(place, 1, ...(left.length > 0 ? [{ to, types: left }] : [])));
    },
  };
}

/** Where a far end is, or belongs, in the sorted list. */
function position(list: readonly Link[], to: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Number(list[middle]!.to) < to) low = middle + 1;
    else high = middle;
  }
  return low;
}
