import type { Clock } from '../../wire/clock.ts';
import type { Random } from '../../wire/random.ts';
import { expiredAuthentication, invalidAuthentication } from '../errors.ts';
import { demoHubSpot } from '../credentials.ts';
import { allScopes, limitedScopes } from '../scopes.ts';
import type { Store } from './store.ts';

export interface AccessToken {
  readonly token: string;
  readonly scopes: readonly string[];
  /** Absent: a private app's token, which has no end. */
  readonly expiresAt?: number;
  /** Rate limits count per app. */
  readonly appId: number;
  readonly userId: number;
  readonly editAssociations: boolean;
}

export interface Grant {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly userId: number;
  readonly editAssociations: boolean;
}

export interface AuthorizationCode extends Grant {
  readonly redirectUri: string;
  readonly expiresAt: number;
  readonly codeChallenge?: string;
}

/** What the portal's apps sign in with. */
export interface Tokens {
  /** The token of a `Bearer` header. Refuses with 401. */
  authenticate(authorization: string | undefined): AccessToken;
  find(token: string): AccessToken | undefined;
  put(token: AccessToken): void;
  revoke(token: string): void;
  refresh(refreshToken: string): Grant | undefined;
  putRefresh(refreshToken: string, grant: Grant): void;
  revokeRefresh(refreshToken: string): boolean;
  putCode(code: string, value: AuthorizationCode): void;
  /** A code works once. */
  takeCode(code: string): AuthorizationCode | undefined;
  /** A new unguessable-looking, but seeded, secret. */
  mint(prefix: string): string;
}

export const appIds = { all: 1_900_001, limited: 1_900_002, oauth: 1_900_003 } as const;

export function createTokens(store: Store, clock: Clock, random: Random): Tokens {
  const access = store.shelf<string, AccessToken>();
  const refresh = store.shelf<string, Grant>();
  const codes = store.shelf<string, AuthorizationCode>();
  const full = { userId: 534941, editAssociations: true };
  access.set(demoHubSpot.accessToken, { token: demoHubSpot.accessToken, scopes: allScopes, appId: appIds.all, ...full });
  access.set(demoHubSpot.limitedToken, { token: demoHubSpot.limitedToken, scopes: limitedScopes, appId: appIds.limited, ...full });
  refresh.set(demoHubSpot.refreshToken, { clientId: demoHubSpot.clientId, scopes: allScopes, ...full });
  return {
    authenticate: (authorization) => {
      const token = access.get(/^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
      if (!token) throw invalidAuthentication();
      if (token.expiresAt !== undefined && token.expiresAt <= clock.now()) throw expiredAuthentication(token.expiresAt, clock.now());
      return token;
    },
    find: (token) => access.get(token),
    put: (token) => access.set(token.token, token),
    revoke: (token) => void access.delete(token),
    refresh: (refreshToken) => refresh.get(refreshToken),
    putRefresh: (refreshToken, grant) => refresh.set(refreshToken, grant),
    revokeRefresh: (refreshToken) => refresh.delete(refreshToken),
    putCode: (code, value) => codes.set(code, value),
    takeCode: (code) => {
      const value = codes.get(code);
      codes.delete(code);
      return value;
    },
    mint: (prefix) => `${prefix}-${[0, 1, 2, 3].map(() => random.int(0x1000_0000, 0xffff_ffff).toString(16)).join('')}`,
  };
}
