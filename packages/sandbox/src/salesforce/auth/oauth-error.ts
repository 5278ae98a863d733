import type { Reply } from '../../wire/exchange.ts';
import { json } from '../replies.ts';

/** What the OAuth endpoints refuse with: `error` and `error_description`, HTTP 400. Texts are the vendor's. */
const oauthErrors = {
  /** [rec] */
  authentication: ['invalid_grant', 'authentication failure'],
  /** [rec] */
  expiredToken: ['invalid_grant', 'expired access/refresh token'],
  /** [doc] */
  expiredCode: ['invalid_grant', 'expired authorization code'],
  /** [doc] */
  badVerifier: ['invalid_grant', 'invalid code verifier'],
  /** [doc] */
  redirectMismatch: ['redirect_uri_mismatch', 'redirect_uri must match configuration'],
  /** [doc] */
  badAssertion: ['invalid_grant', 'invalid assertion'],
  /** [doc] */
  badAudience: ['invalid_grant', 'audience is invalid'],
  /** [doc] */
  notApproved: ['invalid_grant', "user hasn't approved this consumer"],
  /** [doc] */
  clientId: ['invalid_client_id', 'client identifier invalid'],
  /** [doc] */
  clientSecret: ['invalid_client', 'invalid client credentials'],
  /** [doc] */
  grantType: ['unsupported_grant_type', 'grant type not supported'],
  /** [doc] */
  missingGrantType: ['invalid_request', 'must provide grant_type'],
  /** [doc] */
  responseType: ['unsupported_response_type', 'response type not supported'],
  /** [mem] */
  token: ['invalid_token', 'this token is invalid'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type OAuthErrorName = keyof typeof oauthErrors;

export class OAuthError extends Error {
  readonly error: string;

  constructor(name: OAuthErrorName) {
    const [error, description] = oauthErrors[name];
    super(description);
    this.name = 'OAuthError';
    this.error = error;
  }
}

export function oauthErrorReply(error: OAuthError): Reply {
  return json(400, { error: error.error, error_description: error.message });
}
