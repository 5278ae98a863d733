import { approval, type ApprovalOptions } from './approval/approval.ts';
import { audit, type Audit, type AuditOptions } from './audit/audit.ts';
import { breaker, type BreakerOptions } from './breaker.ts';
import { cache, type CacheOptions } from './cache/cache.ts';
import { compose, type Middleware } from '@causeway/core';
import { guard, type GuardOptions } from './guard/guard.ts';
import { policy, type Policy, type PolicyOptions } from './policy/policy.ts';
import { rateLimit, type RateLimitOptions } from './rate-limit/rate-limit.ts';
import { redact, type RedactOptions } from './redact/redact.ts';
import { retry, type RetryOptions } from './retry.ts';
import { telemetry, type TelemetryOptions } from './telemetry/telemetry.ts';
import { timeout, type TimeoutOptions } from './timeout.ts';

/** Options of each layer. Those that are left out have their defaults; `false` takes a layer out. */
export interface GovernedOptions {
  readonly telemetry?: TelemetryOptions | false;
  /** Default: files in `audit/`. */
  readonly audit?: AuditOptions | false;
  /** Default: off. There is nothing to guard without a lock. */
  readonly guard?: GuardOptions | false;
  /** Default: reads are allowed, the rest is not. */
  readonly policy?: PolicyOptions | false;
  /** Default: every write needs a person's yes. */
  readonly approval?: ApprovalOptions | false;
  readonly rateLimit?: RateLimitOptions | false;
  /** Default: nothing is redacted. */
  readonly redact?: RedactOptions | false;
  /** Default: off. Only tools that are named are cached. */
  readonly cache?: CacheOptions | false;
  readonly breaker?: BreakerOptions | false;
  readonly retry?: RetryOptions | false;
  readonly timeout?: TimeoutOptions | false;
}

export type LayerName = keyof GovernedOptions;

/** One layer of the preset. */
export interface Layer {
  readonly name: LayerName;
  readonly middleware: Middleware;
}

export interface Governed extends Middleware {
  /** From the outermost to the innermost. */
  readonly layers: readonly Layer[];
  readonly audit?: Audit;
  readonly policy?: Policy;
  /** Resolves when calls can be taken: the audit log is open. A server should not start before. */
  open(): Promise<void>;
  /** Stores what waits to be recorded. A server should not end before. */
  close(): Promise<void>;
}

/**
 * All layers in the one order in which each sees what it must: telemetry, audit, guard, policy, approval, rate limit, redact, cache,
 * breaker, retry, timeout.
 */
export function governed(options: GovernedOptions = {}): Governed {
  const auditing = options.audit === false ? undefined : audit(options.audit);
  const deciding = options.policy === false ? undefined : policy(options.policy);
  const layers = present({
    telemetry: options.telemetry === false ? undefined : telemetry(options.telemetry),
    audit: auditing,
    guard: options.guard === undefined || options.guard === false ? undefined : guard(options.guard),
    policy: deciding,
    approval: options.approval === false ? undefined : approval(options.approval),
    rateLimit: options.rateLimit === false ? undefined : rateLimit(options.rateLimit),
    redact: options.redact === false ? undefined : redact(options.redact),
    cache: options.cache === undefined || options.cache === false ? undefined : cache(options.cache),
    breaker: options.breaker === false ? undefined : breaker(options.breaker),
    retry: options.retry === false ? undefined : retry(options.retry),
    timeout: options.timeout === false ? undefined : timeout(options.timeout),
  });
  return Object.assign(compose(...layers.map(({ middleware }) => middleware)), {
    layers,
    ...(auditing === undefined ? {} : { audit: auditing }),
    ...(deciding === undefined ? {} : { policy: deciding }),
    open: async () => auditing?.open(),
    close: async () => auditing?.close(),
  });
}

function present(layers: Readonly<Record<LayerName, Middleware | undefined>>): readonly Layer[] {
  return Object.entries(layers).flatMap(([name, middleware]) =>
    middleware === undefined ? [] : [{ name: name as LayerName, middleware }],
  );
}
