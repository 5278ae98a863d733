import type { Exchange, Reply } from '../../wire/exchange.ts';
import { ok } from '../answers.ts';
import { demoHubSpot } from '../credentials.ts';

/** The fields of an `application/x-www-form-urlencoded` body. */
export function formOf({ body }: Exchange): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/** What is wrong with an OAuth request, in the OAuth standard's word and in HubSpot's. */
export interface OAuthFault {
  readonly error: string;
  readonly status: string;
  readonly message: string;
}

/** Names of HubSpot's OAuth faults (OAuth guide, error section). */
export const faults = {
  clientId: { error: 'invalid_client', status: 'BAD_CLIENT_ID', message: 'missing or unknown client id' },
  clientSecret: { error: 'invalid_client', status: 'BAD_CLIENT_SECRET', message: 'missing or invalid client secret' },
  code: { error: 'invalid_grant', status: 'BAD_AUTH_CODE', message: 'missing or unknown auth code' },
  refreshToken: { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN', message: 'refresh token is invalid, expired or revoked' },
  redirectUri: { error: 'invalid_grant', status: 'BAD_REDIRECT_URI', message: "redirect_uri doesn't match the one used to get the code" },
  grantType: { error: 'unsupported_grant_type', status: 'BAD_GRANT_TYPE', message: 'missing or unknown grant type' },
  verifier: { error: 'invalid_grant', status: 'BAD_CODE_VERIFIER', message: 'code verifier does not fit the code challenge' },
} as const satisfies Record<string, OAuthFault>;

export function oauthError({ error, status, message }: OAuthFault): Reply {
  return ok({ error, error_description: message, status, message }, 400);
}

/** Whether the app is who it says; undefined: it is. */
export function clientFault(form: URLSearchParams): OAuthFault | undefined {
  if (form.get('client_id') !== demoHubSpot.clientId) return faults.clientId;
  return form.get('client_secret') === demoHubSpot.clientSecret ? undefined : faults.clientSecret;
}
