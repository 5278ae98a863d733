import type { Members } from './exchange.ts';
import type { TraceContext } from '../trace-context.ts';

const formats: Readonly<Record<keyof TraceContext, RegExp>> = {
  traceparent: /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/,
  tracestate: /^[\x20-\x7e]{1,512}$/,
  baggage: /^[\x20-\x7e]{1,8192}$/,
};

/** The trace context in a request's `_meta`, or undefined. Values become headers, so what is malformed is dropped. */
export function traceOf(meta: Members | undefined): TraceContext | undefined {
  if (meta === undefined) return undefined;
  const found = Object.entries(formats).filter(([name, format]) => typeof meta[name] === 'string' && format.test(meta[name]));
  return found.length === 0 ? undefined : Object.fromEntries(found.map(([name]) => [name, meta[name]]));
}
