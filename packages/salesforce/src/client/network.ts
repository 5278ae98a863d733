import { isIP } from 'node:net';
import { isPrivateAddress, type Credential, type HttpOptions } from '@causeway/core';
import type { SalesforceAuth } from '../auth.ts';
import { toOrigin } from './sign-in.ts';

/** How the connector reaches the network. */
export interface NetworkOptions {
  /** URL of an HTTP proxy. Default none; the environment is never looked at. */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without the proxy, as in `no_proxy`. */
  readonly noProxy?: string | undefined;
  /** Lets requests reach private addresses. Default: only when the login URL or the instance URL is a loopback address. */
  readonly allowPrivate?: boolean | undefined;
  /** Further origins of orgs, beside those of Salesforce: `https://*.example.com`. */
  readonly origins?: readonly string[] | undefined;
  /** Most bytes of an answer. Default 16 MiB. */
  readonly maxBytes?: number | undefined;
  /** Most connections to one org. Default 16. */
  readonly connections?: number | undefined;
}

/** Where orgs live (Salesforce help, "My Domain URL formats"). A session of ours is sent nowhere else. */
const salesforceOrigins = [
  'https://*.salesforce.com',
  'https://*.force.com',
  'https://*.salesforce.mil',
  'https://*.cloudforce.com',
  'https://*.database.com',
  'https://*.sfcrmproducts.cn',
];

/** What core's http may do for a connector with these options. */
export function networkOptions(options: {
  readonly auth: Credential<SalesforceAuth>;
  readonly loginUrl: string;
  readonly network: NetworkOptions;
}): HttpOptions {
  const { auth, loginUrl, network } = options;
  const named = [loginUrl, ...(typeof auth === 'object' && 'instanceUrl' in auth ? [auth.instanceUrl] : [])].map(toOrigin);
  const { allowPrivate = named.some(isLoopback), origins = [], ...rest } = network;
  return {
    origins: [...salesforceOrigins, ...named, ...origins],
    allowPrivate,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  };
}

/** Whether a URL that an operator wrote down names this machine. */
export function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname.replaceAll(/^\[|\]$/g, '') ?? '';
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.') && isPrivateAddress(host));
}
