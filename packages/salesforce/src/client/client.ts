import { createHttp, resolveCredential, type CallContext, type Credential } from '@causeway/core';
import { createOrg, type Org } from './org.ts';
import { networkOptions, type NetworkOptions } from './network.ts';
import { createSessions } from './sessions.ts';
import type { SalesforceAuth } from '../auth.ts';
import { toOrigin } from './sign-in.ts';

export interface ClientOptions {
  readonly auth: Credential<SalesforceAuth>;
  readonly loginUrl: string;
  readonly apiVersion: string;
  /** Most milliseconds for one request. */
  readonly timeoutMs: number;
  readonly network: NetworkOptions;
}

/** The way to Salesforce, and the only place that knows jsforce. */
export interface Client {
  /** The org of a call: resolves its credential and opens the session when there is none. */
  connect(call: CallContext): Promise<Org>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export function createClient({ auth: credential, loginUrl, apiVersion, timeoutMs, network }: ClientOptions): Client {
  const http = createHttp({ ...networkOptions({ auth: credential, loginUrl, network }), timeoutMs });
  const sessions = createSessions({ http, loginUrl: toOrigin(loginUrl), apiVersion });
  return {
    async connect(call) {
      const auth = await resolveCredential(credential, call);
      const session = await sessions.open(auth, call);
      return createOrg({ http, sessions, credential, auth, session, call });
    },
    close: () => http.close(),
  };
}
