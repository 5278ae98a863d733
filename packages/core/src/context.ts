import type { Answer, Question } from './question.ts';
import type { Key } from './key.ts';
import type { Trail } from './trail.ts';

/** All that surrounds one call. Immutable: `with` and `narrow` give new ones. */
export interface CallContext {
  /** Stays the same when a call starts again after a question. */
  readonly id: string;
  /** Aborts when the caller cancels or the deadline passes. */
  readonly signal: AbortSignal;
  readonly trail: Trail;
  /** Opaque key of tenant and principal, for pools and caches. */
  readonly partition: string;
  /** The key's default where nobody has set it. */
  get<T>(key: Key<T>): T;
  with<T>(key: Key<T>, value: T): CallContext;
  /** The same call with a further reason to stop. */
  narrow(signal: AbortSignal): CallContext;
  /** Tells whoever waits how far the call is. What does not grow is dropped. */
  progress(done: number, total?: number, message?: string): void;
  /**
   * Puts questions to the person. Without their answers it ends the attempt; the call starts again from the top when they are
   * there. So ask before the first write. An answer is good for the words that the person read: a question that has changed is asked
   * again. Throws `permission_denied` where nobody can be asked.
   */
  ask(questions: Readonly<Record<string, Question>>): Promise<Readonly<Record<string, Answer>>>;
  /** Tamper-evident and unreadable, bound to partition and tool, valid for an hour. For cursors and handles. */
  seal(value: unknown): string;
  /** Throws `invalid_input` for a token that is foreign, changed or expired. */
  unseal(token: string): unknown;
}
