import type { Api } from './api.ts';
import type { Context, Link } from '@opentelemetry/api';
import type { TraceContext } from '@causeway/core';

/** The client's trace is the parent; what surrounds the call here (an HTTP request) is a link. Without the first, the second is the parent. */
export function parentOf(api: Api, told: TraceContext): { readonly parent: Context; readonly links: Link[] } {
  const ambient = api.context.active();
  if (told.traceparent === undefined) return { parent: ambient, links: [] };
  const parent = api.propagation.extract(api.ROOT_CONTEXT, told);
  const outer = api.trace.getSpanContext(ambient);
  if (api.trace.getSpanContext(parent) === undefined) return { parent: ambient, links: [] };
  return { parent, links: outer === undefined ? [] : [{ context: outer }] };
}

/** The trace context by which others go on with a span. */
export function headersOf(api: Api, context: Context): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  api.propagation.inject(context, headers);
  const span = api.trace.getSpanContext(context);
  if (headers['traceparent'] !== undefined || span === undefined || !api.isSpanContextValid(span)) return headers;
  // Without a propagator nothing leaves the process, but the audit still names the trace.
  return { traceparent: `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}` };
}
