import { Secret, type ConnectorKind } from '@causeway/core';
import { z } from 'zod';
import { apiVersions } from './client/paths.ts';
import { defaultApiVersion, defaultBaseUrl, defaultSearchesPerSecond, hubspot } from './connector.ts';
import type { HubSpotAuth } from './auth.ts';
import { toolsets } from './options.ts';

const secret = (description: string) => z.string().min(1).optional().meta({ secret: true }).describe(description);
const names = z.strictObject({
  allow: z.array(z.string()).optional().describe('Globs of what may be used; everything else may not'),
  deny: z.array(z.string()).optional().describe('Globs of what may not be used'),
});

const auth = z.strictObject({
  accessToken: secret('Access token of a private app, or a service key'),
  clientId: z.string().min(1).optional().describe('Client id of an OAuth app'),
  clientSecret: secret('Client secret of an OAuth app'),
  refreshToken: secret('Refresh token of a user of the OAuth app'),
});

const options = z.strictObject({
  name: z.string().default('hubspot').describe('Name of this instance, which starts the names of its tools'),
  auth: auth
    .describe('How to sign in; which way it is follows from the members')
    .refine((given) => toAuth(given) !== undefined, { error: 'needs accessToken; or clientId, clientSecret and refreshToken' }),
  baseUrl: z.url().default(defaultBaseUrl).describe('Origin of the API'),
  apiVersion: z.enum(apiVersions).default(defaultApiVersion).describe('Revision of the API'),
  toolsets: z.array(z.enum(toolsets)).default(['read', 'write']).describe('Which tools there are'),
  objects: names.optional().describe('Object types: contacts, deals'),
  fields: names.optional().describe('Properties: contacts.phone, *.ssn'),
  metadataSeconds: z.number().min(0).default(600).describe('How long properties, pipelines and owners are kept'),
  timeoutSeconds: z.number().min(1).max(30).default(25).describe('Longest wait for one answer'),
  searchesPerSecond: z.int().min(1).default(defaultSearchesPerSecond).describe('Searches that HubSpot takes in a second'),
  network: z
    .strictObject({
      proxy: z.url().optional().describe('HTTP proxy'),
      noProxy: z.string().optional().describe('Hosts reached without the proxy'),
      allowPrivate: z.boolean().optional().describe('Whether private addresses may be reached'),
      maxBytes: z.int().min(1).optional().describe('Largest answer'),
      connections: z.int().min(1).optional().describe('Most connections to HubSpot'),
    })
    .optional()
    .describe('How the network is reached'),
});

/** The first way to sign in whose members are all there. */
function toAuth({ accessToken, clientId, clientSecret, refreshToken }: z.output<typeof auth>): HubSpotAuth | undefined {
  if (accessToken !== undefined) return { accessToken: new Secret(accessToken) };
  if (clientId === undefined || clientSecret === undefined || refreshToken === undefined) return undefined;
  return { clientId, clientSecret: new Secret(clientSecret), refreshToken: new Secret(refreshToken) };
}

/** Makes HubSpot connectors from configuration. */
export const hubspotKind: ConnectorKind<typeof options> = {
  kind: 'hubspot',
  title: 'HubSpot',
  options,
  env: {
    HUBSPOT_ACCESS_TOKEN: 'auth.accessToken',
    HUBSPOT_CLIENT_ID: 'auth.clientId',
    HUBSPOT_CLIENT_SECRET: 'auth.clientSecret',
    HUBSPOT_REFRESH_TOKEN: 'auth.refreshToken',
    HUBSPOT_BASE_URL: 'baseUrl',
    HUBSPOT_API_VERSION: 'apiVersion',
  },
  create: ({ auth, ...rest }) => hubspot({ ...rest, auth: toAuth(auth) as HubSpotAuth }),
};
