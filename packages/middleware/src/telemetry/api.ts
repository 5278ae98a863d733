import type * as otel from '@opentelemetry/api';

/** The OpenTelemetry API, loaded with the first call. */
export type Api = typeof otel;
