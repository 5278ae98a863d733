import { createShelf, type Shelf, type ShelfState } from './shelf.ts';

/** All shelves of a portal, so that they can be put back together. */
export interface Store {
  shelf<K, V>(): Shelf<K, V>;
  snapshot(): StoreState;
  /** Shelves made after the snapshot are emptied. */
  restore(state: StoreState): void;
}

export type StoreState = ReadonlyMap<unknown, ShelfState<never, never>>;

export function createStore(): Store {
  const shelves: Shelf<never, never>[] = [];
  return {
    shelf: <K, V>() => {
      const shelf = createShelf<K, V>();
      shelves.push(shelf as unknown as Shelf<never, never>);
      return shelf;
    },
    snapshot: () => new Map(shelves.map((shelf) => [shelf, shelf.snapshot()])),
    restore: (state) => {
      for (const shelf of shelves) shelf.restore(state.get(shelf));
    },
  };
}
