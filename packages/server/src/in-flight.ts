import type { Middleware } from '@causeway/core';

/** Knows the calls that are being made, so that a server can wait for them before it takes their systems away. */
export interface InFlight extends Middleware {
  /** Until no call is being made, or so many milliseconds have passed. */
  drained(ms: number): Promise<void>;
}

export function createInFlight(): InFlight {
  let calls = 0;
  let idle = () => {};
  const count: Middleware = async (call, next) => {
    calls += 1;
    try {
      return await next(call);
    } finally {
      calls -= 1;
      if (calls === 0) idle();
    }
  };
  return Object.assign(count, {
    drained: (ms: number) =>
      new Promise<void>((resolve) => {
        if (calls === 0) return resolve();
        const timer = setTimeout(resolve, ms);
        idle = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  });
}
