import { ConnectorError, isJson, type CallContext } from '@causeway/core';
import { z } from 'zod';
import type { ExchangeOptions } from './exchange.ts';
import type { Token } from './tokens.ts';
import { toConnectorError } from '../errors.ts';
import { versionedPath } from './paths.ts';

/** What HubSpot says of an access token. */
export interface TokenInfo {
  readonly scopes: readonly string[];
  /** E-mail of the user who installed the OAuth app. */
  readonly user?: string;
}

const shape = z.looseObject({ scopes: z.array(z.string()), user: z.string().nullish() });

/** Asks what a token is good for: an app about its own (OAuth guide), or a private app (private apps guide). Never puts a token into a URL. */
export async function inspectToken(
  options: Omit<ExchangeOptions, 'quotas'>,
  token: Token,
  call: CallContext,
): Promise<TokenInfo | undefined> {
  const { http, baseUrl, apiVersion } = options;
  const accessToken = await token.current();
  const request = token.app === undefined ? ofPrivateApp(accessToken) : ofApp(token.app, accessToken);
  const response = await http(call, {
    method: 'POST',
    url: baseUrl + versionedPath(request.path, apiVersion),
    headers: { accept: 'application/json', 'content-type': request.type },
    body: request.body,
    mutates: false,
  });
  const body = isJson(response) ? parsed(response.body.toString('utf8')) : undefined;
  // Service keys and tokens of other kinds are unknown there; that is no failure.
  if (response.status === 400 || response.status === 403 || response.status === 404) return undefined;
  if (response.status !== 200) throw toConnectorError({ status: response.status, headers: response.headers, body });
  const info = shape.safeParse(body);
  if (!info.success) throw new ConnectorError('unavailable', 'HubSpot answered in an unexpected shape.', { hint: 'Try again later.' });
  return { scopes: info.data.scopes, ...(info.data.user == null ? {} : { user: info.data.user }) };
}

function ofPrivateApp(accessToken: string) {
  return {
    path: '/oauth/v2/private-apps/get/access-token-info',
    type: 'application/json',
    body: JSON.stringify({ tokenKey: accessToken }),
  };
}

function ofApp({ clientId, clientSecret }: NonNullable<Token['app']>, accessToken: string) {
  const form = { token: accessToken, token_type_hint: 'access_token', client_id: clientId, client_secret: clientSecret.reveal() };
  return { path: '/oauth/v1/token/introspect', type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
