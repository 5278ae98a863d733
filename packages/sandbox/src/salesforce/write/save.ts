import type { Actor } from '../access/actor.ts';
import type { SaveError } from '../messages.ts';
import type { Org } from '../org.ts';

/** Who writes, and how. */
export interface Writer {
  readonly org: Org;
  readonly actor: Actor;
  /** Saves although the duplicate rule found others: header `Sforce-Duplicate-Rule-Header: allowSave=true`. */
  readonly allowDuplicates: boolean;
  /** The request's body as sent, in which parse errors are located. */
  readonly source: string;
}

/** What became of one record. */
export type SaveResult = Saved | Failed;

export interface Saved {
  readonly id: string;
  readonly created: boolean;
}

export interface Failed {
  readonly errors: readonly SaveError[];
  readonly id?: string;
}

export const failed = (...errors: readonly SaveError[]): Failed => ({ errors });

export function isFailed(result: object): result is Failed {
  return 'errors' in result;
}
