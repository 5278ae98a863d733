import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Exchange } from '../../wire/exchange.ts';
import { findUserByName } from '../access/actor.ts';
import { demoSalesforce } from '../options.ts';
import type { Org } from '../org.ts';
import { checkClient } from './client.ts';
import { OAuthError } from './oauth-error.ts';
import { checkPassword } from './passwords.ts';
import { defaultScope, type Granted } from './token-reply.ts';

type GrantHandler = (org: Org, form: URLSearchParams, exchange: Exchange) => Granted | Promise<Granted>;

/** What the token endpoint grants, by `grant_type`. */
export const grants: ReadonlyMap<string, GrantHandler> = new Map<string, GrantHandler>([
  ['client_credentials', clientCredentials],
  ['password', password],
  ['refresh_token', refresh],
  ['authorization_code', authorizationCode],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', jwtBearer],
]);

function clientCredentials(org: Org, form: URLSearchParams, exchange: Exchange): Granted {
  const clientId = checkClient(exchange, form, 'required');
  return { userId: activeUser(org, org.settings.clientCredentialsUser), clientId, scope: 'api' };
}

function password(org: Org, form: URLSearchParams, exchange: Exchange): Granted {
  const clientId = checkClient(exchange, form, 'required');
  const user = checkPassword(org, form.get('username') ?? '', form.get('password') ?? '');
  if (!user) throw new OAuthError('authentication');
  return { userId: String(user['Id']), clientId, scope: defaultScope };
}

function refresh(org: Org, form: URLSearchParams, exchange: Exchange): Granted {
  const clientId = checkClient(exchange, form, 'optional');
  const { rotateRefreshTokens } = org.settings;
  const grant = org.sessions.redeem(form.get('refresh_token') ?? '', rotateRefreshTokens);
  if (!grant || grant.clientId !== clientId) throw new OAuthError('expiredToken');
  const { userId, scope } = grant;
  return { userId, clientId, scope, ...(rotateRefreshTokens && { refreshToken: org.sessions.refreshToken({ userId, clientId, scope }) }) };
}

function authorizationCode(org: Org, form: URLSearchParams, exchange: Exchange): Granted {
  const grant = org.sessions.redeemCode(form.get('code') ?? '');
  const clientId = checkClient(exchange, form, grant?.challenge === undefined ? 'required' : 'optional');
  if (!grant || grant.clientId !== clientId) throw new OAuthError('expiredCode');
  if (grant.redirectUri !== form.get('redirect_uri')) throw new OAuthError('redirectMismatch');
  if (grant.challenge !== undefined && grant.challenge !== s256(form.get('code_verifier') ?? '')) throw new OAuthError('badVerifier');
  const { userId, scope } = grant;
  const lasting = /\b(?:refresh_token|offline_access|full)\b/.test(scope);
  return { userId, clientId, scope, ...(lasting && { refreshToken: org.sessions.refreshToken({ userId, clientId, scope }) }) };
}

function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

const salesforceAudiences = ['https://login.salesforce.com', 'https://test.salesforce.com'];

/** Expiry is judged by the machine's clock: whoever signs an assertion does not know the sandbox's. */
async function jwtBearer(org: Org, form: URLSearchParams): Promise<Granted> {
  const { payload } = await jwtVerify(form.get('assertion') ?? '', org.keys.publicKey, {
    algorithms: ['RS256'],
    requiredClaims: ['iss', 'sub', 'aud', 'exp'],
  }).catch(() => {
    throw new OAuthError('badAssertion');
  });
  const audiences = [payload.aud ?? []].flat();
  if (!audiences.some((audience) => [org.baseUrl(), ...salesforceAudiences].includes(audience))) throw new OAuthError('badAudience');
  if (payload.iss !== demoSalesforce.clientId) throw new OAuthError('clientId');
  const user = findUserByName(org, payload.sub ?? '');
  if (user?.['IsActive'] !== true) throw new OAuthError('notApproved');
  return { userId: String(user['Id']), clientId: demoSalesforce.clientId, scope: 'api' };
}

function activeUser(org: Org, username: string): string {
  const user = findUserByName(org, username);
  if (user?.['IsActive'] !== true) throw new OAuthError('authentication');
  return String(user['Id']);
}
