/** The sandbox's time. Token expiry, rate windows and "last modified" all read it, never the machine's clock. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time forward by `ms`. */
  advance(ms: number): void;
  /** Jumps to an instant, forwards or backwards. */
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

export function createClock({ now = demoNow, frozen = false }: ClockOptions = {}): Clock {
  const elapsed = frozen ? () => 0 : () => performance.now();
  let offset = now - elapsed();
  return {
    now: () => Math.floor(offset + elapsed()),
    advance: (ms) => {
      offset += ms;
    },
    set: (ms) => {
      offset = ms - elapsed();
    },
  };
}
