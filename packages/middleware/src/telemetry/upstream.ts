import type { Api } from './api.ts';
import { headersOf } from './propagation.ts';
import { names } from './names.ts';
import type { Context } from '@opentelemetry/api';
import type { UpstreamObserver } from '@causeway/core';

/** A child span for each request that a connector sends. Paths can name records, so they are opt-in. */
export function createUpstreamObserver(api: Api, parent: Context, captureUrls: boolean): UpstreamObserver {
  const tracer = api.trace.getTracer('@causeway/middleware');
  return {
    start({ method, url }) {
      const { hostname, port, protocol } = new URL(url);
      const span = tracer.startSpan(
        method,
        {
          kind: api.SpanKind.CLIENT,
          attributes: {
            [names.httpMethod]: method,
            ...(captureUrls ? { [names.url]: url } : {}),
            [names.serverAddress]: hostname,
            [names.serverPort]: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
          },
        },
        parent,
      );
      return {
        headers: headersOf(api, api.trace.setSpan(parent, span)),
        end({ status, error }) {
          if (status !== undefined) span.setAttribute(names.httpStatus, status);
          const failed = error !== undefined || (status !== undefined && status >= 400);
          if (failed) {
            span.setStatus({ code: api.SpanStatusCode.ERROR });
            span.setAttribute(names.errorType, status === undefined ? nameOf(error) : String(status));
          }
          span.end();
        },
      };
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '_OTHER';
}
