/** How the Salesforce server is set up. */
export interface SalesforceOptions {
  /** User name that client_credentials signs in. Default: the demo administrator. */
  readonly clientCredentialsUser?: string;
  /** Seconds without a request after which a session ends, in virtual time. Default 7200. */
  readonly sessionSeconds?: number;
  /** Whether each refresh answers a new refresh token and ends the old one. Default true. */
  readonly rotateRefreshTokens?: boolean;
  /** Whether user name and password suffice, as from a trusted network; otherwise the security token must follow the password. Default true. */
  readonly trustedNetwork?: boolean;
  /** Requests a day; then 403 REQUEST_LIMIT_EXCEEDED. Default 1,000,000. */
  readonly dailyApiRequests?: number;
  /** PEM of a public key (SPKI) or certificate that JWT bearer assertions are checked with. Default: a pair made by the server. */
  readonly jwtPublicKey?: string;
}

/** What a test can do to the Salesforce server besides sending requests. */
export interface SalesforceControls {
  /** Private key (PKCS #8 PEM, RSA) that signs JWT bearer assertions; made when first read. */
  readonly jwtPrivateKey: string;
  /** The org's id, 18 characters. */
  readonly organizationId: string;
  /** An access token of a user. Default: the demo administrator. Throws a `RangeError` for an unknown or inactive one. */
  token(username?: string): string;
  /** A refresh token of a user for the demo client. */
  refreshToken(username?: string): string;
  /** Ends sessions now: one, or all of them. Answers how many. */
  expireSessions(token?: string): number;
  /** Makes every query locator invalid, as if two days had passed. */
  expireQueryLocators(): void;
  /** Makes writes to a record fail with UNABLE_TO_LOCK_ROW, for ever or so many times. */
  lock(recordId: string, times?: number): { release(): void };
  /** Sets how many API requests are used up today. */
  useApiRequests(count: number): void;
}

export const demoSalesforce = {
  clientId: 'causeway-demo-client',
  clientSecret: 'causeway-demo-secret',
  /** System administrator. */
  admin: { username: 'ada@causeway.example', password: 'demo-password', securityToken: 'demo-token' },
  /** Sales representative with few rights. */
  limited: { username: 'lee@causeway.example', password: 'demo-password', securityToken: 'demo-token' },
} as const;
