import { type Stateful, statefulMap } from './state.ts';

/** Records that somebody else is holding. */
export interface Locks extends Stateful<ReadonlyMap<string, number>> {
  lock(id: string, times: number): void;
  release(id: string): void;
  /** Whether a write to the record fails this time. */
  strikes(id: string): boolean;
}

export function createLocks(): Locks {
  const left = statefulMap<string, number>();
  return {
    lock: (id, times) => left.set(id, times),
    release: (id) => left.delete(id),
    strikes: (id) => {
      const times = left.get(id) ?? 0;
      if (times <= 0) return false;
      left.set(id, times - 1);
      return true;
    },
    snapshot: () => left.snapshot(),
    restore: (state) => left.restore(state),
  };
}
