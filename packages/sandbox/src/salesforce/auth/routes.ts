import type { Exchange, Reply, Route } from '../../wire/exchange.ts';
import { findActor } from '../access/actor.ts';
import type { Org } from '../org.ts';
import { json } from '../replies.ts';
import { answerConsent, showConsent } from './authorize.ts';
import { checkClient, formOf } from './client.ts';
import { grants } from './grants.ts';
import { identity, userInfo } from './identity.ts';
import { OAuthError, oauthErrorReply } from './oauth-error.ts';
import { soap } from './soap.ts';
import { tokenReply } from './token-reply.ts';

/** Signing in and out, and who is signed in. */
export function authRoutes(org: Org): readonly Route[] {
  return [
    { method: 'POST', path: '/services/oauth2/token', handle: guarded((exchange) => token(org, exchange)) },
    { method: 'GET', path: '/services/oauth2/authorize', handle: showConsent },
    { method: 'POST', path: '/services/oauth2/authorize', handle: (exchange) => answerConsent(org, exchange) },
    { method: 'POST', path: '/services/oauth2/revoke', handle: guarded((exchange) => revoke(org, exchange)) },
    { method: 'GET', path: '/services/oauth2/revoke', handle: guarded((exchange) => revoke(org, exchange)) },
    { method: 'POST', path: '/services/oauth2/introspect', handle: guarded((exchange) => introspect(org, exchange)) },
    { method: 'GET', path: '/services/oauth2/userinfo', handle: (exchange) => userInfo(org, exchange) },
    { method: 'POST', path: '/services/oauth2/userinfo', handle: (exchange) => userInfo(org, exchange) },
    { method: 'GET', path: '/id/:org/:user', handle: (exchange) => identity(org, exchange) },
    { method: 'POST', path: '/id/:org/:user', handle: (exchange) => identity(org, exchange) },
    ...['u', 'c'].flatMap((kind) => [
      { method: 'POST', path: `/services/Soap/${kind}/:version`, handle: (exchange: Exchange) => soap(org, exchange) },
      { method: 'POST', path: `/services/Soap/${kind}/:version/*`, handle: (exchange: Exchange) => soap(org, exchange) },
    ]),
  ];
}

/** Refusals of OAuth have their own form. */
function guarded(handle: Route['handle']): Route['handle'] {
  return async (exchange) => {
    try {
      return await handle(exchange);
    } catch (error) {
      if (error instanceof OAuthError) return oauthErrorReply(error);
      throw error;
    }
  };
}

async function token(org: Org, exchange: Exchange): Promise<Reply> {
  const form = formOf(exchange);
  const grantType = form.get('grant_type');
  if (grantType === null) throw new OAuthError('missingGrantType');
  const grant = grants.get(grantType);
  if (!grant) throw new OAuthError('grantType');
  const granted = await grant(org, form, exchange);
  if (!findActor(org, granted.userId)) throw new OAuthError('authentication');
  return tokenReply(org, granted);
}

/** Ends a session, or takes a refresh token out of use. */
function revoke(org: Org, exchange: Exchange): Reply {
  const given = formOf(exchange).get('token') ?? '';
  const known = org.sessions.end(given) || org.sessions.redeem(given, true) !== undefined;
  if (!known) throw new OAuthError('token');
  return { status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: '' };
}

function introspect(org: Org, exchange: Exchange): Reply {
  const form = formOf(exchange);
  const clientId = checkClient(exchange, form, 'required');
  const session = org.sessions.peek(form.get('token') ?? '');
  const user = session && org.store.get('User', session.userId);
  if (!session || !user) return json(200, { active: false });
  return json(200, {
    active: true,
    scope: session.scope,
    client_id: clientId,
    username: user['Username'],
    sub: `${org.baseUrl()}/id/${org.id}/${session.userId}`,
    token_type: 'access_token',
    exp: Math.floor(session.expiresAt / 1000),
  });
}
