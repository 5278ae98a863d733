import type { BurstyRateLimiter, IRateLimiterOptions, RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Bucket, RateLimitStore, Taken } from './store.ts';

/** Makes a limiter of some kind, in memory or in Redis. */
export type LimiterFactory = (options: IRateLimiterOptions) => RateLimiterAbstract;

/** The buckets of a store, each made when it is first used. */
export function createLimiterStore(load: () => Promise<LimiterFactory>): RateLimitStore {
  const limiters = new Map<string, Promise<BurstyRateLimiter | RateLimiterAbstract>>();
  return {
    async take(bucket, key) {
      const limiter = limiters.get(bucket.id) ?? load().then((create) => createLimiter(bucket, create));
      limiters.set(bucket.id, limiter);
      return take(await limiter, key);
    },
  };
}

async function createLimiter({ id, points, seconds, burst }: Bucket, create: LimiterFactory) {
  const steady = create({ keyPrefix: `rate:${id}`, points, duration: seconds });
  if (burst === undefined) return steady;
  const { BurstyRateLimiter } = await import('rate-limiter-flexible');
  return new BurstyRateLimiter(steady, create({ keyPrefix: `burst:${id}`, points: burst.points, duration: burst.seconds }));
}

async function take(limiter: BurstyRateLimiter | RateLimiterAbstract, key: string): Promise<Taken> {
  try {
    const { consumedPoints } = await limiter.consume(key);
    return { allowed: true, retryAfterMs: 0, taken: consumedPoints };
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    const { msBeforeNext, consumedPoints } = thrown as RateLimiterRes;
    return { allowed: false, retryAfterMs: Math.max(1, Math.ceil(msBeforeNext)), taken: consumedPoints };
  }
}

/** Buckets of this process. */
export function createRateLimitMemory(): RateLimitStore {
  return createLimiterStore(async () => {
    const { RateLimiterMemory } = await import('rate-limiter-flexible');
    return (options) => new RateLimiterMemory(options);
  });
}
