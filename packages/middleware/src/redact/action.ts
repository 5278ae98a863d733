import type { Cell, Secret } from '@causeway/core';
import { createHmac, createSecretKey } from 'node:crypto';

/** `mask`: a word in its place. `partial`: a part that people recognise. `hash`: equal values stay equal. `drop`: nothing. */
export type RedactAction = 'mask' | 'partial' | 'hash' | 'drop';

/** What stands in place of a value. `what` names why: a class, a field rule, a detector. */
export type Redaction = (value: string, what: string) => string | null;

const shown = 4;

/** Throws a TypeError for a key that is too short. */
export function createRedactions(hashKey: Secret | undefined): Readonly<Record<RedactAction, Redaction>> {
  if (hashKey !== undefined && hashKey.reveal().length < 32) throw new TypeError('The `hashKey` needs at least 32 characters.');
  const key = hashKey === undefined ? undefined : createSecretKey(hashKey.reveal(), 'utf8');
  return {
    mask: (_, what) => `[${what}]`,
    partial,
    hash(value, what) {
      // Rules that hash are refused without a key, so this masks at worst.
      if (key === undefined) return `[${what}]`;
      return `h:${createHmac('sha256', key).update(value).digest('base64url').slice(0, 22)}`;
    },
    drop: () => null,
  };
}

/** The first letter and the domain of an address; the last four characters of anything long; of the rest nothing. */
function partial(value: string): string {
  const at = value.lastIndexOf('@');
  if (at > 0) return `${value.slice(0, 1)}***${value.slice(at)}`.toWellFormed();
  return value.length < shown * 3 ? '***' : `***${value.slice(-shown)}`.toWellFormed();
}

export function redactCell(cell: Cell, redaction: Redaction, what: string): Cell {
  return cell === null ? null : redaction(String(cell), what);
}
