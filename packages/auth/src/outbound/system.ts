import type { Secret } from '@causeway/core';
import type { Grant } from './vault/grant.ts';

/** How one system lets users give access, as data. */
export interface OAuthSystem<T> {
  /** For people. */
  readonly title: string;
  /** What `iss` of its answers must be, where it sends one. */
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Takes a `token` to end, as RFC 7009 does. */
  readonly revocationUrl?: string | undefined;
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  readonly scopes: readonly string[];
  /** Members of the token's answer and of the page on the user, by what they say. */
  readonly members: {
    readonly instanceUrl?: string;
    readonly user?: string;
    readonly organization?: string;
  };
  /** Where the system says who the user is. `{token}` stands for the token, `{instance}` for the origin of the org. */
  readonly identityUrl?: string | undefined;
  /** Origins besides those of the URLs above. */
  readonly origins?: readonly string[] | undefined;
  /** Lets it be on a private network. Default false. */
  readonly allowPrivate?: boolean | undefined;
  readonly proxy?: string | undefined;
  /** What its connector wants. */
  readonly credential: (grant: Pick<Grant, 'instanceUrl'>, accessToken: Secret) => T;
}

/** The value that a system's connector gets. */
export type CredentialOf<S> = S extends OAuthSystem<infer T> ? T : never;
