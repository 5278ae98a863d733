import { createHttp, type CallContext, type Credential } from '@causeway/core';
import type { ApiVersion } from './paths.ts';
import { createTokens } from './tokens.ts';
import type { HubSpotAuth } from '../auth.ts';
import { networkOptions, type NetworkOptions } from './network.ts';
import { inspectToken, type TokenInfo } from './inspect.ts';
import { createQuotas } from './quotas.ts';
import { openPortal, type Portal } from './portal.ts';

export interface ClientOptions {
  readonly auth: Credential<HubSpotAuth>;
  readonly baseUrl: string;
  readonly apiVersion: ApiVersion;
  /** Most milliseconds for one request. */
  readonly timeoutMs: number;
  readonly network: NetworkOptions;
  /** Searches that HubSpot takes in a second. */
  readonly searchesPerSecond: number;
}

/** The way to HubSpot, and the only place that knows its client. */
export interface Client {
  /** The portal of a call: resolves its credential. */
  connect(call: CallContext): Promise<Portal>;
  /** What the token of a call is good for; undefined where HubSpot does not tell. One request. */
  inspect(call: CallContext): Promise<TokenInfo | undefined>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export function createClient({ auth, baseUrl, apiVersion, timeoutMs, network, searchesPerSecond }: ClientOptions): Client {
  const origin = new URL(baseUrl).origin;
  const http = createHttp({ ...networkOptions(origin, network), timeoutMs });
  const quotas = createQuotas(searchesPerSecond);
  const tokens = createTokens({ credential: auth, http, baseUrl: origin, apiVersion });
  return {
    connect: async (call) => openPortal({ http, baseUrl: origin, apiVersion, quotas }, await tokens.open(call), call),
    inspect: async (call) => inspectToken({ http, baseUrl: origin, apiVersion }, await tokens.open(call), call),
    close: () => http.close(),
  };
}
