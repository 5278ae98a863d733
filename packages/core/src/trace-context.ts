import { createKey, type Key } from './key.ts';

/** W3C trace context of the caller, passed on to upstream requests. */
export interface TraceContext {
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly baggage?: string;
}

export const traceContext: Key<TraceContext> = createKey<TraceContext>('trace-context', {});
