export type { AccessToken, ClientCredentials, JwtBearer, RefreshToken, SalesforceAuth, UsernamePassword } from './auth.ts';
export type { NetworkOptions } from './client/network.ts';
export { salesforce } from './connector.ts';
export { salesforceKind } from './kind.ts';
export type { SalesforceOptions, Toolset } from './options.ts';
