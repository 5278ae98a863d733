import type { Exchange, Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import { demoHubSpot } from '../credentials.ts';
import { Refusal } from '../errors.ts';
import { portalId } from '../model/portal-facts.ts';
import type { OpenEndpoint } from '../open-endpoint.ts';
import type { Portal } from '../portal.ts';
import type { AccessToken, Grant } from '../store/tokens.ts';
import { clientFault, formOf, oauthError } from './form.ts';

/** What tokens are good for, and their end: by path in v1, by form in the dated versions. */
export const inspectEndpoints: readonly OpenEndpoint[] = [
  { family: 'oauthV1', method: 'GET', path: '/access-tokens/:token', handle: accessInfo },
  { family: 'oauthV1', method: 'GET', path: '/refresh-tokens/:token', handle: refreshInfo },
  { family: 'oauthV1', method: 'DELETE', path: '/refresh-tokens/:token', handle: archiveRefresh },
  { family: 'privateApps', method: 'POST', path: '/get/access-token-info', handle: privateAppInfo },
  { family: 'oauth', method: 'POST', path: '/token/introspect', handle: introspect },
  { family: 'oauth', method: 'POST', path: '/token/revoke', handle: revoke },
];

const hubDomain = 'causeway.example';

function accessInfo(portal: Portal, { params }: Exchange): Reply {
  const token = live(portal, params['token'] ?? '');
  if (!token) throw new Refusal(404, { message: 'access token not found or expired' });
  return ok({ ...describe(portal, token), token_type: 'access' });
}

function live(portal: Portal, text: string): AccessToken | undefined {
  const token = portal.tokens.find(text);
  return token && (token.expiresAt === undefined || token.expiresAt > portal.clock.now()) ? token : undefined;
}

function describe(portal: Portal, { token, scopes, appId, userId, expiresAt }: AccessToken): object {
  const now = portal.clock.now();
  const expiresIn = expiresAt === undefined ? portal.options.tokenLifetime : Math.max(0, Math.round((expiresAt - now) / 1000));
  return {
    token,
    user: userOf(portal, userId),
    hub_domain: hubDomain,
    scopes,
    hub_id: portalId,
    app_id: appId,
    expires_in: expiresIn,
    user_id: userId,
    is_private_distribution: false,
    signed_access_token: signed(token, userId, appId, now + expiresIn * 1000),
  };
}

/** Shaped as documented; the sandbox signs nothing. */
function signed(token: string, userId: number, appId: number, expiresAt: number): unknown {
  return {
    expiresAt,
    scopes: '',
    hubId: portalId,
    userId,
    appId,
    signature: Buffer.from(token).toString('base64url').slice(0, 24),
    scopeToScopeGroupPks: '',
    newSignature: '',
    hublet: 'eu1',
    trialScopes: '',
    trialScopeToScopeGroupPks: '',
    isUserLevel: false,
    installingUserId: userId,
    isServiceAccount: false,
    isPrivateDistribution: false,
  };
}

function userOf(portal: Portal, userId: number): string {
  return portal.owners.values().find((owner) => owner.userIdIncludingInactive === userId)?.email ?? `user-${userId}@${hubDomain}`;
}

/** Takes the token in a JSON body, so that it stands in no URL. */
function privateAppInfo(portal: Portal, { body }: Exchange): Reply {
  const [, key = ''] = /"tokenKey"\s*:\s*"([^"]*)"/.exec(body.toString('utf8')) ?? [];
  const token = live(portal, key);
  if (!token) throw new Refusal(404, { message: 'access token not found or expired' });
  return ok({ userId: token.userId, hubId: portalId, appId: token.appId, scopes: token.scopes });
}

function refreshInfo(portal: Portal, { params }: Exchange): Reply {
  const token = params['token'] ?? '';
  const grant = portal.tokens.refresh(token);
  if (!grant) throw new Refusal(404, { message: 'refresh token not found' });
  return ok({ ...describeGrant(portal, token, grant), token_type: 'refresh' });
}

function describeGrant(portal: Portal, token: string, { clientId, scopes, userId }: Grant): object {
  return { token, user: userOf(portal, userId), hub_domain: hubDomain, scopes, hub_id: portalId, client_id: clientId, user_id: userId };
}

function archiveRefresh(portal: Portal, { params }: Exchange): Reply {
  portal.tokens.revokeRefresh(params['token'] ?? '');
  return noContent;
}

function introspect(portal: Portal, exchange: Exchange): Reply {
  const form = formOf(exchange);
  const wrong = clientFault(form);
  if (wrong) return oauthError(wrong);
  const text = form.get('token') ?? '';
  const access = live(portal, text);
  if (access)
    return ok({
      token_use: 'access_token',
      active: true,
      ...describe(portal, access),
      client_id: demoHubSpot.clientId,
      token_type: 'bearer',
    });
  const grant = portal.tokens.refresh(text);
  return ok(grant ? { token_use: 'refresh_token', active: true, ...describeGrant(portal, text, grant) } : { active: false });
}

/** Revoking what is not there is no error (RFC 7009). */
function revoke(portal: Portal, exchange: Exchange): Reply {
  const form = formOf(exchange);
  const wrong = clientFault(form);
  if (wrong) return oauthError(wrong);
  const token = form.get('token') ?? '';
  portal.tokens.revoke(token);
  portal.tokens.revokeRefresh(token);
  return noContent;
}
