import { ConnectorError } from '../connector-error.ts';
import type { Asks, Failed } from './request.ts';
import type { Conversation } from './conversation.ts';
import { isAskSignal, type AskSignal } from '../ask-signal.ts';
import type { ToolEntry } from '../middleware.ts';
import { unknownOutcome } from './refusals.ts';

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
    if (attempt !== undefined && isAskSignal(thrown)) return suspended(attempt, thrown);
    return { kind: 'failed', error: ConnectorError.from(thrown), unknown: false };
  }
}

function suspended({ conversation }: Attempt<unknown>, { questions }: AskSignal): Failed | Asks {
  try {
    return { kind: 'asks', questions, ...conversation.suspend(questions) };
  } catch (thrown) {
    return { kind: 'failed', error: ConnectorError.from(thrown), unknown: false };
  }
}

/**
 * The work, or the signal's reason when the work has not settled a while after the signal aborted: so long governance has to write
 * down how the call ended. For middleware that never settles.
 */
export function withGrace<T>(work: Promise<T>, signal: AbortSignal, deadlineMs: number, entry: ToolEntry | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const give = () => {
      const { reason } = signal;
      const writes = entry !== undefined && entry.tool.effect !== 'read';
      timer = setTimeout(
        () => reject(writes ? unknownOutcome('The call did not end in time', reason) : reason),
        Math.min(deadlineMs, graceMs),
      );
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
    void work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
    });
  });
}

const graceMs = 5_000;
