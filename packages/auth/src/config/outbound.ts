import { readFileSync } from 'node:fs';
import { Secret } from '@causeway/core';
import { createConnections, type ConnectionEvent, type Connections } from '../outbound/connections.ts';
import { createVault } from '../outbound/vault/vault.ts';
import { hubspotSystem, salesforceSystem } from '../outbound/systems.ts';
import { identitySchema, networkShape } from './identity.ts';
import type { OAuthSystem } from '../outbound/system.ts';
import type { ServiceAccount } from '../outbound/service-accounts.ts';
import { sqliteVault } from '../outbound/vault/sqlite.ts';
import type { VaultStore } from '../outbound/vault/store.ts';
import { z } from 'zod';

const secret = z.string().min(1).meta({ secret: true });

const appShape = {
  clientId: z.string().min(1).describe('Of the app that users let in'),
  clientSecret: secret.optional().describe('Its secret'),
  scopes: z.array(z.string().min(1)).min(1).optional().describe('What users are asked for'),
  allowPrivate: z.boolean().optional().describe('Lets it be on a private network'),
  proxy: z.url().optional().describe('HTTP proxy'),
};

const systemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('salesforce'),
    loginUrl: z.url().optional().describe('Default: https://login.salesforce.com'),
    ...appShape,
  }),
  z.strictObject({
    kind: z.literal('hubspot'),
    appUrl: z.url().optional().describe('Where users consent; default: https://app.hubspot.com'),
    apiUrl: z.url().optional().describe('Default: https://api.hubapi.com'),
    ...appShape,
  }),
]);

const accountSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('static'),
    accessToken: secret.describe('A token that somebody made'),
    instanceUrl: z.url().optional().describe('Origin of the org'),
  }),
  z.strictObject({
    kind: z.literal('client_credentials'),
    clientId: z.string().optional().describe('Default: the app above'),
    clientSecret: secret.optional().describe('Its secret'),
    tokenUrl: z.url().optional().describe('Default: that of the system; for Salesforce the My Domain of the org'),
  }),
  z.strictObject({
    kind: z.literal('jwt_bearer'),
    clientId: z.string().optional().describe('Default: the app above'),
    username: z.string().min(1).describe('As whom it signs in'),
    privateKey: secret.describe('RSA private key, PKCS #8 PEM'),
    audience: z.string().optional().describe('Default: the issuer of the system'),
    tokenUrl: z.url().optional().describe('Default: that of the system'),
  }),
]);

const signInSchema = z.strictObject({
  issuer: z.url().describe('The identity provider that also issues tokens for calls'),
  clientId: z.string().min(1).describe('This server, as its client; redirect address {publicUrl}/connect/signed-in'),
  clientSecret: secret.optional().describe('Its secret'),
  scopes: z.array(z.string().min(1)).min(1).optional().describe('Default: openid'),
  identity: identitySchema,
  ...networkShape,
});

/** As whom a server calls its systems: for its configuration file. */
export const outboundSchema = z.strictObject({
  publicUrl: z.url().describe('Address of this server as browsers reach it: https://mcp.example.com'),
  signIn: z
    .union([signInSchema, z.literal('trust-link')])
    .describe('How a person who opens a link shows who they are; `trust-link` only where one person uses this server'),
  systems: z.record(z.string(), systemSchema).describe('By name of the connector'),
  vault: z
    .strictObject({
      file: z.string().optional().describe('SQLite file; default: .causeway/vault.db'),
      postgres: z.string().optional().describe('URL of a PostgreSQL database, where several processes share the vault'),
      keys: z.array(z.string().min(32)).min(1).optional().describe('Secrets, newest first'),
      keyFile: z.string().optional().describe('File with a secret in each line, newest first'),
    })
    .describe('Where the access of users is kept'),
  serviceAccounts: z.record(z.string(), z.record(z.string(), accountSchema)).optional().describe('By tenant (`*`: all others) and system'),
  waitMs: z
    .int()
    .min(0)
    .max(25_000)
    .optional()
    .describe('Milliseconds that a call waits for a person at the consent page; default: 15,000'),
});

export type OutboundConfig = z.input<typeof outboundSchema>;
type Parsed = z.output<typeof outboundSchema>;

/** Access of each user as the configuration says. Throws a ZodError or a TypeError for one that does not fit. */
export async function createOutbound(
  config: OutboundConfig,
  onEvent?: (event: ConnectionEvent) => void,
): Promise<Connections<Readonly<Record<string, OAuthSystem<unknown>>>>> {
  const { publicUrl, signIn, systems, vault, serviceAccounts = {}, waitMs } = outboundSchema.parse(config);
  const accounts = mapValues(serviceAccounts, (ofTenant) => mapValues(ofTenant, toAccount));
  return createConnections({
    vault: createVault({ store: await openStore(vault), keys: keysOf(vault) }),
    systems: mapValues(systems, toSystem),
    publicUrl,
    signIn: signIn === 'trust-link' ? signIn : { ...signIn, clientSecret: toSecret(signIn.clientSecret) },
    serviceAccounts: accounts,
    waitMs,
    onEvent,
  });
}

function toSystem({ clientSecret, ...options }: Parsed['systems'][string]): OAuthSystem<unknown> {
  const { kind, ...app } = options;
  const all = { ...app, clientSecret: toSecret(clientSecret) };
  return kind === 'salesforce' ? salesforceSystem(all) : hubspotSystem(all);
}

function toAccount(account: z.output<typeof accountSchema>): ServiceAccount {
  if (account.kind === 'static') return { ...account, accessToken: new Secret(account.accessToken) };
  if (account.kind === 'jwt_bearer') return { ...account, privateKey: new Secret(account.privateKey) };
  return { ...account, clientSecret: toSecret(account.clientSecret) };
}

function keysOf({ keys, keyFile }: Parsed['vault']): readonly Secret[] {
  const lines = keyFile === undefined ? [] : readFileSync(keyFile, 'utf8').split('\n');
  const found = keys ?? lines.map((line) => line.trim()).filter((line) => line !== '');
  if (found.length === 0) throw new TypeError('The vault needs a key: give vault.keys or vault.keyFile.');
  return found.map((key) => new Secret(key));
}

// Loaded only where it is wanted: pg is an optional package.
async function openStore({ file = '.causeway/vault.db', postgres }: Parsed['vault']): Promise<VaultStore> {
  if (postgres === undefined) return sqliteVault(file);
  const { postgresVault } = await import('../postgres/index.ts');
  return postgresVault({ url: postgres });
}

function toSecret(text: string | undefined): Secret | undefined {
  return text === undefined ? undefined : new Secret(text);
}

function mapValues<T, R>(values: Readonly<Record<string, T>>, change: (value: T) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
