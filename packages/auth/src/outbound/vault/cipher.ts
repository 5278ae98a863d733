import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Secret } from '@causeway/core';

/** Seals texts with the first of its keys, and opens what any of them sealed. */
export interface Cipher {
  /** What is sealed opens only with the same context: a row that is moved to another place is worth nothing there. */
  seal(text: string, context: readonly string[]): string;
  /** Throws when it was sealed with another key or for another context, or changed since. */
  open(sealed: string, context: readonly string[]): string;
  /** Whether it was sealed with a key that is on its way out. */
  isOld(sealed: string): boolean;
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a nonce for every text. Throws a TypeError for a ring without keys, or a key of fewer than 32 characters. */
export function createCipher(keys: readonly Secret[]): Cipher {
  const ring = keys.map(toKey);
  const [current] = ring;
  if (current === undefined) throw new TypeError('The vault needs a key.');
  return {
    seal(text, context) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, iv).setAAD(additional(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${current.id}.${Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')}`;
    },
    open(sealed, context) {
      const [id, text = ''] = sealed.split('.');
      const key = ring.find((one) => one.id === id);
      const bytes = Buffer.from(text, 'base64url');
      if (key === undefined || bytes.length < ivBytes + tagBytes) throw new Error('No key of the vault opens this record.');
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
      decipher.setAAD(additional(context)).setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
    },
    isOld: (sealed) => !sealed.startsWith(`${current.id}.`),
  };
}

function toKey(secret: Secret): { readonly id: string; readonly bytes: Uint8Array } {
  if (secret.reveal().length < 32) throw new TypeError('A key of the vault needs at least 32 characters.');
  const bytes = new Uint8Array(hkdfSync('sha256', secret.reveal(), 'causeway', 'vault', 32));
  return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 8), bytes };
}

function additional(context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(context));
}
