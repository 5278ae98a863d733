import type { Secret } from '@causeway/core';

/** The application signs in as itself and runs as the user its owner chose (OAuth 2.0 client credentials). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** The application signs in as a user who approved it beforehand, with a key instead of a secret (OAuth 2.0 JWT bearer). */
export interface JwtBearer {
  readonly clientId: string;
  readonly username: string;
  /** RSA private key, PKCS #8 PEM, whose certificate is uploaded to the application. */
  readonly privateKey: Secret;
}

/** A user's own consent, kept as a refresh token. */
export interface RefreshToken {
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  readonly refreshToken: Secret;
  /** Called with the token that takes the place of this one, where rotation is on. Store it before you return: the old one is dead. */
  readonly onRotate?: ((next: Secret) => void | Promise<void>) | undefined;
}

/** A session that somebody else opened and keeps fresh. */
export interface AccessToken {
  readonly accessToken: Secret;
  /** Origin of the org: `https://example.my.salesforce.com`. */
  readonly instanceUrl: string;
}

/** SOAP login, which Salesforce retires in Summer '27; use client credentials or JWT bearer where you can. */
export interface UsernamePassword {
  readonly username: string;
  readonly password: Secret;
  /** Needed unless the caller's address is trusted by the org. */
  readonly securityToken?: Secret | undefined;
}

/** One way to sign in to an org. Which one it is follows from its members. */
export type SalesforceAuth = ClientCredentials | JwtBearer | RefreshToken | AccessToken | UsernamePassword;
