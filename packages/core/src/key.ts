/** A typed slot of a call context. Keys are compared by identity. */
export interface Key<T> {
  readonly name: string;
  readonly default: T;
}

export function createKey<T>(name: string, initial: T): Key<T> {
  return Object.freeze({ name, default: initial });
}
