import { randomBytes } from 'node:crypto';
import type { Clock } from '../../wire/clock.ts';
import type { Stateful } from '../state.ts';
import { statefulMap, together } from '../state.ts';

/** A signed-in user. */
interface Session {
  readonly token: string;
  readonly userId: string;
  /** Virtual milliseconds; every use moves it forward. */
  readonly expiresAt: number;
  /** Space-separated; absent for SOAP sessions. */
  readonly scope?: string;
  readonly clientId?: string;
}

/** What a refresh token or an authorization code stands for. */
interface Grant {
  readonly userId: string;
  readonly clientId: string;
  readonly scope: string;
  readonly expiresAt: number;
  readonly redirectUri?: string;
  /** PKCE. */
  readonly challenge?: string;
}

export interface Sessions extends Stateful {
  open(user: Pick<Session, 'userId' | 'scope' | 'clientId'>): Session;
  /** The live session of a token; undefined when unknown, ended or expired. Extends it. */
  use(token: string): Session | undefined;
  /** The same without extending it. */
  peek(token: string): Session | undefined;
  end(token: string): boolean;
  /** Ends every session, or those of one user; answers how many there were. */
  endAll(userId?: string): number;
  refreshToken(grant: Omit<Grant, 'expiresAt'>): string;
  /** Looks a refresh token up; `rotate` also takes it out of use. */
  redeem(refreshToken: string, rotate: boolean): Grant | undefined;
  code(grant: Omit<Grant, 'expiresAt'>): string;
  /** A code works once, for ten minutes. */
  redeemCode(code: string): Grant | undefined;
}

const codeMs = 10 * 60_000;

export function createSessions(clock: Clock, orgId: string, lifetimeMs: number): Sessions {
  const sessions = statefulMap<string, Session>();
  const refreshTokens = statefulMap<string, Grant>();
  const codes = statefulMap<string, Grant>();
  const peek = (token: string) => live(sessions.get(token), clock);
  return {
    open: (user) => {
      const session: Session = { ...user, token: `${orgId.slice(0, 15)}!AQ${secret(48)}`, expiresAt: clock.now() + lifetimeMs };
      sessions.set(session.token, session);
      return session;
    },
    peek,
    use: (token) => {
      const session = peek(token);
      if (session) sessions.set(token, { ...session, expiresAt: clock.now() + lifetimeMs });
      return session;
    },
    end: (token) => sessions.delete(token),
    endAll: (userId) => {
      const ended = [...sessions.values()].filter((session) => userId === undefined || session.userId === userId);
      for (const { token } of ended) sessions.delete(token);
      return ended.length;
    },
    refreshToken: (grant) => add(refreshTokens, `5Aep${secret(40)}`, { ...grant, expiresAt: Number.POSITIVE_INFINITY }),
    redeem: (token, rotate) => take(refreshTokens, token, clock, rotate),
    code: (grant) => add(codes, `aPrx${secret(40)}`, { ...grant, expiresAt: clock.now() + codeMs }),
    redeemCode: (code) => take(codes, code, clock, true),
    ...together({ sessions, refreshTokens, codes }),
  };
}

function live<T extends { readonly expiresAt: number }>(entry: T | undefined, clock: Clock): T | undefined {
  return entry && entry.expiresAt > clock.now() ? entry : undefined;
}

function add(grants: Map<string, Grant>, token: string, grant: Grant): string {
  grants.set(token, grant);
  return token;
}

function take(grants: Map<string, Grant>, token: string, clock: Clock, remove: boolean): Grant | undefined {
  const grant = live(grants.get(token), clock);
  if (grant && remove) grants.delete(token);
  return grant;
}

function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url').replaceAll('-', '.');
}
