import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { ConnectorError } from './connector-error.ts';
import type { Secret } from './secret.ts';

/** What a token is bound to: opened with any other, it is refused. */
export interface Binding {
  readonly purpose: string;
  readonly partition: string;
  readonly tool: string;
}

/** Makes tokens that carry state through a client: unreadable, tamper-evident, bound and expiring (AES-256-GCM). */
export interface Sealer {
  /** `ttlMs` defaults to one hour. */
  seal(value: unknown, binding: Binding, ttlMs?: number): string;
  /** Throws `invalid_input` for a token that is foreign, changed or expired. */
  unseal(token: string, binding: Binding): unknown;
}

export interface SealerOptions {
  /**
   * Secrets of at least 32 characters each. The first one seals, all of them open, so that keys can be rotated: put the new one
   * first, drop the old one an hour later. Default: a random key, with which tokens end with the process and are not shared.
   */
  readonly keys?: readonly Secret[];
  /** Milliseconds since 1970; for tests. */
  readonly now?: () => number;
}

interface SealKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

const hourMs = 3_600_000;
const ivBytes = 12;
const tagBytes = 16;

export function createSealer({ keys = [], now = Date.now }: SealerOptions = {}): Sealer {
  const ring = keys.length === 0 ? [toKey(randomBytes(32).toString('base64'))] : keys.map((key) => toKey(key.reveal()));
  const [current] = ring as [SealKey, ...SealKey[]];
  return {
    seal(value, binding, ttlMs = hourMs) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, iv).setAAD(additional(binding));
      const body = cipher.update(JSON.stringify({ e: now() + ttlMs, v: value }), 'utf8');
      const sealed = Buffer.concat([iv, body, cipher.final(), cipher.getAuthTag()]);
      return `${current.id}.${sealed.toString('base64url')}`;
    },
    unseal(token, binding) {
      const content = open(ring, token, binding);
      if (content === undefined) throw refused('This token is not valid here.');
      if (content.e <= now()) throw refused('This token has expired.');
      return content.v;
    },
  };
}

function open(ring: readonly SealKey[], token: string, binding: Binding): { readonly e: number; readonly v: unknown } | undefined {
  const [id, text, ...rest] = token.split('.');
  const key = ring.find((candidate) => candidate.id === id);
  if (key === undefined || text === undefined || rest.length > 0) return undefined;
  const sealed = Buffer.from(text, 'base64url');
  // A decoder overlooks what it cannot read, but one token may have one spelling alone.
  if (sealed.length <= ivBytes + tagBytes || sealed.toString('base64url') !== text) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(additional(binding)).setAuthTag(sealed.subarray(-tagBytes));
    const body = Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(body.toString('utf8')) as { readonly e: number; readonly v: unknown };
  } catch {
    return undefined;
  }
}

function toKey(secret: string): SealKey {
  if (secret.length < 32) throw new TypeError('A sealing key needs at least 32 characters.');
  const bytes = new Uint8Array(hkdfSync('sha256', secret, 'causeway', 'seal', 32));
  return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 6), bytes };
}

function additional({ purpose, partition, tool }: Binding): Buffer {
  return Buffer.from(JSON.stringify([purpose, partition, tool]));
}

function refused(message: string): ConnectorError {
  return new ConnectorError('invalid_input', message, { hint: 'Leave it out to start again.' });
}
