import { createCacheMemory, type CacheStore, type RateLimitStore, type ReplayStore } from '@causeway/middleware';
import type { Config } from '../config/schema/config.ts';
import { importOptional } from '../errors.ts';
import type { Log } from '../log.ts';

/** Where the layers keep what they remember: in Redis for several processes, else in memory. */
export interface Stores {
  readonly rateLimit?: RateLimitStore;
  readonly replay?: ReplayStore;
  readonly cache: CacheStore;
  close(): Promise<void>;
}

export async function createStores({ redis, cache = { tools: [] } }: Config, log: Log): Promise<Stores> {
  if (redis === undefined) return { cache: createCacheMemory(cache), close: () => Promise.resolve() };
  const { redisStores } = await importOptional(() => import('@causeway/middleware/redis'), 'redis', 'ioredis');
  return redisStores({
    ...redis,
    url: redis.url.reveal(),
    onError: (error) => log.warn({ reason: (error as NodeJS.ErrnoException).code ?? error.name }, 'redis'),
  });
}
