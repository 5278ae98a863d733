export { apiKeyIssuer, apiKeyVerifier, type ApiKeyOptions } from './inbound/api-keys.ts';
export { createAuthenticate, type AuthenticateOptions, type Authentication, type RequestPeer } from './inbound/authenticate.ts';
export type { ClaimPath, Claims } from './inbound/claims.ts';
export type { ProviderNetwork } from './provider-fetch.ts';
export type { GuessLimit } from './inbound/guesses.ts';
export type { IdentityOptions, ProfileName, ScopeGrant } from './inbound/identity.ts';
export { introspectionVerifier, type IntrospectionOptions } from './inbound/introspection.ts';
export { jwtVerifier, type JwtOptions } from './inbound/jwt.ts';
export type { Route } from './inbound/metadata.ts';
export { TokenRefused, type RefusalCause, type Verified, type Verifier } from './inbound/verifier.ts';
export { createApiKey, type ApiKey, type ApiKeyGrant } from './keys/api-key.ts';
export { keyFile } from './keys/key-file.ts';
export { createKeyMemory, type KeyStore } from './keys/key-store.ts';
export type { ScopeOptions, ScopeRule, ScopeRules } from './scopes/rules.ts';
export { scopes, type ScopeMiddleware } from './scopes/scopes.ts';
export {
  createConnections,
  type ConnectionEvent,
  type Connections,
  type ConnectionsOptions,
  type UserCredential,
} from './outbound/connections.ts';
export type { SignInOptions } from './outbound/connect/sign-in.ts';
export type { ServiceAccount } from './outbound/service-accounts.ts';
export type { CredentialOf, OAuthSystem } from './outbound/system.ts';
export {
  hubspotSystem,
  salesforceSystem,
  type HubSpotAppOptions,
  type HubSpotCredential,
  type OAuthAppOptions,
  type SalesforceAppOptions,
  type SalesforceCredential,
} from './outbound/systems.ts';
export type { Grant } from './outbound/vault/grant.ts';
export { memoryVault } from './outbound/vault/memory.ts';
export { sqliteVault } from './outbound/vault/sqlite.ts';
export type { VaultKey, VaultRow, VaultStore } from './outbound/vault/store.ts';
export { createVault, type Vault, type VaultOptions } from './outbound/vault/vault.ts';
export { createOutbound, outboundSchema, type OutboundConfig } from './config/outbound.ts';
