import * as oauth from 'oauth4webapi';
import { ConnectorError, type Secret } from '@causeway/core';
import { createFetch } from '../provider-fetch.ts';
import type { Grant } from './vault/grant.ts';
import type { OAuthSystem } from './system.ts';

/** What a token endpoint gave. */
export type Tokens = Pick<Grant, 'accessToken' | 'refreshToken' | 'instanceUrl' | 'expiresAt'> & { readonly scopes?: readonly string[] };

/** The refresh token, or the consent, is no longer good. */
export class GrantEnded extends Error {
  override readonly name = 'GrantEnded';
}

export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
}

/** One system's OAuth endpoints. Each method is one request. */
export interface OAuthClient {
  authorizationUrl(request: AuthorizationRequest): Promise<string>;
  /** Exchanges what the callback brought. Throws GrantEnded when the answer is a refusal, or not meant for this request. */
  redeem(parameters: URLSearchParams, request: AuthorizationRequest): Promise<Tokens>;
  /** Throws GrantEnded when the system does not take the token any more. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Any other grant: client credentials, a signed assertion. */
  request(grantType: string, parameters: Readonly<Record<string, string>>): Promise<Tokens>;
  /** Who the user is there; empty when the system does not say. */
  identify(tokens: Tokens): Promise<Pick<Grant, 'upstreamUser' | 'organization'>>;
  revoke(token: string): Promise<void>;
  close(): Promise<void>;
}

export function createOAuthClient(system: OAuthSystem<unknown>): OAuthClient {
  const { issuer, authorizationUrl, tokenUrl, revocationUrl, clientId, scopes } = system;
  const as: oauth.AuthorizationServer = {
    issuer,
    token_endpoint: tokenUrl,
    ...(revocationUrl === undefined ? {} : { revocation_endpoint: revocationUrl }),
  };
  const client: oauth.Client = { client_id: clientId };
  const proof = clientProof(system.clientSecret);
  const fetch = createFetch([tokenUrl, ...(revocationUrl === undefined ? [] : [revocationUrl]), ...originsOf(system)], system);
  const options = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: fetch };
  const toTokens = (answer: oauth.TokenEndpointResponse) => tokensOf(answer, system);
  return {
    async authorizationUrl({ redirectUri, state, verifier }) {
      const url = new URL(authorizationUrl);
      const parameters = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },
    redeem: (parameters, { redirectUri, state, verifier }) =>
      guarded(system, async () => {
        const valid = oauth.validateAuthResponse(as, client, parameters, state);
        const response = await oauth.authorizationCodeGrantRequest(as, client, proof, valid, redirectUri, verifier, options);
        return toTokens(await oauth.processAuthorizationCodeResponse(as, client, response));
      }),
    refresh: (refreshToken) =>
      guarded(system, async () => {
        const response = await oauth.refreshTokenGrantRequest(as, client, proof, refreshToken, options);
        return toTokens(await oauth.processRefreshTokenResponse(as, client, response));
      }),
    request: (grantType, parameters) =>
      guarded(system, async () => {
        const response = await oauth.genericTokenEndpointRequest(as, client, proof, grantType, { ...parameters }, options);
        return toTokens(await oauth.processGenericTokenEndpointResponse(as, client, response));
      }),
    identify: (tokens) => identify(system, fetch, tokens),
    async revoke(token) {
      if (revocationUrl !== undefined) await oauth.revocationRequest(as, client, proof, token, options);
    },
    close: () => fetch.http.close(),
  };
}

/** In the body: every system of ours takes it there, and not every one as a header. */
function clientProof(secret: Secret | undefined): oauth.ClientAuth {
  return secret === undefined ? oauth.None() : oauth.ClientSecretPost(secret.reveal());
}

function originsOf({ identityUrl }: OAuthSystem<unknown>): readonly string[] {
  return identityUrl === undefined || identityUrl.startsWith('{') ? [] : [identityUrl];
}

function tokensOf(answer: oauth.TokenEndpointResponse, { members }: OAuthSystem<unknown>): Tokens {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope } = answer;
  const instance = members.instanceUrl === undefined ? undefined : answer[members.instanceUrl];
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(seconds === undefined ? {} : { expiresAt: Date.now() + seconds * 1_000 }),
    ...(scope === undefined ? {} : { scopes: scope.split(' ') }),
    ...(typeof instance === 'string' ? { instanceUrl: new URL(instance).origin } : {}),
  };
}

/** The endpoints' refusals in our terms. What they say may quote a token, so none of it goes on. */
async function guarded<T>({ title }: OAuthSystem<unknown>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof oauth.AuthorizationResponseError) throw new GrantEnded(cause.error, { cause });
    if (cause instanceof oauth.ResponseBodyError && cause.error === 'invalid_grant') throw new GrantEnded('invalid_grant', { cause });
    if (cause instanceof oauth.OperationProcessingError && cause.code === oauth.INVALID_RESPONSE)
      throw new GrantEnded('invalid_response', { cause });
    if (cause instanceof oauth.ResponseBodyError && cause.status < 500 && cause.status !== 429)
      throw new ConnectorError('internal', `${title} does not know this application.`, {
        cause,
        hint: 'Tell the person that an operator has to look at the client id and secret.',
      });
    throw new ConnectorError('unavailable', `${title} cannot be asked for access now.`, { cause });
  }
}

async function identify(
  { identityUrl, members }: OAuthSystem<unknown>,
  fetch: ReturnType<typeof createFetch>,
  { accessToken, instanceUrl = '' }: Tokens,
): Promise<Pick<Grant, 'upstreamUser' | 'organization'>> {
  if (identityUrl === undefined) return {};
  const url = identityUrl.replace('{token}', encodeURIComponent(accessToken)).replace('{instance}', instanceUrl);
  try {
    const response = await fetch(url, { headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` } });
    const said = (await response.json()) as Readonly<Record<string, unknown>>;
    const user = said[members.user ?? ''];
    const organization = said[members.organization ?? ''];
    return {
      ...(typeof user === 'string' ? { upstreamUser: user } : {}),
      ...(typeof organization === 'string' ? { organization } : {}),
    };
  } catch {
    return {};
  }
}
