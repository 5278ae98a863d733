import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret } from '@causeway/core';

/** What is kept of an API key: never the key. */
export interface ApiKey {
  /** Public part of the key, by which it is found. */
  readonly id: string;
  /** SHA-256 of the secret part, base64url. The secret is 256 random bits, so a slow hash would add nothing. */
  readonly hash: string;
  /** Whose key it is. */
  readonly principal: string;
  readonly name?: string | undefined;
  readonly tenant?: string | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** ISO 8601, as the next two. */
  readonly createdAt: string;
  readonly expiresAt?: string | undefined;
  readonly revokedAt?: string | undefined;
}

export type ApiKeyGrant = Pick<ApiKey, 'principal' | 'scopes'> &
  Partial<Pick<ApiKey, 'name' | 'tenant' | 'roles' | 'groups' | 'expiresAt'>>;

export interface ApiKeyParts {
  readonly id: string;
  readonly secret: string;
}

const shape = /^cwk_([A-Za-z0-9]{16})_([A-Za-z0-9_-]{43})$/;

/** The parts of a key; undefined for any other text. */
export function parseApiKey(token: string): ApiKeyParts | undefined {
  const [, id, secret] = shape.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** A new key. The token is shown once: what is kept cannot give it back. */
export function createApiKey(grant: ApiKeyGrant, now = new Date()): { readonly key: ApiKey; readonly token: Secret } {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const key: ApiKey = { id, hash: hashOf(secret), roles: [], groups: [], ...grant, createdAt: now.toISOString() };
  return { key, token: new Secret(`cwk_${id}_${secret}`) };
}

// Compared with when there is no such key, so that an unknown id takes as long as a wrong secret.
const nobody = hashOf(randomBytes(32).toString('base64url'));

/** Whether the secret is the key's. Takes the same time for every answer. */
export function matchesApiKey(key: ApiKey | undefined, secret: string): key is ApiKey {
  const equal = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(key?.hash ?? nobody));
  return equal && key !== undefined;
}

/** Whether it can be used now. */
export function isLive({ expiresAt, revokedAt }: ApiKey, now = Date.now()): boolean {
  return revokedAt === undefined && (expiresAt === undefined || Date.parse(expiresAt) > now);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
