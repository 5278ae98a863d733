import { secret } from './secret.ts';
import { z } from 'zod';

const texts = z.array(z.string().min(1)).min(1);
const claims = texts.exactOptional();

const grants = z.array(
  z.strictObject({
    roles: texts.exactOptional().describe('Roles, any of which is enough'),
    groups: texts.exactOptional().describe('Groups, any of which is enough'),
    whenScopes: texts.exactOptional().describe('Scopes as the provider names them, any of which is enough'),
    scopes: texts.describe('Scopes that they give here'),
  }),
);

const identity = z.strictObject({
  profile: z.enum(['standard', 'keycloak', 'entra']).exactOptional().describe('Preset for a kind of identity provider; default standard'),
  principal: claims.describe('Claims that name the principal; the first that is there counts'),
  name: claims.describe('Claims for the name, for people'),
  clientId: claims.describe('Claims for the client'),
  scopes: claims.describe('Claims for scopes'),
  roles: claims.describe('Claims for roles: realm_access.roles'),
  groups: claims.describe('Claims for groups'),
  tenant: z
    .union([z.strictObject({ claim: z.string().min(1) }), z.strictObject({ value: z.string().min(1) })])
    .exactOptional()
    .describe('The claim that names the tenant, or one tenant for all'),
  tenants: texts.exactOptional().describe('The only tenants that are let in'),
  grants: grants.exactOptional().describe('What roles, groups and scopes of the provider mean here'),
});

const provider = {
  issuer: z.url().describe('Exactly as the provider names itself'),
  audience: z
    .union([z.string().min(1), texts])
    .exactOptional()
    .describe('What tokens must name in `aud`; default: `resource`'),
  identity: identity.exactOptional().describe('Which claims say what'),
  origins: texts.exactOptional().describe('Origins besides that of the issuer'),
  allowPrivate: z.boolean().exactOptional().describe('Lets the provider be on a private network'),
  proxy: z.url().exactOptional().describe('HTTP proxy'),
  freshMs: z.int().min(0).exactOptional().describe('Milliseconds for which a verdict is reused'),
};

const jwt = z.strictObject({
  ...provider,
  jwksUrl: z.url().exactOptional().describe('Where the keys are; default: where the metadata of the issuer says'),
  algorithms: texts.exactOptional().describe('Signature algorithms that are believed'),
  typ: z.string().min(1).exactOptional().describe('Required `typ`: at+jwt for providers that keep to RFC 9068'),
  skewSeconds: z.int().min(0).max(300).exactOptional().describe('Seconds by which clocks may differ; default 30'),
});

const introspection = z.strictObject({
  ...provider,
  endpoint: z.url().exactOptional().describe('Where tokens are looked up; default: where the metadata of the issuer says'),
  clientId: z.string().min(1).describe('This server, as the issuer knows it'),
  clientSecret: secret('Its secret'),
});

const apiKeys = z.strictObject({
  file: z.string().min(1).default('.causeway/keys.json').describe('Where causeway-keys keeps them'),
  grants: grants.exactOptional().describe('Scopes that roles and groups of keys give'),
  tenants: texts.exactOptional().describe('The only tenants that are let in'),
});

const scopeRules = z.strictObject({
  scopes: z
    .record(
      z.string().min(1),
      z.strictObject({
        connectors: texts.exactOptional().describe('Kinds or names'),
        tools: texts.exactOptional().describe('With or without the prefix of the connector'),
        effects: z
          .array(z.enum(['read', 'create', 'update', 'delete']))
          .min(1)
          .exactOptional(),
      }),
    )
    .exactOptional()
    .describe('What each scope opens; default: crm.read what reads, crm.write what changes'),
  perConnector: z.boolean().exactOptional().describe('Whether salesforce:read and the like count; default true'),
  open: texts.exactOptional().describe('Connectors that need no scope'),
});

/** Who may call over HTTP. */
export const authSchema = z
  .strictObject({
    resource: z.url().exactOptional().describe('Address of this server as clients reach it: https://mcp.example.com/mcp'),
    jwt: z.array(jwt).min(1).exactOptional().describe('Issuers of signed tokens'),
    introspection: introspection.exactOptional().describe('An issuer that is asked about its tokens (RFC 7662)'),
    apiKeys: apiKeys.exactOptional().describe('Keys that causeway-keys makes'),
    scopes: z
      .union([z.literal(false), scopeRules])
      .exactOptional()
      .describe('Which tools a scope opens; false: scopes mean nothing'),
    authorizationServers: z.array(z.url()).min(1).exactOptional().describe('Where clients get tokens; default: the issuers'),
    initialScopes: texts.exactOptional().describe('Scopes that a client is told to ask for first'),
    documentation: z.url().exactOptional().describe('A page for people'),
    guesses: z
      .strictObject({ attempts: z.int().min(1).exactOptional(), seconds: z.int().min(1).exactOptional() })
      .exactOptional()
      .describe('Bad tokens of one address that are looked at (30) in each period (60)'),
    addressHeader: z.string().min(1).exactOptional().describe('Header in which a proxy of yours says whom it speaks for'),
  })
  .refine(({ jwt, introspection, apiKeys }) => jwt !== undefined || introspection !== undefined || apiKeys !== undefined, {
    message: 'needs `jwt`, `introspection` or `apiKeys`: nobody could sign in',
  })
  .refine(({ resource, jwt, introspection }) => resource !== undefined || (jwt === undefined && introspection === undefined), {
    message: 'is needed for tokens: they must be meant for this server',
    path: ['resource'],
  });
