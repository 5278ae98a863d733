export type { AccessToken, HubSpotAuth, RefreshToken } from './auth.ts';
export type { NetworkOptions } from './client/network.ts';
export type { ApiVersion } from './client/paths.ts';
export { hubspot } from './connector.ts';
export { hubspotKind } from './kind.ts';
export type { HubSpotOptions, Toolset } from './options.ts';
