import type { Secret } from '@causeway/core';

/** The token of a private app or a service key, or one that somebody else keeps fresh. */
export interface AccessToken {
  readonly accessToken: Secret;
}

/** A user's consent to an OAuth app, kept as a refresh token. */
export interface RefreshToken {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly refreshToken: Secret;
  /** Called with the token that takes the place of this one, when it changes. Store it before you return. */
  readonly onRotate?: ((next: Secret) => void | Promise<void>) | undefined;
}

/** One way to sign in to a portal. Which one it is follows from its members. */
export type HubSpotAuth = AccessToken | RefreshToken;
