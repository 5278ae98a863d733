import type { CacheStore } from '../cache/store.ts';
import { createLimiterStore } from '../rate-limit/flexible.ts';
import type { RateLimitStore } from '../rate-limit/store.ts';
import { Redis } from 'ioredis';
import type { ReplayStore } from '../approval/replay-store.ts';

export interface RedisStoresOptions {
  /** `redis://localhost:6379`, `rediss://…`. */
  readonly url: string;
  /** Before every key. Servers that must not share state need different ones. Default `causeway`. */
  readonly prefix?: string;
  /** Told when the connection fails; it is tried again by itself. */
  readonly onError?: (error: Error) => void;
}

/** What several processes behind one address must share, in one Redis. */
export interface RedisStores {
  /** While Redis cannot be reached, each process counts for itself. */
  readonly rateLimit: RateLimitStore;
  /** While Redis cannot be reached, no approval counts. */
  readonly replay: ReplayStore;
  /** While Redis cannot be reached, nothing is cached. */
  readonly cache: CacheStore;
  /** Resolves when Redis answers. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export function redisStores({ url, prefix = 'causeway', onError = () => {} }: RedisStoresOptions): RedisStores {
  const redis = new Redis(url, {
    lazyConnect: true,
    keyPrefix: `${prefix}:`,
    // A call must not wait for a Redis that is down: each store says what happens then.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    retryStrategy: (times) => Math.min(times * 50, 1_000),
  });
  redis.on('error', onError);
  let connecting: Promise<void> | undefined;
  // The first use connects; after that the client does so by itself.
  const ready = async (): Promise<Redis> => {
    connecting ??= redis.connect().catch(() => {});
    await connecting;
    return redis;
  };
  return {
    rateLimit: rateLimitStore(ready),
    replay: replayStore(ready),
    cache: cacheStore(ready),
    open: async () => {
      await (await ready()).ping();
    },
    close: async () => {
      redis.disconnect();
      await connecting;
    },
  };
}

function rateLimitStore(ready: () => Promise<Redis>): RateLimitStore {
  return createLimiterStore(async () => {
    const [{ RateLimiterMemory, RateLimiterRedis }, storeClient] = await Promise.all([import('rate-limiter-flexible'), ready()]);
    return (options) =>
      new RateLimiterRedis({ ...options, storeClient, rejectIfRedisNotReady: true, insuranceLimiter: new RateLimiterMemory(options) });
  });
}

function replayStore(ready: () => Promise<Redis>): ReplayStore {
  return {
    async put(key, ttlMs) {
      await (await ready()).set(`ask:${key}`, '1', 'PX', ttlMs);
    },
    take: async (key) => (await (await ready()).del(`ask:${key}`)) === 1,
  };
}

/** How long a count of changes outlives its last change: longer than any answer is kept. */
const changeSeconds = 86_400;

function cacheStore(ready: () => Promise<Redis>): CacheStore {
  return {
    get: async (key) => (await (await ready()).get(`cache:${key}`)) ?? undefined,
    async set(key, value, ttlMs) {
      await (await ready()).set(`cache:${key}`, value, 'PX', ttlMs);
    },
    async generations(names) {
      const counts = await (await ready()).mget(names.map((name) => `changed:${name}`));
      return counts.map((count) => Number(count ?? 0));
    },
    async bump(names) {
      const batch = (await ready()).multi();
      for (const name of names) batch.incr(`changed:${name}`).expire(`changed:${name}`, changeSeconds);
      await batch.exec();
    },
  };
}
