import type { Credential, NameRules } from '@causeway/core';
import type { ApiVersion } from './client/paths.ts';
import type { HubSpotAuth } from './auth.ts';
import type { NetworkOptions } from './client/network.ts';

/** Groups of tools that are on or off together. */
export const toolsets = ['read', 'write', 'support'] as const;
export type Toolset = (typeof toolsets)[number];

/** How to reach one portal, and what of it may be used. */
export interface HubSpotOptions {
  /** Name of this instance, which starts the names of its tools. Default `hubspot`. */
  readonly name?: string | undefined;
  /** How to sign in: fixed, or resolved for each call. */
  readonly auth: Credential<HubSpotAuth>;
  /** Origin of the API. Default `https://api.hubapi.com`. */
  readonly baseUrl?: string | undefined;
  /** Revision of the API. `2026-09` also enforces the portal's validation rules on writes. Default `2026-03`. */
  readonly apiVersion?: ApiVersion | undefined;
  /** Which tools there are: `read` and `write` hold all of them, `support` those for tickets. Default `read` and `write`. */
  readonly toolsets?: readonly Toolset[] | undefined;
  /** Which object types may be used, as globs. Default all that the token may. */
  readonly objects?: NameRules | undefined;
  /** Which properties may be used, as globs: `contacts.phone`, `*.ssn`. Default all that the token may. */
  readonly fields?: NameRules | undefined;
  /** Seconds for which properties, pipelines and owners are kept. Default 600. */
  readonly metadataSeconds?: number | undefined;
  /** Most seconds for one request. Default 25. */
  readonly timeoutSeconds?: number | undefined;
  /** Searches that HubSpot takes from the account in a second, told to a rate limiter. Default 4. */
  readonly searchesPerSecond?: number | undefined;
  readonly network?: NetworkOptions | undefined;
}
