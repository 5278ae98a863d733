import { ConnectorError } from '../connector-error.ts';
import type { Asks, Failed } from './request.ts';
import type { Conversation } from './conversation.ts';
import { isAskSignal } from '../ask-signal.ts';

/** Gives work a signal that aborts when the caller cancels or the deadline passes, and frees its timer. */
export async function withDeadline<T>(outer: AbortSignal | undefined, ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const cancel = () => controller.abort(new ConnectorError('canceled', 'The call was canceled.'));
  if (outer?.aborted === true) cancel();
  outer?.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => controller.abort(new ConnectorError('timeout', `The call took longer than ${ms / 1000} s.`)), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', cancel);
  }
}

export interface Attempt<T> {
  readonly conversation: Conversation;
  work(): Promise<T>;
}

/** Runs an attempt and turns what it throws into a value. The only place that catches the ask signal. */
export async function settle<T>(prepare: () => Attempt<T>): Promise<T | Failed | Asks> {
  let attempt: Attempt<T> | undefined;
  try {
    attempt = prepare();
    return await attempt.work();
  } catch (thrown) {
    if (attempt !== undefined && isAskSignal(thrown)) {
      const { questions } = thrown;
      return { kind: 'asks', questions, ...attempt.conversation.suspend(questions) };
    }
    return { kind: 'failed', error: ConnectorError.from(thrown), unknown: false };
  }
}
