import { callerKey, ConnectorError, type Call, type ErrorCode, type Middleware } from '@causeway/core';
import type * as cockatiel from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { refusal } from './refusal.ts';

export interface BreakerOptions {
  /** Failures in a row after which a system is left alone. Default 5. */
  readonly failures?: number;
  /** Milliseconds until one call is let through to see whether it works again. Doubled each time it does not, up to 8 times. Default 10,000. */
  readonly restMs?: number;
}

interface Circuit {
  readonly policy: cockatiel.CircuitBreakerPolicy;
  /** Milliseconds since 1970. */
  until: number;
}

/** Failures of the system itself. A refusal, a bad argument or a missing record is an answer. */
const outages: ReadonlySet<ErrorCode> = new Set(['unavailable', 'timeout', 'unknown_outcome']);
const maxCircuits = 1_000;

/** Stops calling a system that fails, for each connector and tenant apart. */
export function breaker(options: BreakerOptions = {}): Middleware {
  const circuits = new LRUCache<string, Circuit>({ max: maxCircuits });
  let library: typeof cockatiel | undefined;
  return async (call, next) => {
    if (call.connector === undefined || call.invalid !== undefined) return next(call);
    const key = `${call.connector.name} ${call.context.get(callerKey).tenant ?? ''}`;
    library ??= await import('cockatiel');
    const { BrokenCircuitError, CircuitState } = library;
    const circuit = circuits.get(key) ?? createCircuit(library, options);
    circuits.set(key, circuit);
    // One call finds out whether the system works again. The others need not wait for it.
    if (circuit.policy.state === CircuitState.HalfOpen) throw resting(call, circuit);
    try {
      return await circuit.policy.execute(() => next(call));
    } catch (thrown) {
      if (thrown instanceof BrokenCircuitError) throw resting(call, circuit);
      throw thrown;
    }
  };
}

function createCircuit(library: typeof cockatiel, { failures = 5, restMs = 10_000 }: BreakerOptions): Circuit {
  const { circuitBreaker, ConsecutiveBreaker, DelegateBackoff, handleWhen } = library;
  const restOf = (attempt: number) => restMs * 2 ** Math.min(attempt - 1, 3);
  const policy = circuitBreaker(handleWhen(isOutage), {
    breaker: new ConsecutiveBreaker(failures),
    halfOpenAfter: new DelegateBackoff(({ attempt }: { readonly attempt: number }) => {
      const rest = restOf(attempt);
      circuit.until = Date.now() + rest;
      return rest;
    }),
  });
  const circuit: Circuit = { policy, until: 0 };
  return circuit;
}

function isOutage(error: unknown): boolean {
  return ConnectorError.is(error) && outages.has(error.code);
}

function resting({ connector }: Call, { until }: Circuit): ConnectorError {
  return refusal('unavailable', `${connector?.title ?? 'The system'} has not answered lately and is left alone for a moment.`, {
    retryAfterMs: Math.max(0, until - Date.now()),
    hint: 'Go on without it, or try again later.',
  });
}
