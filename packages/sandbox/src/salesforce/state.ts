/** Something with state that a snapshot keeps. What `snapshot` answers must not change with later writes. */
export interface Stateful<S = unknown> {
  snapshot(): S;
  restore(state: S): void;
}

/** A map that a snapshot copies; meant for small ones. */
export function statefulMap<K, V>(): Map<K, V> & Stateful<ReadonlyMap<K, V>> {
  const map = new Map<K, V>();
  return Object.assign(map, {
    snapshot: (): ReadonlyMap<K, V> => new Map(map),
    restore: (state: ReadonlyMap<K, V>) => {
      map.clear();
      for (const [key, value] of state) map.set(key, value);
    },
  });
}

/** One snapshot of several. */
export function together(parts: Readonly<Record<string, { snapshot(): unknown; restore(state: never): void }>>): Stateful {
  return {
    snapshot: () => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.snapshot()])),
    restore: (state) => {
      const states = state as Readonly<Record<string, never>>;
      for (const [name, part] of Object.entries(parts)) part.restore(states[name]!);
    },
  };
}
