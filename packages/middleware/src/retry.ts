import { ConnectorError, type Call, type ErrorCode, type Middleware } from '@causeway/core';
import { journalKey } from './journal.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryOptions {
  /** Attempts in all. Default 3. */
  readonly attempts?: number;
  /** Milliseconds before the second attempt; doubled before each further one, and shortened at random by up to a half. Default 250. */
  readonly baseMs?: number;
  /** Longest wait, in milliseconds. A system that asks for more gets no further attempt. Default 10,000. */
  readonly maxWaitMs?: number;
}

const transient: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'unavailable', 'timeout']);

/** Repeats calls that failed for a passing reason and can be repeated without harm. */
export function retry({ attempts = 3, baseMs = 250, maxWaitMs = 10_000 }: RetryOptions = {}): Middleware {
  return async (call, next) => {
    const journal = call.context.get(journalKey);
    for (let attempt = 1; ; attempt += 1) {
      journal.attempted();
      try {
        return await next(call);
      } catch (thrown) {
        const { code, retryAfterMs } = ConnectorError.from(thrown);
        const wait = retryAfterMs ?? Math.min(baseMs * 2 ** (attempt - 1), maxWaitMs) * (1 - Math.random() / 2);
        if (attempt >= attempts || !transient.has(code) || !isRepeatable(call) || wait > maxWaitMs) throw thrown;
        await sleep(wait, undefined, { signal: call.context.signal }).catch(() => {
          throw call.context.signal.reason;
        });
      }
    }
  };
}

function isRepeatable({ tool, via, invalid }: Call): boolean {
  return invalid === undefined && (via === 'preview' || tool?.effect === 'read' || tool?.idempotent === true);
}
