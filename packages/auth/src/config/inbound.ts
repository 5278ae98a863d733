import { Secret, type Middleware, type Toolkit } from '@causeway/core';
import { apiKeyVerifier } from '../inbound/api-keys.ts';
import { createAuthenticate, type AuthenticateOptions, type Authentication } from '../inbound/authenticate.ts';
import { grantsSchema, identitySchema, networkShape } from './identity.ts';
import { introspectionVerifier } from '../inbound/introspection.ts';
import { jwtVerifier } from '../inbound/jwt.ts';
import { keyFile } from '../keys/key-file.ts';
import { scopes } from '../scopes/scopes.ts';
import { z } from 'zod';

const texts = z.array(z.string().min(1)).min(1);
const effects = z.array(z.enum(['read', 'create', 'update', 'delete'])).min(1);

const jwtSchema = z.strictObject({
  issuer: z.url().describe('Exactly as tokens name it in `iss`'),
  audience: z
    .union([z.string().min(1), texts])
    .optional()
    .describe('What tokens must name in `aud`; default: `resource`'),
  jwksUrl: z.url().optional().describe('Where the keys are; default: as the issuer says'),
  algorithms: texts.optional().describe('Signature algorithms; default: RS256, PS256, ES256, EdDSA'),
  typ: z.string().optional().describe('Required `typ`: `at+jwt` for providers that keep to RFC 9068'),
  skewSeconds: z.int().min(0).max(300).optional().describe('Seconds by which clocks may differ; default: 30'),
  identity: identitySchema,
  ...networkShape,
});

const introspectionSchema = z.strictObject({
  issuer: z.url().describe('Of the tokens'),
  endpoint: z.url().optional().describe('Where tokens are looked up; default: as the issuer says'),
  clientId: z.string().min(1).describe('This server, as the issuer knows it'),
  clientSecret: z.string().min(1).meta({ secret: true }).describe('Its secret'),
  audience: z
    .union([z.string().min(1), texts])
    .optional()
    .describe('What answers must name in `aud`; default: `resource`'),
  identity: identitySchema,
  ...networkShape,
});

const scopesSchema = z.strictObject({
  scopes: z
    .record(
      z.string().regex(/^\S+$/),
      z.strictObject({
        connectors: texts.optional().describe('Kinds or names of connectors; default: all'),
        tools: texts.optional().describe('Tools; default: all'),
        effects: effects.optional().describe('Default: all'),
      }),
    )
    .optional()
    .describe('What each scope opens; default: `crm.read` reading, `crm.write` changing'),
  perConnector: z.boolean().optional().describe('Whether `salesforce:read`, `:write` and `:*` open that connector; default: true'),
  open: texts.optional().describe('Connectors that need no scope; default: connections'),
});

/** Who may call a server: for its configuration file. */
export const inboundSchema = z
  .strictObject({
    resource: z.url().describe('Address of this server as clients reach it, with its path: https://mcp.example.com/mcp'),
    jwt: z.array(jwtSchema).optional().describe('Issuers of signed tokens'),
    introspection: introspectionSchema.optional().describe('The issuer that is asked about other tokens'),
    apiKeys: z
      .strictObject({
        file: z.string().min(1).describe('Where `causeway-keys` keeps them'),
        tenants: texts.optional().describe('The only tenants that are let in'),
        grants: grantsSchema,
      })
      .optional()
      .describe('API keys'),
    scopes: z
      .union([scopesSchema, z.literal(false)])
      .optional()
      .describe('Which scopes open which tools; false: scopes mean nothing here'),
    initialScopes: texts.optional().describe('Scopes that clients are told to ask for first'),
    authorizationServers: z.array(z.url()).min(1).optional().describe('Where clients get tokens; default: the issuers above'),
    addressHeader: z.string().optional().describe('Header in which a proxy of yours names the client: X-Forwarded-For'),
    guesses: z
      .strictObject({
        attempts: z.int().min(1).optional().describe('Bad tokens of one address in each period; default: 30'),
        seconds: z.int().min(1).optional().describe('Length of the period; default: 60'),
      })
      .optional()
      .describe('How often an address may guess'),
  })
  .refine(({ jwt, introspection, apiKeys }) => jwt !== undefined || introspection !== undefined || apiKeys !== undefined, {
    message: 'Give at least one of jwt, introspection and apiKeys.',
  });

export type InboundConfig = z.input<typeof inboundSchema>;

/** What a server needs to know who calls. */
export interface Inbound {
  /** Before all other middleware of the toolkit. */
  readonly use: readonly Middleware[];
  /** For the transport that serves the toolkit. Call it once. */
  authentication(toolkit: Toolkit, options?: Pick<AuthenticateOptions, 'title' | 'documentation' | 'onRefused'>): Authentication;
}

/** Inbound authentication as the configuration says. Throws a ZodError or a TypeError for one that does not fit. */
export function createInbound(config: InboundConfig): Inbound {
  const { resource, jwt = [], introspection, apiKeys, scopes: scopeOptions = {}, ...rest } = inboundSchema.parse(config);
  const guard = scopeOptions === false ? undefined : scopes(scopeOptions);
  const verifiers = [
    ...(apiKeys === undefined ? [] : [apiKeyVerifier({ ...apiKeys, store: keyFile(apiKeys.file) })]),
    ...jwt.map((one) => jwtVerifier({ ...one, audience: one.audience ?? resource })),
    ...(introspection === undefined
      ? []
      : [
          introspectionVerifier({
            ...introspection,
            clientSecret: new Secret(introspection.clientSecret),
            audience: introspection.audience ?? resource,
          }),
        ]),
  ];
  return {
    use: guard === undefined ? [] : [guard],
    authentication: (toolkit, options = {}) =>
      createAuthenticate({ ...rest, ...options, resource, verifiers, scopes: guard?.rules, tools: () => toolkit.catalogue.tools }),
  };
}
