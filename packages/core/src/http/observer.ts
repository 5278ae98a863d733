import { createKey, type Key } from '../key.ts';

/** Sees every upstream request of a call: for telemetry. */
export interface UpstreamObserver {
  /** `url` has no query. May add headers, such as the trace context of a child span. */
  start(request: { readonly method: string; readonly url: string }): {
    readonly headers?: Readonly<Record<string, string>>;
    end(outcome: { readonly status?: number; readonly error?: unknown }): void;
  };
}

export const upstreamObserver: Key<UpstreamObserver | undefined> = createKey<UpstreamObserver | undefined>('upstream-observer', undefined);
