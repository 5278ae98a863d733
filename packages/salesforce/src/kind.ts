import { Secret, type ConnectorKind, type Credential } from '@causeway/core';
import { z } from 'zod';
import { defaultApiVersion, defaultLoginUrl, salesforce } from './connector.ts';
import type { SalesforceAuth } from './auth.ts';
import { toolsets } from './options.ts';

const secret = (description: string) => z.string().min(1).optional().meta({ secret: true }).describe(description);
const names = z.strictObject({
  allow: z.array(z.string()).optional().describe('Globs of what may be used; everything else may not'),
  deny: z.array(z.string()).optional().describe('Globs of what may not be used'),
});

const auth = z.strictObject({
  clientId: z.string().min(1).optional().describe('Consumer key of the External Client App'),
  clientSecret: secret('Consumer secret of the External Client App'),
  privateKey: secret('RSA private key (PKCS #8 PEM) whose certificate the External Client App holds; with username'),
  refreshToken: secret('Refresh token of a user'),
  accessToken: secret('Access token that something else keeps fresh; with instanceUrl'),
  instanceUrl: z.url().optional().describe('Origin of the org, for an access token'),
  username: z.string().min(1).optional().describe('User to sign in as'),
  password: secret('Password, for SOAP login, which ends in Summer 2027'),
  securityToken: secret('Security token, for SOAP login from an address that the org does not trust'),
});
type Auth = z.output<typeof auth>;

const options = z.strictObject({
  name: z.string().default('salesforce').describe('Name of this instance, which starts the names of its tools'),
  auth: auth.describe('How to sign in; which way it is follows from the members').refine((given) => toAuth(given) !== undefined, {
    error:
      'needs clientId and clientSecret; or clientId, username and privateKey; or clientId and refreshToken; or accessToken and instanceUrl; or username and password',
  }),
  loginUrl: z.url().default(defaultLoginUrl).describe('Login server: My Domain, or https://test.salesforce.com for sandboxes'),
  apiVersion: z
    .string()
    .regex(/^\d{2,3}\.0$/)
    .default(defaultApiVersion)
    .describe('Revision of the REST API'),
  toolsets: z.array(z.enum(toolsets)).default(['read', 'write']).describe('Which tools there are'),
  objects: names.optional().describe('Objects: Account, *__c'),
  fields: names.optional().describe('Fields: Account.AnnualRevenue, *.SSN__c'),
  metadataSeconds: z.number().min(0).default(600).describe('How long descriptions of objects are kept'),
  timeoutSeconds: z.number().min(1).max(30).default(25).describe('Longest wait for one answer'),
  network: z
    .strictObject({
      proxy: z.url().optional().describe('HTTP proxy'),
      noProxy: z.string().optional().describe('Hosts reached without the proxy'),
      allowPrivate: z.boolean().optional().describe('Whether private addresses may be reached'),
      origins: z.array(z.string()).optional().describe('Origins of orgs beside those of Salesforce'),
      maxBytes: z.int().min(1).optional().describe('Largest answer'),
      connections: z.int().min(1).optional().describe('Most connections to an org'),
    })
    .optional()
    .describe('How the network is reached'),
});

/** The first way to sign in whose members are all there. */
function toAuth(given: Auth): Credential<SalesforceAuth> | undefined {
  const { clientId, username, instanceUrl } = given;
  const [clientSecret, privateKey, refreshToken, accessToken, password, securityToken] = [
    given.clientSecret,
    // Environment files hold a key on one line.
    given.privateKey?.replaceAll(String.raw`\n`, '\n'),
    given.refreshToken,
    given.accessToken,
    given.password,
    given.securityToken,
  ].map((text) => (text === undefined ? undefined : new Secret(text)));
  if (accessToken !== undefined && instanceUrl !== undefined) return { accessToken, instanceUrl };
  if (clientId !== undefined && refreshToken !== undefined) return { clientId, refreshToken, clientSecret };
  if (clientId !== undefined && username !== undefined && privateKey !== undefined) return { clientId, username, privateKey };
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  if (username !== undefined && password !== undefined) return { username, password, securityToken };
  return undefined;
}

/** Makes Salesforce connectors from configuration. */
export const salesforceKind: ConnectorKind<typeof options> = {
  kind: 'salesforce',
  title: 'Salesforce',
  options,
  env: {
    SALESFORCE_LOGIN_URL: 'loginUrl',
    SALESFORCE_API_VERSION: 'apiVersion',
    SALESFORCE_CLIENT_ID: 'auth.clientId',
    SALESFORCE_CLIENT_SECRET: 'auth.clientSecret',
    SALESFORCE_PRIVATE_KEY: 'auth.privateKey',
    SALESFORCE_REFRESH_TOKEN: 'auth.refreshToken',
    SALESFORCE_ACCESS_TOKEN: 'auth.accessToken',
    SALESFORCE_INSTANCE_URL: 'auth.instanceUrl',
    SALESFORCE_USERNAME: 'auth.username',
    SALESFORCE_PASSWORD: 'auth.password',
    SALESFORCE_SECURITY_TOKEN: 'auth.securityToken',
  },
  create: ({ auth, ...rest }) => salesforce({ ...rest, auth: toAuth(auth) as Credential<SalesforceAuth> }),
};
