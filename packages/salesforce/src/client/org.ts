import { ConnectorError, resolveCredential, type CallContext, type Credential, type Http } from '@causeway/core';
import { exchange } from './exchange.ts';
import { grantOf } from './sign-in.ts';
import type { HttpMethods } from './jsforce.ts';
import type { SalesforceAuth } from '../auth.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Subject } from '../errors.ts';

/** One request to an org. */
export interface OrgRequest {
  /** Default `GET`. */
  readonly method?: HttpMethods;
  /** Path segments below `/services/data/v67.0`, as they are: `['sobjects', 'Account', id]`. */
  readonly segments: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Segments start at the server's root: `['services', 'oauth2', 'userinfo']`. Default false. */
  readonly root?: boolean;
  /** What the request is about, for the text of a refusal. */
  readonly about?: Subject;
}

/** An org as one call sees it. */
export interface Org {
  /** Equal for the same credentials: caches are kept under it. */
  readonly key: string;
  /** Origin of the org. */
  readonly url: string;
  /** The user's id, where signing in told it. */
  readonly userId: string | undefined;
  readonly call: CallContext;
  /**
   * The answer's JSON; null when it has no body. Throws a ConnectorError for everything but success. `signal` takes the place of the
   * call's, for work that others wait for too.
   */
  request(request: OrgRequest, signal?: AbortSignal): Promise<unknown>;
}

export interface OrgParts {
  readonly http: Http;
  readonly sessions: Sessions;
  readonly credential: Credential<SalesforceAuth>;
  readonly auth: SalesforceAuth;
  readonly session: Session;
  readonly call: CallContext;
}

export function createOrg({ http, sessions, credential, auth, session: first, call }: OrgParts): Org {
  let current = first;
  let renewal: Promise<Session> | undefined;
  return {
    key: first.key,
    url: first.connection.instanceUrl,
    userId: first.userId,
    call,
    async request(request, signal = call.signal) {
      const caller = { signal, get: call.get.bind(call) };
      const send = (session: Session) => exchange({ session, request, http, caller, trail: call.trail });
      const used = current;
      try {
        return await send(used);
      } catch (thrown) {
        if (!isRejected(thrown) || used !== first) throw thrown;
        // One renewal for a call, however many of its requests were rejected: a token that keeps failing must not loop.
        renewal ??= renew({ sessions, credential, auth, call }, first, thrown);
        current = await renewal;
        return send(current);
      }
    },
  };
}

function isRejected(thrown: unknown): thrown is ConnectorError {
  return ConnectorError.is(thrown) && thrown.code === 'unauthenticated' && thrown.upstream?.status === 401;
}

/** A session that may work, or the rejection itself when these credentials have nothing better to offer. */
async function renew(
  { sessions, credential, auth, call }: Pick<OrgParts, 'sessions' | 'credential' | 'auth' | 'call'>,
  rejected: Session,
  rejection: ConnectorError,
): Promise<Session> {
  if (typeof credential === 'function') {
    const next = await resolveCredential(credential, call, auth);
    return sessions.renew(next, rejected, call);
  }
  if (grantOf(auth) === 'access_token') throw rejection;
  return sessions.renew(auth, rejected, call);
}
