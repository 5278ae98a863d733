import type { Toolkit } from '@causeway/core';

/** Knows the calls that are being made, so that a server can wait for them before it takes their systems away. */
export interface InFlight {
  /** The same toolkit, counted. A middleware would see a call only once it is known what the call would touch, and that may take a while. */
  count(toolkit: Toolkit): Toolkit;
  /** Until no call is being made, or so many milliseconds have passed. */
  drained(ms: number): Promise<void>;
}

export function createInFlight(): InFlight {
  let calls = 0;
  let idle = () => {};
  const during = async <T>(work: Promise<T>): Promise<T> => {
    calls += 1;
    try {
      return await work;
    } finally {
      calls -= 1;
      if (calls === 0) idle();
    }
  };
  return {
    count: (toolkit) => ({
      ...toolkit,
      call: (request) => during(toolkit.call(request)),
      read: (request) => during(toolkit.read(request)),
      prompt: (request) => during(toolkit.prompt(request)),
      complete: (request) => during(toolkit.complete(request)),
    }),
    drained: (ms) =>
      new Promise<void>((resolve) => {
        if (calls === 0) return resolve();
        const timer = setTimeout(resolve, ms);
        idle = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
