import { grant, type ScopeGrant } from './identity.ts';
import { isLive, matchesApiKey, parseApiKey } from '../keys/api-key.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { TokenRefused, type Verifier } from './verifier.ts';

export interface ApiKeyOptions {
  readonly store: KeyStore;
  /** Scopes that roles and groups of keys give. */
  readonly grants?: readonly ScopeGrant[] | undefined;
  /** The only tenants that are let in. Default: all. */
  readonly tenants?: readonly string[] | undefined;
}

/** Issuer of principals that come with an API key. */
export const apiKeyIssuer = 'causeway:keys';

/** Believes the keys of a store. Looks at the store each time, so that a revoked key ends. */
export function apiKeyVerifier({ store, grants = [], tenants }: ApiKeyOptions): Verifier {
  return {
    issuers: [],
    accepts: (token) => parseApiKey(token) !== undefined,
    async verify(token) {
      const parts = parseApiKey(token);
      if (parts === undefined) throw new TokenRefused('malformed');
      const key = await store.find(parts.id);
      if (!matchesApiKey(key, parts.secret)) throw new TokenRefused('unknown_api_key');
      if (!isLive(key)) throw new TokenRefused('expired');
      const { id, principal, name, tenant, roles, groups } = key;
      if (tenants !== undefined && (tenant === undefined || !tenants.includes(tenant))) throw new TokenRefused('foreign_tenant');
      const caller = {
        principal: {
          id: principal,
          issuer: apiKeyIssuer,
          clientId: id,
          ...(name === undefined ? {} : { name }),
          scopes: grant(grants, key),
          roles,
          groups,
        },
        ...(tenant === undefined ? {} : { tenant }),
      };
      return { caller, freshUntil: 0 };
    },
  };
}
