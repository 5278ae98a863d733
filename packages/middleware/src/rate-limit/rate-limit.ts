import { callerKey, type Call, type Caller, type Middleware } from '@causeway/core';
import type { Bucket, RateLimitStore } from './store.ts';
import { anyOf } from '../glob.ts';
import { createPasses } from './passes.ts';
import { createQuotas, type QuotaOptions } from './quotas.ts';
import { createRateLimitMemory } from './flexible.ts';
import { refusal } from '../refusal.ts';

/** What shares a bucket: all calls of a tenant, of a principal, of a tool. Several together make one bucket for each combination. */
export type RateLimitSubject = 'tenant' | 'principal' | 'tool' | 'connector';

export interface RateLimit {
  readonly by: readonly RateLimitSubject[];
  /** Calls that are allowed in each period. */
  readonly calls: number;
  /** Length of the period. */
  readonly seconds: number;
  /** Calls on top of that, for a burst; they come back in the period given here. */
  readonly burst?: { readonly calls: number; readonly seconds: number };
  /** Full names of the tools that it counts: `*_update_*`. Default: all. */
  readonly tools?: readonly string[];
}

export interface RateLimitOptions {
  /** All hold together. Default: 600 a minute for each principal, 6,000 for each tenant. */
  readonly limits?: readonly RateLimit[];
  /** Heeds what connectors report of upstream allowances. Default: on. */
  readonly quotas?: QuotaOptions | false;
  /** Default: memory. Share it (Redis) between processes behind one address. */
  readonly store?: RateLimitStore;
}

const defaults: readonly RateLimit[] = [
  { by: ['principal'], calls: 600, seconds: 60, burst: { calls: 100, seconds: 600 } },
  { by: ['tenant'], calls: 6_000, seconds: 60, burst: { calls: 1_000, seconds: 600 } },
];

const subjects: Readonly<Record<RateLimitSubject, (call: Call, caller: Caller) => string>> = {
  tenant: (_, { tenant }) => tenant ?? '',
  principal: ({ context }) => context.partition,
  tool: ({ name, tool }) => (tool === undefined ? '' : name),
  connector: ({ connector }) => connector?.name ?? '',
};

/** Bounds how often calls are made, and keeps upstream allowances from being used up by one tenant. */
export function rateLimit(options: RateLimitOptions = {}): Middleware {
  const { limits = defaults, store = createRateLimitMemory() } = options;
  const counters = limits.map(createCounter);
  const passes = createPasses();
  const quotas = options.quotas === false ? undefined : createQuotas(options.quotas ?? {});
  return async (call, next) => {
    if (!passes.counted(call.context.id)) {
      for (const { counts, bucket, keyOf } of counters) {
        if (!counts(call.name)) continue;
        const { allowed, retryAfterMs } = await store.take(bucket, keyOf(call));
        if (!allowed) throw tooMany(retryAfterMs);
      }
      await quotas?.check(call);
    }
    try {
      return await next(call);
    } finally {
      quotas?.learn(call);
    }
  };
}

function createCounter({ by, calls, seconds, burst, tools = ['*'] }: RateLimit) {
  const reserve = burst === undefined ? {} : { burst: { points: burst.calls, seconds: burst.seconds } };
  const id = [...by, calls, seconds, ...tools].join('-');
  const bucket: Bucket = { id, points: calls, seconds, ...reserve };
  const keyOf = (call: Call) => {
    const caller = call.context.get(callerKey);
    return JSON.stringify(by.map((subject) => subjects[subject](call, caller)));
  };
  return { counts: anyOf(tools), bucket, keyOf };
}

function tooMany(retryAfterMs: number): Error {
  return refusal('rate_limited', 'Too many calls.', { retryAfterMs, hint: 'Wait, then go on with fewer calls.' });
}
