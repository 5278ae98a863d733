import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Secret } from '@causeway/core';

/** HMAC-SHA-256 over the canonical arguments: equal arguments can be recognised, and not guessed without the key. */
export function createArgumentHash(secret: Secret | undefined): (values: unknown) => string {
  const material = secret === undefined ? randomBytes(32) : Buffer.from(secret.reveal());
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', material, 'causeway', 'audit-arguments', 32)));
  return (values) => createHmac('sha256', key).update(canonical(values)).digest('base64url');
}

/** Arguments may be anything a client sent; what has no canonical form is hashed as plain JSON. */
function canonical(values: unknown): string {
  try {
    return canonicalize(values) ?? '';
  } catch {
    return JSON.stringify(values) ?? '';
  }
}
