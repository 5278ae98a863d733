import { ConnectorError, type Secret } from '@causeway/core';
import type { OAuthSystem } from './system.ts';

export interface OAuthAppOptions {
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  /** What users are asked for. */
  readonly scopes?: readonly string[] | undefined;
  readonly allowPrivate?: boolean | undefined;
  readonly proxy?: string | undefined;
}

export interface SalesforceAppOptions extends OAuthAppOptions {
  /** Default `https://login.salesforce.com`; `https://test.salesforce.com` for sandboxes, or a My Domain. */
  readonly loginUrl?: string | undefined;
}

export interface HubSpotAppOptions extends OAuthAppOptions {
  /** Where users consent. Default `https://app.hubspot.com`. */
  readonly appUrl?: string | undefined;
  /** Default `https://api.hubapi.com`. */
  readonly apiUrl?: string | undefined;
}

export interface SalesforceCredential {
  readonly accessToken: Secret;
  readonly instanceUrl: string;
}

export interface HubSpotCredential {
  readonly accessToken: Secret;
}

/** Salesforce (help: "OAuth 2.0 Web Server Flow", "OpenID Connect Token Introspection and UserInfo endpoints"). */
export function salesforceSystem(options: SalesforceAppOptions): OAuthSystem<SalesforceCredential> {
  const { loginUrl = 'https://login.salesforce.com', scopes = ['api', 'refresh_token', 'id'], ...app } = options;
  const { origin } = new URL(loginUrl);
  return {
    ...app,
    title: 'Salesforce',
    issuer: origin,
    authorizationUrl: `${origin}/services/oauth2/authorize`,
    tokenUrl: `${origin}/services/oauth2/token`,
    revocationUrl: `${origin}/services/oauth2/revoke`,
    identityUrl: '{instance}/services/oauth2/userinfo',
    scopes,
    members: { instanceUrl: 'instance_url', user: 'preferred_username', organization: 'organization_id' },
    origins: ['https://*.salesforce.com', 'https://*.force.com'],
    credential({ instanceUrl }, accessToken) {
      if (instanceUrl === undefined) throw new ConnectorError('unavailable', 'Salesforce did not say where the org is.');
      return { accessToken, instanceUrl };
    },
  };
}

/** The scopes of HubSpot that reading and writing its records takes; each must be one that the app has. */
const hubspotScopes = [
  'oauth',
  'crm.objects.contacts.read',
  'crm.objects.companies.read',
  'crm.objects.deals.read',
  'crm.objects.owners.read',
  'tickets',
];

/** HubSpot (developer documentation: "Working with OAuth", dated paths). */
export function hubspotSystem(options: HubSpotAppOptions): OAuthSystem<HubSpotCredential> {
  const { appUrl = 'https://app.hubspot.com', apiUrl = 'https://api.hubapi.com', scopes = hubspotScopes, ...app } = options;
  const api = new URL(apiUrl).origin;
  return {
    ...app,
    title: 'HubSpot',
    issuer: new URL(appUrl).origin,
    authorizationUrl: `${new URL(appUrl).origin}/oauth/authorize`,
    tokenUrl: `${api}/oauth/2026-03/token`,
    revocationUrl: `${api}/oauth/2026-03/token/revoke`,
    identityUrl: `${api}/oauth/v1/access-tokens/{token}`,
    scopes,
    members: { user: 'user', organization: 'hub_domain' },
    credential: (_, accessToken) => ({ accessToken }),
  };
}
