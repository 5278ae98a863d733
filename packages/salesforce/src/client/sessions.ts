import { createHash } from 'node:crypto';
import { abortable, ConnectorError, Secret } from '@causeway/core';
import type { Connection } from './jsforce.ts';
import type { RefreshToken, SalesforceAuth } from '../auth.ts';
import { grantOf, signIn, type SignInOptions } from './sign-in.ts';
import type { Caller } from './transport.ts';
import { loadJsforce } from './jsforce.ts';

/** An open session: one user in one org. */
export interface Session {
  /** Equal for the same credentials, across renewals: what is kept per org and user is kept under it. */
  readonly key: string;
  readonly connection: Connection;
  readonly userId?: string | undefined;
  readonly organizationId?: string | undefined;
}

/** Sessions by credentials. Each is opened once, however many calls wait for it. */
export interface Sessions {
  /** The session of these credentials, opened if there is none. */
  open(auth: SalesforceAuth, call: Caller): Promise<Session>;
  /** A session in place of one that was rejected. Calls that were rejected side by side share it. */
  renew(auth: SalesforceAuth, rejected: Session, call: Caller): Promise<Session>;
}

export interface SessionsOptions extends SignInOptions {
  readonly apiVersion: string;
  /** Most sessions kept; the one unused for longest goes first. Default 1,000. */
  readonly maxSessions?: number;
}

interface Entry {
  session?: Session | undefined;
  pending?: Promise<Session> | undefined;
  /** The newest refresh token, where they rotate. */
  refreshToken?: Secret | undefined;
  refused?: { readonly error: ConnectorError; readonly until: number } | undefined;
}

/** A user is locked out after a few wrong passwords, so refused credentials rest for a while. */
const restMs = 30_000;

export function createSessions(options: SessionsOptions): Sessions {
  const entries = new Map<string, Entry>();

  const entryOf = (key: string): Entry => {
    const entry = entries.get(key) ?? {};
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= (options.maxSessions ?? 1_000)) break;
      entries.delete(oldest);
    }
    return entry;
  };

  const start = (key: string, entry: Entry, auth: SalesforceAuth, call: Caller): Promise<Session> => {
    if (entry.refused !== undefined && entry.refused.until > Date.now()) return Promise.reject(entry.refused.error);
    // Others may wait for it, so it does not end with the call that happened to be first; the request has a deadline of its own.
    const detached: Caller = { signal: new AbortController().signal, get: (slot) => call.get(slot) };
    entry.pending = establish(key, entry, auth, detached, options).finally(() => {
      entry.pending = undefined;
    });
    return entry.pending;
  };

  return {
    async open(auth, call) {
      const key = keyOf(auth);
      const entry = entryOf(key);
      if (entry.session !== undefined) return entry.session;
      return abortable(entry.pending ?? start(key, entry, auth, call), call.signal);
    },
    async renew(auth, rejected, call) {
      const key = keyOf(auth);
      const entry = entryOf(key);
      if (entry.session !== undefined && entry.session !== rejected) return entry.session;
      entry.session = undefined;
      return abortable(entry.pending ?? start(key, entry, auth, call), call.signal);
    },
  };
}

async function establish(key: string, entry: Entry, auth: SalesforceAuth, call: Caller, options: SessionsOptions): Promise<Session> {
  const newest = entry.refreshToken;
  try {
    const signedIn = await signIn(newest === undefined ? auth : { ...(auth as RefreshToken), refreshToken: newest }, call, options);
    const { Connection } = await loadJsforce();
    const connection = new Connection({
      instanceUrl: signedIn.instanceUrl,
      accessToken: signedIn.accessToken.reveal(),
      version: options.apiVersion,
    });
    const session = { key, connection, userId: signedIn.userId, organizationId: signedIn.organizationId };
    Object.assign(entry, { session, refused: undefined });
    if (signedIn.rotated !== undefined) await rotate(entry, auth as RefreshToken, signedIn.rotated);
    return session;
  } catch (thrown) {
    const error = ConnectorError.from(thrown);
    if (error.code === 'unauthenticated') entry.refused = { error, until: Date.now() + restMs };
    throw error;
  }
}

async function rotate(entry: Entry, auth: RefreshToken, next: Secret): Promise<void> {
  if (next.reveal() === (entry.refreshToken ?? auth.refreshToken).reveal()) return;
  entry.refreshToken = next;
  try {
    await auth.onRotate?.(next);
  } catch (cause) {
    throw new ConnectorError('internal', 'The new refresh token could not be stored by its owner.', { cause });
  }
}

/** A name for credentials that tells nothing about them. */
function keyOf(auth: SalesforceAuth): string {
  const members = Object.entries(auth)
    .filter(([, value]) => typeof value !== 'function' && value !== undefined)
    .map(([name, value]) => [name, value instanceof Secret ? value.reveal() : value]);
  return createHash('sha256')
    .update(JSON.stringify([grantOf(auth), ...members]))
    .digest('base64url');
}
