import { ConnectorError, cleanText } from '@causeway/core';

/** What to look at first when a way to sign in is refused. */
const advice: Readonly<Record<string, string>> = {
  client_credentials:
    'An operator should check client id and secret, and that the External Client App has the client credentials flow enabled with a run-as user, and that the login URL is the My Domain of the org.',
  jwt_bearer:
    'An operator should check that the certificate of this key is uploaded to the External Client App, that the user is pre-authorised for it, and that the login URL is right.',
  refresh_token: 'The user has to sign in again: the refresh token was revoked, has expired or was replaced.',
  password: 'An operator should check user name, password and security token, and that SOAP login is still allowed in the org.',
};

/** What OAuth and SOAP answer when the credentials, and not the server, are at fault. */
const refusals = /^(invalid_grant|invalid_client|invalid_client_id|unauthorized_client|inactive_user|inactive_org|invalid_app_access)$/;
const soapRefusals = /^(INVALID_LOGIN|LOGIN_|PASSWORD_|INVALID_OPERATION|UNSUPPORTED_API_VERSION|Unable to login)/;

/** Why signing in failed. The system's own words are kept, `secrets` in them are struck out. */
export function signInFailure(thrown: unknown, grant: string, secrets: readonly string[]): ConnectorError {
  if (ConnectorError.is(thrown)) return thrown;
  const { name, message: text } = thrown instanceof Error ? thrown : new Error('');
  const message = secrets.reduce((result, secret) => result.replaceAll(secret, '[secret]'), text);
  if (refusals.test(name)) return refused(`${name}: ${message}`, name, grant);
  const soap = soapRefusals.exec(message);
  if (soap !== null) return refused(message, soap[0], grant);
  if (name === 'unsupported_grant_type') return refused(message, name, grant);
  return new ConnectorError('unavailable', 'Salesforce answered the sign-in with something unexpected.', {
    hint: 'Try again later; an operator should check the login URL.',
  });
}

function refused(message: string, code: string, grant: string): ConnectorError {
  const hint = advice[grant];
  return new ConnectorError('unauthenticated', `Salesforce refused the sign-in: ${cleanText(message).slice(0, 200)}`, {
    upstream: { code },
    ...(hint === undefined ? {} : { hint }),
  });
}
