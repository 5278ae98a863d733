/** A map whose snapshot costs nothing: the copy is made by the first write after it. Values are never changed in place. */
export interface Shelf<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): void;
  delete(key: K): boolean;
  /** All values in order of first insertion; the same array until the next write. */
  values(): readonly V[];
  readonly size: number;
  /** Changes with every write and comes back with `restore`: equal versions mean equal content. */
  readonly version: number;
  snapshot(): ShelfState<K, V>;
  /** Without a state: empties it. */
  restore(state?: ShelfState<K, V>): void;
}

export interface ShelfState<K, V> {
  readonly map: Map<K, V>;
  readonly version: number;
  readonly list: readonly V[] | undefined;
}

let versions = 0;

export function createShelf<K, V>(): Shelf<K, V> {
  let map = new Map<K, V>();
  let shared = false;
  let version = ++versions;
  let list: readonly V[] | undefined;
  const writable = (): Map<K, V> => {
    if (shared) map = new Map(map);
    shared = false;
    version = ++versions;
    list = undefined;
    return map;
  };
  return {
    get: (key) => map.get(key),
    has: (key) => map.has(key),
    set: (key, value) => void writable().set(key, value),
    delete: (key) => map.has(key) && writable().delete(key),
    values: () => (list ??= [...map.values()]),
    get size() {
      return map.size;
    },
    get version() {
      return version;
    },
    snapshot: () => {
      shared = true;
      return { map, version, list };
    },
    restore: (state) => {
      ({ map, version, list } = state ?? { map: new Map<K, V>(), version: ++versions, list: undefined });
      shared = true;
    },
  };
}
