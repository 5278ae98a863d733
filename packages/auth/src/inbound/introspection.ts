import * as oauth from 'oauth4webapi';
import { ConnectorError, type Secret } from '@causeway/core';
import { createFetch, type ProviderNetwork } from '../provider-fetch.ts';
import { createIdentityMapper, type IdentityOptions } from './identity.ts';
import { discover } from '../discovery.ts';
import { TokenRefused, type Verifier } from './verifier.ts';

export interface IntrospectionOptions extends ProviderNetwork {
  readonly issuer: string;
  /** Where tokens are looked up. Default: where the issuer's metadata says. */
  readonly endpoint?: string | undefined;
  /** This server, as the issuer knows it. */
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** What an answer must name in `aud`; tokens without `aud` are refused. */
  readonly audience: string | readonly string[];
  readonly identity?: IdentityOptions | undefined;
  /** Milliseconds for which an answer is reused: so long a revoked token still works. Default 30 seconds. */
  readonly freshMs?: number | undefined;
}

/** Asks the issuer about tokens that tell nothing by themselves (RFC 7662). Takes every token that is not signed text. */
export function introspectionVerifier(options: IntrospectionOptions): Verifier {
  const { issuer, endpoint, clientId, clientSecret, freshMs = 30_000 } = options;
  const audiences = typeof options.audience === 'string' ? [options.audience] : options.audience;
  const fetch = createFetch([issuer, ...(endpoint === undefined ? [] : [endpoint])], options);
  const toCaller = createIdentityMapper(options.identity);
  let server: Promise<oauth.AuthorizationServer> | undefined;
  const serverOf = () =>
    (server ??= endpoint === undefined ? discover(issuer, fetch) : Promise.resolve({ issuer, introspection_endpoint: endpoint }));
  const look = async (token: string): Promise<oauth.IntrospectionResponse> => {
    try {
      const as = await serverOf();
      const client = { client_id: clientId };
      const response = await oauth.introspectionRequest(as, client, oauth.ClientSecretBasic(clientSecret.reveal()), token, {
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: fetch,
      });
      return await oauth.processIntrospectionResponse(as, client, response);
    } catch (cause) {
      server = undefined;
      throw new ConnectorError('unavailable', 'The identity provider does not tell about the token.', { cause });
    }
  };
  return {
    issuers: [issuer],
    accepts: (token) => !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token),
    async verify(token) {
      const claims = await look(token);
      const now = Date.now();
      if (!claims.active) throw new TokenRefused('inactive');
      if (claims.iss !== undefined && claims.iss !== issuer) throw new TokenRefused('unknown_issuer');
      if (claims.exp !== undefined && claims.exp * 1_000 <= now) throw new TokenRefused('expired');
      if (typeof claims.nbf === 'number' && claims.nbf * 1_000 > now + 30_000) throw new TokenRefused('not_yet_valid');
      if (![claims.aud ?? []].flat().some((one) => audiences.includes(one))) throw new TokenRefused('wrong_audience');
      const freshUntil = Math.min(now + freshMs, (claims.exp ?? Infinity) * 1_000);
      return { caller: toCaller(claims, issuer), freshUntil };
    },
    close: () => fetch.http.close(),
  };
}
