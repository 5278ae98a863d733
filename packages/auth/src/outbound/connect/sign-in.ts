import * as oauth from 'oauth4webapi';
import type { Caller, Secret } from '@causeway/core';
import { createFetch, type ProviderNetwork } from '../../provider-fetch.ts';
import { createIdentityMapper, type IdentityOptions } from '../../inbound/identity.ts';
import { discover } from '../../discovery.ts';

/** How a person who opens a link shows who they are: the same identity provider as for calls. */
export interface SignInOptions extends ProviderNetwork {
  readonly issuer: string;
  /** This server, as a client of the provider; its redirect address is `{publicUrl}/connect/signed-in`. */
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  /** Default `openid`. */
  readonly scopes?: readonly string[] | undefined;
  /** Must map the ID token as calls are mapped, so that both name the same person. */
  readonly identity?: IdentityOptions | undefined;
}

export interface SignInTrip {
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
  readonly nonce: string;
}

export interface SignIn {
  url(trip: SignInTrip): Promise<string>;
  /** Who came back. Throws when the answer is not one to this trip. */
  finish(parameters: URLSearchParams, trip: SignInTrip): Promise<Caller>;
  close(): Promise<void>;
}

/** OpenID Connect, authorization code with PKCE. */
export function createSignIn(options: SignInOptions): SignIn {
  const { issuer, clientId, clientSecret, scopes = ['openid'] } = options;
  const fetch = createFetch([issuer], options);
  const client: oauth.Client = { client_id: clientId };
  const toCaller = createIdentityMapper(options.identity);
  const settings = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: fetch };
  const proof = clientSecret === undefined ? oauth.None() : oauth.ClientSecretBasic(clientSecret.reveal());
  let server: Promise<oauth.AuthorizationServer> | undefined;
  const serverOf = () =>
    (server ??= discover(issuer, fetch).catch((error: unknown) => {
      server = undefined;
      throw error;
    }));
  return {
    async url({ redirectUri, state, verifier, nonce }) {
      const url = new URL((await serverOf()).authorization_endpoint ?? '');
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    async finish(parameters, { redirectUri, state, verifier, nonce }) {
      const as = await serverOf();
      const valid = oauth.validateAuthResponse(as, client, parameters, state);
      const response = await oauth.authorizationCodeGrantRequest(as, client, proof, valid, redirectUri, verifier, settings);
      const answer = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce, requireIdToken: true });
      const claims = oauth.getValidatedIdTokenClaims(answer);
      if (claims === undefined) throw new TypeError('The provider did not say who signed in.');
      return toCaller(claims, issuer);
    },
    close: () => fetch.http.close(),
  };
}
