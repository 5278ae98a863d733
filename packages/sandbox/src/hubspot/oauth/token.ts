import { createHash } from 'node:crypto';
import type { Exchange, Reply } from '../../wire/exchange.ts';
import { ok } from '../answers.ts';
import type { ApiVersion } from '../endpoint.ts';
import { portalId } from '../model/portal-facts.ts';
import type { OpenEndpoint } from '../open-endpoint.ts';
import type { Portal } from '../portal.ts';
import { appIds, type AuthorizationCode, type Grant } from '../store/tokens.ts';
import { clientFault, faults, formOf, oauthError, type OAuthFault } from './form.ts';

/** Codes and refresh tokens become access tokens. */
export const tokenEndpoint: OpenEndpoint = { family: 'oauth', method: 'POST', path: '/token', handle: exchangeToken };

interface Granted {
  readonly grant: Grant;
  readonly refreshToken: string;
}

function exchangeToken(portal: Portal, exchange: Exchange, version: ApiVersion): Reply {
  const form = formOf(exchange);
  const wrong = clientFault(form);
  if (wrong) return oauthError(wrong);
  const grants: Readonly<Record<string, (portal: Portal, form: URLSearchParams) => Granted | OAuthFault>> = {
    authorization_code: byCode,
    refresh_token: byRefreshToken,
  };
  const read = grants[form.get('grant_type') ?? ''];
  const granted = read ? read(portal, form) : faults.grantType;
  return 'error' in granted ? oauthError(granted) : ok(mint(portal, granted, version));
}

function byCode(portal: Portal, form: URLSearchParams): Granted | OAuthFault {
  const code = portal.tokens.takeCode(form.get('code') ?? '');
  if (!code || code.clientId !== form.get('client_id') || code.expiresAt <= portal.clock.now()) return faults.code;
  if (code.redirectUri !== form.get('redirect_uri')) return faults.redirectUri;
  if (!verified(code, form.get('code_verifier'))) return faults.verifier;
  const { clientId, scopes, userId, editAssociations } = code;
  const grant = { clientId, scopes, userId, editAssociations };
  const refreshToken = portal.tokens.mint('refresh');
  portal.tokens.putRefresh(refreshToken, grant);
  return { grant, refreshToken };
}

/** Proof key for code exchange, S256 alone. */
function verified({ codeChallenge }: AuthorizationCode, verifier: string | null): boolean {
  if (codeChallenge === undefined) return true;
  return (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === codeChallenge
  );
}

/** HubSpot's refresh tokens do not change with use. */
function byRefreshToken(portal: Portal, form: URLSearchParams): Granted | OAuthFault {
  const refreshToken = form.get('refresh_token') ?? '';
  const grant = portal.tokens.refresh(refreshToken);
  return grant && grant.clientId === form.get('client_id') ? { grant, refreshToken } : faults.refreshToken;
}

function mint(portal: Portal, { grant, refreshToken }: Granted, version: ApiVersion): unknown {
  const { tokenLifetime } = portal.options;
  const token = portal.tokens.mint('access');
  const { scopes, userId, editAssociations } = grant;
  portal.tokens.put({ token, scopes, appId: appIds.oauth, userId, editAssociations, expiresAt: portal.clock.now() + tokenLifetime * 1000 });
  const answer = { token_type: 'bearer', refresh_token: refreshToken, access_token: token, expires_in: tokenLifetime };
  return version === 'legacy' ? answer : { ...answer, hub_id: portalId, scopes, user_id: userId, token_use: 'access_token' };
}
