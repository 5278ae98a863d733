import type { Clock } from '../wire/clock.ts';
import type { Stateful } from './state.ts';

const dayMs = 86_400_000;

/** API requests of the last 24 hours, counted in hours of virtual time. */
export interface Usage extends Stateful<ReadonlyMap<number, number>> {
  readonly max: number;
  /** Counts one request; false when none is left. */
  count(): boolean;
  used(): number;
  set(used: number): void;
}

export function createUsage(clock: Clock, max: number): Usage {
  let byHour = new Map<number, number>();
  const hour = () => Math.floor(clock.now() / 3_600_000);
  const used = () => {
    const oldest = Math.floor((clock.now() - dayMs) / 3_600_000);
    let sum = 0;
    for (const [at, count] of byHour) {
      if (at > oldest) sum += count;
      else byHour.delete(at);
    }
    return sum;
  };
  return {
    max,
    used,
    count: () => {
      if (used() >= max) return false;
      byHour.set(hour(), (byHour.get(hour()) ?? 0) + 1);
      return true;
    },
    set: (count) => {
      byHour = new Map([[hour(), count]]);
    },
    snapshot: () => new Map(byHour),
    restore: (state) => {
      byHour = new Map(state);
    },
  };
}
