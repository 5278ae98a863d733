import { Secret } from '@causeway/core';
import type { SignedIn, SignInOptions } from './sign-in.ts';
import { createTransport, type Caller } from './transport.ts';
import { loadJsforce } from './jsforce.ts';
import type { UsernamePassword } from '../auth.ts';

/** The last revision whose SOAP API has `login` (Salesforce help 005132110). */
const soapVersion = '64.0';

/** Signs in with user name and password by SOAP. The session it yields works with every revision of the REST API. */
export async function soapLogin(auth: UsernamePassword, call: Caller, { http, loginUrl }: SignInOptions): Promise<SignedIn> {
  const jsforce = await loadJsforce();
  const connection = new jsforce.Connection({ loginUrl, version: soapVersion });
  connection._transport = createTransport({ jsforce, http, call, mutates: false });
  const user = await connection.loginBySoap(auth.username, auth.password.reveal() + (auth.securityToken?.reveal() ?? ''));
  if (typeof connection.accessToken !== 'string') throw new TypeError('The login answer has no session.');
  return {
    accessToken: new Secret(connection.accessToken),
    instanceUrl: connection.instanceUrl,
    organizationId: user.organizationId,
    userId: user.id,
  };
}
