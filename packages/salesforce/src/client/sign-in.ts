import { ConnectorError, Secret, type Http } from '@causeway/core';
import type { AccessToken, ClientCredentials, JwtBearer, RefreshToken, SalesforceAuth, UsernamePassword } from '../auth.ts';
import { signInFailure } from './sign-in-failure.ts';
import { createTransport, type Caller } from './transport.ts';
import { loadJsforce } from './jsforce.ts';
import { soapLogin } from './soap-login.ts';

/** What signing in yields. */
export interface SignedIn {
  readonly accessToken: Secret;
  /** Origin, without a trailing slash. */
  readonly instanceUrl: string;
  readonly organizationId?: string | undefined;
  readonly userId?: string | undefined;
  /** The refresh token that took the place of the one used. */
  readonly rotated?: Secret | undefined;
}

export interface SignInOptions {
  readonly http: Http;
  /** Origin of the login server. */
  readonly loginUrl: string;
}

type Grant = 'access_token' | 'refresh_token' | 'jwt_bearer' | 'client_credentials' | 'password';

/** Which way to sign in the members of `auth` mean: the first one whose own member is there. */
export function grantOf(auth: SalesforceAuth): Grant {
  if ('accessToken' in auth) return 'access_token';
  if ('refreshToken' in auth) return 'refresh_token';
  if ('privateKey' in auth) return 'jwt_bearer';
  if ('password' in auth) return 'password';
  return 'client_credentials';
}

/** Signs in. Throws `unauthenticated` when the credentials are refused. */
export async function signIn(auth: SalesforceAuth, call: Caller, options: SignInOptions): Promise<SignedIn> {
  const grant = grantOf(auth);
  if (grant === 'access_token') {
    const { accessToken, instanceUrl } = auth as AccessToken;
    return { accessToken, instanceUrl: toOrigin(instanceUrl) };
  }
  try {
    if (grant === 'password') return await soapLogin(auth as UsernamePassword, call, options);
    return await requestToken(await tokenRequests[grant](auth as never, options.loginUrl), call, options);
  } catch (thrown) {
    const secrets = Object.values(auth).flatMap((member: unknown) => (member instanceof Secret ? [String(member.reveal())] : []));
    throw signInFailure(thrown, grant, secrets);
  }
}

interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret?: Secret | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

const tokenRequests = {
  client_credentials: ({ clientId, clientSecret }: ClientCredentials): TokenRequest => ({
    clientId,
    clientSecret,
    parameters: { grant_type: 'client_credentials' },
  }),
  refresh_token: ({ clientId, clientSecret, refreshToken }: RefreshToken): TokenRequest => ({
    clientId,
    clientSecret,
    parameters: { grant_type: 'refresh_token', refresh_token: refreshToken.reveal() },
  }),
  jwt_bearer: async (auth: JwtBearer, loginUrl: string): Promise<TokenRequest> => ({
    clientId: auth.clientId,
    parameters: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: await assertion(auth, audienceOf(loginUrl)) },
  }),
};

/** Who an assertion is for. Salesforce wants its login server named there, also when the request goes to a My Domain. */
export function audienceOf(loginUrl: string): string {
  const host = URL.parse(loginUrl)?.hostname ?? '';
  if (!host.endsWith('.my.salesforce.com')) return loginUrl;
  return host.includes('.sandbox.') ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

/** The proof that we hold the user's key. Salesforce takes it for three minutes at most. */
async function assertion({ clientId, username, privateKey }: JwtBearer, audience: string): Promise<string> {
  const { importPKCS8, SignJWT } = await import('jose');
  const key = await importPKCS8(privateKey.reveal(), 'RS256').catch(() => {
    throw new ConnectorError('unauthenticated', 'The private key cannot be used: it must be an RSA key in PKCS #8 PEM form.', {
      hint: 'An operator should check the key of this connector.',
    });
  });
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(username)
    .setAudience(audience)
    .setExpirationTime('3m')
    .sign(key);
}

interface TokenResponse {
  readonly access_token?: unknown;
  readonly instance_url?: unknown;
  readonly id?: unknown;
  readonly refresh_token?: unknown;
}

async function requestToken(request: TokenRequest, call: Caller, { http, loginUrl }: SignInOptions): Promise<SignedIn> {
  const jsforce = await loadJsforce();
  const oauth2 = new jsforce.OAuth2({
    loginUrl,
    clientId: request.clientId,
    ...(request.clientSecret === undefined ? {} : { clientSecret: request.clientSecret.reveal() }),
  });
  oauth2._transport = createTransport({ jsforce, http, call, mutates: false });
  const answer: TokenResponse | undefined = await oauth2.requestToken({ ...request.parameters } as never);
  const { access_token: accessToken, instance_url: instanceUrl, id, refresh_token: refreshToken } = answer ?? {};
  if (typeof accessToken !== 'string' || typeof instanceUrl !== 'string') throw new TypeError('The token answer has no token.');
  const [organizationId, userId] = typeof id === 'string' ? id.split('/').slice(-2) : [];
  return {
    accessToken: new Secret(accessToken),
    instanceUrl: toOrigin(instanceUrl),
    organizationId,
    userId,
    rotated: typeof refreshToken === 'string' ? new Secret(refreshToken) : undefined,
  };
}

/** An instance URL as jsforce needs it: with a trailing slash it would send `//services` (jsforce 3.10.26). */
export function toOrigin(url: string): string {
  return URL.parse(url)?.origin ?? url;
}
