import { createHash } from 'node:crypto';
import {
  abortable,
  ConnectorError,
  parseJson,
  resolveCredential,
  Secret,
  type CallContext,
  type Credential,
  type Http,
} from '@causeway/core';
import type { HubSpotAuth, RefreshToken } from '../auth.ts';
import { toConnectorError } from '../errors.ts';
import { versionedPath, type ApiVersion } from './paths.ts';

/** The access token of one call. */
export interface Token {
  /** Equal for the same credentials: what is kept per portal and user is kept under it. */
  readonly key: string;
  /** The OAuth app, where the token is one of an app. */
  readonly app?: Pick<RefreshToken, 'clientId' | 'clientSecret'>;
  current(): Promise<string>;
  /** Another one, after a refusal; undefined when there is none to be had. Asked at most once per call. */
  renew(): Promise<string | undefined>;
}

export interface Tokens {
  open(call: CallContext): Promise<Token>;
}

export interface TokensOptions {
  readonly credential: Credential<HubSpotAuth>;
  readonly http: Http;
  readonly baseUrl: string;
  readonly apiVersion: ApiVersion;
}

interface Grant {
  readonly accessToken: string;
  readonly refreshToken: Secret;
  /** Milliseconds since 1970 at which it is replaced: a minute before it ends. */
  readonly until: number;
}

interface Entry {
  grant?: Grant;
  pending?: Promise<Grant> | undefined;
}

const marginMs = 60_000;
const maxEntries = 1_000;

/** Access tokens by credentials. Refresh tokens are exchanged once, however many calls wait (HubSpot: by `expires_in`, not by 401). */
export function createTokens(options: TokensOptions): Tokens {
  const entries = new Map<string, Entry>();

  const grantOf = (auth: RefreshToken, key: string, call: CallContext, rejected?: string): Promise<Grant> => {
    const entry = entries.get(key) ?? {};
    entries.delete(key);
    entries.set(key, entry);
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break;
      entries.delete(oldest);
    }
    const { grant } = entry;
    if (grant !== undefined && grant.until > Date.now() && grant.accessToken !== rejected) return Promise.resolve(grant);
    entry.pending ??= exchange(options, auth, grant?.refreshToken ?? auth.refreshToken, detached(call))
      .then((next) => (entry.grant = next))
      .finally(() => (entry.pending = undefined));
    return abortable(entry.pending, call.signal);
  };

  return {
    async open(call) {
      const auth = await resolveCredential(options.credential, call);
      const key = keyOf(auth);
      let used = '';
      const tokenOf = async (current: HubSpotAuth, rejected?: string) =>
        'accessToken' in current ? current.accessToken.reveal() : (await grantOf(current, keyOf(current), call, rejected)).accessToken;
      return {
        key,
        ...('accessToken' in auth ? {} : { app: auth }),
        async current() {
          return (used = await tokenOf(auth));
        },
        async renew() {
          if (typeof options.credential === 'function') {
            const next = await tokenOf(await resolveCredential(options.credential, call, auth), used);
            return next === used ? undefined : next;
          }
          return 'accessToken' in auth ? undefined : tokenOf(auth, used);
        },
      };
    },
  };
}

async function exchange(
  { http, baseUrl, apiVersion }: TokensOptions,
  auth: RefreshToken,
  refreshToken: Secret,
  call: Detached,
): Promise<Grant> {
  const response = await http(call, {
    method: 'POST',
    url: baseUrl + versionedPath('/oauth/v1/token', apiVersion),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: auth.clientId,
      client_secret: auth.clientSecret.reveal(),
      refresh_token: refreshToken.reveal(),
    }).toString(),
    // A token that nobody uses does no harm.
    mutates: false,
  });
  const body = parseJson(response);
  if (response.status !== 200) throw toConnectorError({ status: response.status, headers: response.headers, body });
  const { access_token: accessToken, refresh_token: next, expires_in: seconds } = body as Readonly<Record<string, unknown>>;
  if (typeof accessToken !== 'string' || typeof seconds !== 'number')
    throw new ConnectorError('unavailable', 'HubSpot answered a token request in an unexpected shape.');
  const rotated = typeof next === 'string' && next !== refreshToken.reveal() ? new Secret(next) : undefined;
  if (rotated !== undefined) await auth.onRotate?.(rotated);
  return { accessToken, refreshToken: rotated ?? refreshToken, until: Date.now() + seconds * 1_000 - marginMs };
}

type Detached = Pick<CallContext, 'signal' | 'get'>;

/** Others may wait for it, so it does not end with the call that happened to be first; the request has a deadline of its own. */
function detached(call: CallContext): Detached {
  return { signal: new AbortController().signal, get: (slot) => call.get(slot) };
}

/** A name for credentials that tells nothing about them. */
function keyOf(auth: HubSpotAuth): string {
  const members = 'accessToken' in auth ? [auth.accessToken.reveal()] : [auth.clientId, auth.refreshToken.reveal()];
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
