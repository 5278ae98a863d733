import type { Exchange, Reply } from '../../wire/exchange.ts';
import { demoSalesforce } from '../options.ts';
import type { Org } from '../org.ts';
import { OAuthError, oauthErrorReply } from './oauth-error.ts';
import { checkPassword } from './passwords.ts';
import { defaultScope } from './token-reply.ts';

/** What a client asks a person for. */
interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string | undefined;
  readonly challenge: string | undefined;
}

/** Shows who asks for what, and a form to sign in with. */
export function showConsent(exchange: Exchange): Reply {
  const request = readRequest(exchange.query);
  if (request instanceof OAuthError) return oauthErrorReply(request);
  return page(200, exchange.query, request, '');
}

/** Sends the person back to the client, with a code or with a refusal. */
export function answerConsent(org: Org, exchange: Exchange): Reply {
  const form = new URLSearchParams(exchange.body.toString('utf8'));
  const request = readRequest(form);
  if (request instanceof OAuthError) return oauthErrorReply(request);
  if (form.get('decision') !== 'allow')
    return back(request, { error: 'access_denied', error_description: 'end-user denied authorization' });
  const user = checkPassword(org, form.get('username') ?? '', form.get('password') ?? '');
  if (!user) return page(200, form, request, 'Please check your username and password.');
  const { redirectUri, scope, challenge } = request;
  const code = org.sessions.code({
    userId: String(user['Id']),
    clientId: demoSalesforce.clientId,
    scope,
    redirectUri,
    ...(challenge !== undefined && { challenge }),
  });
  return back(request, { code });
}

function readRequest(query: URLSearchParams): AuthorizationRequest | OAuthError {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== demoSalesforce.clientId) return new OAuthError('clientId');
  if (!isLoopback(redirectUri)) return new OAuthError('redirectMismatch');
  if (query.get('response_type') !== 'code') return new OAuthError('responseType');
  return {
    redirectUri,
    scope: query.get('scope') ?? defaultScope,
    state: query.get('state') ?? undefined,
    challenge: query.get('code_challenge') ?? undefined,
  };
}

/** The demo client's registered addresses: any port and path of this machine, nowhere else. */
function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return /^https?:$/.test(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function back({ redirectUri, state }: AuthorizationRequest, answer: Readonly<Record<string, string>>): Reply {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, ...(state !== undefined && { state }) })) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.href } };
}

const carried = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'code_challenge', 'code_challenge_method'];

function page(status: number, query: URLSearchParams, request: AuthorizationRequest, problem: string): Reply {
  const hidden = carried
    .filter((name) => query.has(name))
    .map((name) => `<input type="hidden" name="${name}" value="${escape(query.get(name) ?? '')}">`);
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Allow access?</title></head>
<body><h1>Allow access?</h1>
<p>${escape(demoSalesforce.clientId)} is asking for: ${escape(request.scope)}</p>
<p role="alert">${escape(problem)}</p>
<form method="post" action="/services/oauth2/authorize">${hidden.join('')}
<label>Username <input name="username" value="${escape(demoSalesforce.admin.username)}"></label>
<label>Password <input name="password" type="password"></label>
<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button>
</form></body></html>`;
  const headers = {
    'content-type': 'text/html;charset=UTF-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
  };
  return { status, headers, body };
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
}
