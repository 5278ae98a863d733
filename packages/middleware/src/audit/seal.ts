import { createHmac, createSecretKey, hash } from 'node:crypto';
import { genesis, type AuditEvent, type AuditRecord, type ChainHead, type SealedRecord } from './record.ts';
import canonicalize from 'canonicalize';
import type { Secret } from '@causeway/core';

/** Names the key with which a chain is hashed, so that nobody without it can make a record that fits. */
export interface ChainKey {
  readonly id: string;
  /** At least 32 characters. */
  readonly secret: Secret;
}

/** Hashes the canonical text of a record. */
export type RecordHash = (text: string) => string;

export const unkeyed = 'sha256';

export function recordHash(key?: ChainKey): RecordHash {
  if (key === undefined) return (text) => hash('sha256', text, 'base64url');
  const secret = secretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest('base64url');
}

function secretKey({ id, secret }: ChainKey) {
  const text = secret.reveal();
  if (text.length < 32) throw new TypeError(`The audit key "${id}" needs at least 32 characters.`);
  return createSecretKey(text, 'utf8');
}

/** Appends events to a chain. Pure: the head is the caller's, so that a failed write can be taken back. */
export type Seal = (event: AuditEvent, head: ChainHead) => SealedRecord;

export function createSeal(chain: string, key?: ChainKey): Seal {
  const digest = recordHash(key);
  const key_id = key?.id ?? unkeyed;
  return (event, head) => {
    const record: AuditRecord = { ...event, v: 1, chain, seq: head.seq + 1, prev_hash: head.hash, key_id };
    const text = canonicalize(record) ?? '';
    const hash = digest(text);
    return { hash, record, line: `{"hash":"${hash}","record":${text}}` };
  };
}

const shape = /^\{"hash":"([\w-]{43})","record":(\{.*\})\}$/s;

/** A stored line, taken apart. `text` is what was hashed. Undefined when it is no such line. */
export function readLine(line: string): (SealedRecord & { readonly text: string }) | undefined {
  const [, hash, text] = shape.exec(line) ?? [];
  if (hash === undefined || text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as AuditRecord;
    return { hash, record, text, line };
  } catch {
    return undefined;
  }
}

export function headOf(sealed: SealedRecord | undefined): ChainHead {
  return sealed === undefined ? genesis : { seq: sealed.record.seq, hash: sealed.hash };
}
