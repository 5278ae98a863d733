import { createKey, type Key } from './key.ts';

/** Where a call stands in a distributed trace, as the client told it (W3C Trace Context and Baggage header values). */
export interface TraceContext {
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly baggage?: string;
}

/** The trace that a call belongs to. Empty when the client sent none, or a malformed one. */
export const traceContext: Key<TraceContext> = createKey<TraceContext>('trace-context', {});
