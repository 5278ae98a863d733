import type { Caller } from '@causeway/core';
import { requireText, textAt, wordsAt, type ClaimPath, type Claims } from './claims.ts';
import { TokenRefused } from './verifier.ts';

/** What roles, groups or scopes of the identity provider mean here: every one that is named gives all of `scopes`. */
export interface ScopeGrant {
  readonly roles?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** Scopes as the identity provider names them. */
  readonly whenScopes?: readonly string[] | undefined;
  readonly scopes: readonly string[];
}

/** Which claims say what. Members that are left out are those of the profile. */
export interface IdentityOptions {
  /** Whose claims: a preset for a kind of identity provider. Default `standard`. */
  readonly profile?: ProfileName | undefined;
  readonly principal?: readonly ClaimPath[] | undefined;
  readonly name?: readonly ClaimPath[] | undefined;
  readonly clientId?: readonly ClaimPath[] | undefined;
  readonly scopes?: readonly ClaimPath[] | undefined;
  readonly roles?: readonly ClaimPath[] | undefined;
  readonly groups?: readonly ClaimPath[] | undefined;
  /** The claim that names the tenant: a token without it is refused. Or one tenant for all tokens. Default: no tenant. */
  readonly tenant?: { readonly claim: ClaimPath } | { readonly value: string } | undefined;
  /** The only tenants that are let in. Default: all. */
  readonly tenants?: readonly string[] | undefined;
  readonly grants?: readonly ScopeGrant[] | undefined;
}

interface Profile {
  readonly principal: readonly ClaimPath[];
  readonly name: readonly ClaimPath[];
  readonly clientId: readonly ClaimPath[];
  readonly scopes: readonly ClaimPath[];
  readonly roles: readonly ClaimPath[];
  readonly groups: readonly ClaimPath[];
  readonly tenant?: { readonly claim: ClaimPath };
}

const standard: Profile = {
  // A client that acts for itself is its own subject (RFC 9068, 2.2); looked-up tokens may leave that out.
  principal: ['sub', 'client_id'],
  name: ['preferred_username', 'email', 'name'],
  clientId: ['client_id', 'azp'],
  scopes: ['scope'],
  roles: ['roles'],
  groups: ['groups'],
};

/** Claims by kind of identity provider: RFC 9068; Keycloak's mappers; Microsoft's reference of access token claims. */
const profiles = {
  standard,
  keycloak: { ...standard, principal: ['sub'], clientId: ['azp', 'client_id'], roles: ['realm_access.roles'] },
  // `sub` differs from app to app there; `oid` is the person's in the directory.
  entra: {
    ...standard,
    principal: ['oid'],
    clientId: ['azp', 'appid'],
    scopes: ['scp'],
    tenant: { claim: 'tid' },
  },
} satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;

export type IdentityMapper = (claims: Claims, issuer: string) => Caller;

/** Makes a caller of verified claims. Throws TokenRefused when it lacks one that is needed. */
export function createIdentityMapper({ profile = 'standard', tenants, grants = [], ...given }: IdentityOptions = {}): IdentityMapper {
  const preset: Profile = profiles[profile];
  const { tenant = preset.tenant, ...paths } = given;
  const of = { ...preset, ...definedOf(paths) };
  return (claims, issuer) => {
    const tenantId = tenant === undefined ? undefined : 'value' in tenant ? tenant.value : requireText(claims, [tenant.claim]);
    if (tenants !== undefined && (tenantId === undefined || !tenants.includes(tenantId))) throw new TokenRefused('foreign_tenant');
    const roles = wordsAt(claims, of.roles);
    const groups = wordsAt(claims, of.groups);
    const scopes = grant(grants, { roles, groups, scopes: wordsAt(claims, of.scopes) });
    const name = textAt(claims, of.name);
    const clientId = textAt(claims, of.clientId);
    return {
      principal: {
        id: requireText(claims, of.principal),
        issuer,
        ...(clientId === undefined ? {} : { clientId }),
        ...(name === undefined ? {} : { name }),
        scopes,
        roles,
        groups,
      },
      ...(tenantId === undefined ? {} : { tenant: tenantId }),
    };
  };
}

/** The scopes of a principal, with those that its roles, groups and other scopes give it. */
export function grant(
  grants: readonly ScopeGrant[],
  { roles, groups, scopes }: { readonly roles: readonly string[]; readonly groups: readonly string[]; readonly scopes: readonly string[] },
): readonly string[] {
  const any = (wanted: readonly string[] | undefined, held: readonly string[]) => wanted?.some((one) => held.includes(one)) ?? false;
  const more = grants.filter((one) => any(one.roles, roles) || any(one.groups, groups) || any(one.whenScopes, scopes));
  return [...new Set([...scopes, ...more.flatMap((one) => one.scopes)])];
}

function definedOf<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
