import type { Api } from './api.ts';
import { isAskSignal, traceContext, upstreamObserver, type Call, type Middleware } from '@causeway/core';
import { startAttributes, endAttributes, failureAttributes } from './attributes.ts';
import { durationBuckets, durationMetric, methods, names } from './names.ts';
import { openJournal } from '../journal.ts';
import { createUpstreamObserver } from './upstream.ts';
import { headersOf, parentOf } from './propagation.ts';
import type { Histogram, MeterProvider, Span } from '@opentelemetry/api';

export interface TelemetryOptions {
  /** Puts arguments on the span, as JSON, and the URLs of upstream requests. They may hold personal data. Default: no. */
  readonly captureArguments?: boolean;
  /** Puts answers on the span, as JSON, after redaction. Default: no. */
  readonly captureResults?: boolean;
}

const scope = '@causeway/middleware';

/** A span and a duration for each call, and a child span for each request upstream. Costs next to nothing where no SDK is registered. */
export function telemetry({ captureArguments = false, captureResults = false }: TelemetryOptions = {}): Middleware {
  let api: Api | undefined;
  const durationOf = createDuration();
  return async (call, next) => {
    api ??= await import('@opentelemetry/api');
    const began = performance.now();
    const span = startSpan(api, call);
    const measured = call.via === 'preview' ? undefined : durationOf(api);
    if (!span.isRecording() && measured === undefined) return next(call);
    const attributes = startAttributes(call);
    span.setAttributes(attributes);
    if (captureArguments) span.setAttribute(names.arguments, JSON.stringify(call.arguments) ?? '');
    const { journal, context: open } = openJournal(call.context);
    const active = api.trace.setSpan(api.context.active(), span);
    const context = open
      .with(traceContext, headersOf(api, active))
      .with(upstreamObserver, createUpstreamObserver(api, active, captureArguments));
    const end = (outcome: Readonly<Record<string, string | number>>) => {
      span.setAttributes({ ...outcome, ...endAttributes(journal) });
      span.end();
      const type = outcome[names.errorType];
      measured?.record((performance.now() - began) / 1_000, {
        ...metricAttributes(attributes),
        ...(type === undefined ? {} : { [names.errorType]: type }),
      });
    };
    try {
      const output = await api.context.with(active, () => next({ ...call, context }));
      if (captureResults) span.setAttribute(names.result, JSON.stringify(output) ?? '');
      end({});
      return output;
    } catch (thrown) {
      const waits = isAskSignal(thrown);
      if (!waits) span.setStatus({ code: api.SpanStatusCode.ERROR });
      end(waits ? { [names.outcome]: 'pending' } : failureAttributes(thrown));
      throw thrown;
    }
  };
}

function startSpan(api: Api, call: Call): Span {
  const { parent, links } = parentOf(api, call.context.get(traceContext));
  const kind = call.via === 'preview' ? api.SpanKind.INTERNAL : api.SpanKind.SERVER;
  // A tool that is not known has a name of the caller's choice: it stays out of names, which must be few.
  const name = call.tool === undefined ? methods[call.via] : `${methods[call.via]} ${call.name}`;
  return api.trace.getTracer(scope).startSpan(name, { kind, links }, parent);
}

/** The histogram of the SDK that is registered by now. Undefined without one. */
function createDuration(): (api: Api) => Histogram | undefined {
  let provider: MeterProvider | undefined;
  let histogram: Histogram | undefined;
  return ({ metrics, createNoopMeter }) => {
    const current = metrics.getMeterProvider();
    if (current === provider) return histogram;
    provider = current;
    const meter = current.getMeter(scope);
    histogram =
      meter.constructor === createNoopMeter().constructor
        ? undefined
        : meter.createHistogram(durationMetric, {
            unit: 's',
            description: 'Duration of MCP requests, as the server sees them.',
            advice: { explicitBucketBoundaries: durationBuckets },
          });
    return histogram;
  };
}

/** Of the attributes those of which there are few. */
function metricAttributes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const kept = [names.method, names.tool, names.operation, names.protocol, names.transport] as const;
  return Object.fromEntries(kept.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]])));
}
