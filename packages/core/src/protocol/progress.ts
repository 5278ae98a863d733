import type { Exchange } from './exchange.ts';
import type { RequestOptions } from '../toolkit/request.ts';

/** Tells the client of progress, when it asked to be told. What does not advance is left out: the protocol demands that progress grows. */
export function progressOf(exchange: Exchange): RequestOptions['progress'] {
  const token = exchange.meta?.['progressToken'];
  if (typeof token !== 'string' && typeof token !== 'number') return undefined;
  let last = -Infinity;
  return (done, total, message) => {
    if (!(done > last)) return;
    last = done;
    exchange.notify('notifications/progress', {
      progressToken: token,
      progress: done,
      ...(total === undefined ? {} : { total }),
      ...(message === undefined ? {} : { message }),
    });
  };
}
