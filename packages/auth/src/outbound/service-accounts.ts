import { importPKCS8, SignJWT } from 'jose';
import { ConnectorError, type Secret } from '@causeway/core';
import { createOAuthClient, GrantEnded, type OAuthClient, type Tokens } from './oauth-client.ts';
import type { OAuthSystem } from './system.ts';

/** How a server signs in as itself. */
export type ServiceAccount =
  /** A token that somebody made. */
  | { readonly kind: 'static'; readonly accessToken: Secret; readonly instanceUrl?: string | undefined }
  | {
      readonly kind: 'client_credentials';
      readonly clientId?: string | undefined;
      readonly clientSecret?: Secret | undefined;
      /** Default: the system's. For Salesforce the My Domain of the org. */
      readonly tokenUrl?: string | undefined;
    }
  | {
      readonly kind: 'jwt_bearer';
      readonly clientId?: string | undefined;
      readonly username: string;
      /** RSA private key, PKCS #8 PEM. */
      readonly privateKey: Secret;
      /** Default: the system's issuer. */
      readonly audience?: string | undefined;
      readonly tokenUrl?: string | undefined;
    };

/** A system signed in to as itself: for one tenant. */
export interface ServiceSession {
  /** A token other than `rejected`. */
  tokens(rejected?: string): Promise<Tokens>;
  close(): Promise<void>;
}

const skewMs = 60_000;

export function createServiceSession(system: OAuthSystem<unknown>, account: ServiceAccount): ServiceSession {
  if (account.kind === 'static') return staticSession(system, account.accessToken, account.instanceUrl);
  const { clientId = system.clientId, tokenUrl = system.tokenUrl } = account;
  const clientSecret = account.kind === 'client_credentials' ? (account.clientSecret ?? system.clientSecret) : undefined;
  const client = createOAuthClient({ ...system, clientId, clientSecret, tokenUrl });
  let current: Tokens | undefined;
  let signingIn: Promise<Tokens> | undefined;
  const start = async (): Promise<Tokens> => (current = await signIn(system, account, client, clientId));
  return {
    async tokens(rejected) {
      const stale = current === undefined || current.accessToken === rejected || (current.expiresAt ?? Infinity) < Date.now() + skewMs;
      if (current !== undefined && !stale) return current;
      return (signingIn ??= start().finally(() => (signingIn = undefined)));
    },
    close: () => client.close(),
  };
}

async function signIn(
  system: OAuthSystem<unknown>,
  account: Exclude<ServiceAccount, { kind: 'static' }>,
  client: OAuthClient,
  clientId: string,
): Promise<Tokens> {
  try {
    if (account.kind === 'client_credentials') return await client.request('client_credentials', {});
    const key = await importPKCS8(account.privateKey.reveal(), 'RS256');
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(clientId)
      .setSubject(account.username)
      .setAudience(account.audience ?? system.issuer)
      .setExpirationTime('3m')
      .sign(key);
    return await client.request('urn:ietf:params:oauth:grant-type:jwt-bearer', { assertion });
  } catch (error) {
    if (error instanceof GrantEnded) throw refused(system, error);
    throw error;
  }
}

function staticSession(system: OAuthSystem<unknown>, accessToken: Secret, instanceUrl: string | undefined): ServiceSession {
  return {
    async tokens(rejected) {
      if (rejected === accessToken.reveal()) throw refused(system);
      return { accessToken: accessToken.reveal(), ...(instanceUrl === undefined ? {} : { instanceUrl }) };
    },
    close: () => Promise.resolve(),
  };
}

function refused({ title }: OAuthSystem<unknown>, cause?: unknown): ConnectorError {
  return new ConnectorError('unauthenticated', `${title} does not take the service account of this tenant.`, {
    cause,
    hint: 'Tell the person that an operator has to look at it.',
  });
}
