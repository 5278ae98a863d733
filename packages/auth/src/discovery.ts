import * as oauth from 'oauth4webapi';
import type { Fetch } from './provider-fetch.ts';

/** Where an issuer says its endpoints are (OpenID Connect Discovery, or RFC 8414). Throws when it speaks for another issuer. */
export async function discover(issuer: string, fetch: Fetch): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  const options = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: fetch };
  const oidc = await oauth.discoveryRequest(url, { ...options, algorithm: 'oidc' });
  const found = oidc.status === 200 ? oidc : await oauth.discoveryRequest(url, { ...options, algorithm: 'oauth2' });
  return oauth.processDiscoveryResponse(url, found);
}
