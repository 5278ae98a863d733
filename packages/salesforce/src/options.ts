import type { Credential, NameRules } from '@causeway/core';
import type { NetworkOptions } from './client/network.ts';
import type { SalesforceAuth } from './auth.ts';

/** Groups of tools that are on or off together. */
export const toolsets = ['read', 'write', 'support'] as const;
export type Toolset = (typeof toolsets)[number];

/** How to reach one org, and what of it may be used. */
export interface SalesforceOptions {
  /** Name of this instance, which starts the names of its tools. Default `salesforce`. */
  readonly name?: string | undefined;
  /** How to sign in: fixed, or resolved for each call. */
  readonly auth: Credential<SalesforceAuth>;
  /** Origin of the login server: My Domain, `https://test.salesforce.com` for sandboxes. Default `https://login.salesforce.com`. */
  readonly loginUrl?: string | undefined;
  /** Revision of the REST API. Default `67.0`. */
  readonly apiVersion?: string | undefined;
  /** Which tools there are: `read` and `write` hold all of them, `support` those for cases and articles. Default `read` and `write`. */
  readonly toolsets?: readonly Toolset[] | undefined;
  /** Which objects may be used, as globs. Default all that the user may. */
  readonly objects?: NameRules | undefined;
  /** Which fields may be used, as globs: `Account.AnnualRevenue`, `*.SSN__c`. Default all that the user may. */
  readonly fields?: NameRules | undefined;
  /** Seconds for which descriptions of objects are kept. Default 600. */
  readonly metadataSeconds?: number | undefined;
  /** Most seconds for one request. Default 25. */
  readonly timeoutSeconds?: number | undefined;
  readonly network?: NetworkOptions | undefined;
}
