import type { HttpOptions } from '@causeway/core';

/** How the connector reaches the network. */
export interface NetworkOptions {
  /** URL of an HTTP proxy. Default none; the environment is never looked at. */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without the proxy, as in `no_proxy`. */
  readonly noProxy?: string | undefined;
  /** Lets requests reach private addresses. Default: only when the base URL is a loopback address. */
  readonly allowPrivate?: boolean | undefined;
  /** Most bytes of an answer. Default 16 MiB. */
  readonly maxBytes?: number | undefined;
  /** Most connections to HubSpot. Default 16. */
  readonly connections?: number | undefined;
}

/** What core's http may do for a connector with these options: HubSpot's API is one origin. */
export function networkOptions(origin: string, { allowPrivate = isLoopback(origin), ...rest }: NetworkOptions): HttpOptions {
  return { origins: [origin], allowPrivate, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
}

function isLoopback(origin: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(origin);
}
