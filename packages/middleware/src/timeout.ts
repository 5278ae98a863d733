import { ConnectorError, type Call, type Middleware } from '@causeway/core';
import { anyOf } from './glob.ts';

export interface TimeoutOptions {
  /** Milliseconds for one attempt. Default 15,000. The toolkit's own deadline bounds all attempts together. */
  readonly ms?: number;
  /** Other times for some tools, by full name: `*_run_report`. The first that matches counts. */
  readonly tools?: readonly { readonly names: readonly string[]; readonly ms: number }[];
}

/** Ends an attempt that takes too long. What the connector does then follows from the signal; a write becomes `unknown_outcome`. */
export function timeout({ ms = 15_000, tools = [] }: TimeoutOptions = {}): Middleware {
  const exceptions = tools.map((one) => ({ matches: anyOf(one.names), ms: one.ms }));
  const timeOf = ({ name }: Call) => exceptions.find(({ matches }) => matches(name))?.ms ?? ms;
  return async (call, next) => {
    const limit = timeOf(call);
    const controller = new AbortController();
    const late = () => controller.abort(new ConnectorError('timeout', `The system took longer than ${limit / 1_000} s.`));
    const timer = setTimeout(late, limit);
    try {
      return await next({ ...call, context: call.context.narrow(controller.signal) });
    } finally {
      clearTimeout(timer);
    }
  };
}
