/** The sandbox's time. Token expiry, rate windows and "last modified" all read it, never the machine's clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time forward by `ms`. Throws a `RangeError` beyond the years 1970 to 9998. */
  advance(ms: number): void;
  /** Jumps to an instant, forwards or backwards. Throws a `RangeError` outside the years 1970 to 9998. */
  set(ms: number): void;
}

export interface ClockOptions {
  /** Where time starts, in milliseconds since the epoch. Default: 2026-11-02T09:00:00Z. */
  readonly now?: number;
  /** Stand still between `advance` calls. Default: time runs on from its start at real speed. */
  readonly frozen?: boolean;
}

/** Where the demo data has its "today". */
export const demoNow = Date.UTC(2026, 10, 2, 9);

const end = Date.UTC(9999, 0);

/** Throws a `RangeError` for a start outside the years 1970 to 9998. */
export function createClock({ now = demoNow, frozen = false }: ClockOptions = {}): Clock {
  const elapsed = frozen ? () => 0 : () => performance.now();
  let offset = 0;
  const clock: Clock = {
    now: () => Math.floor(offset + elapsed()),
    advance: (ms) => clock.set(offset + elapsed() + ms),
    set(ms) {
      if (!(ms >= 0 && ms < end)) throw new RangeError('the sandbox knows the years 1970 to 9998');
      offset = ms - elapsed();
    },
  };
  clock.set(now);
  return clock;
}
