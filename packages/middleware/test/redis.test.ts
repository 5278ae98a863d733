import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { approval, cache, rateLimit } from '@causeway/middleware';
import { createDesk, done, failed, kit, person, reply } from './desk.ts';
import { createRedis, redisServer, type TestServer } from './servers.ts';
import { createSealer, Secret, type Toolkit } from '@causeway/core';
import { redisStores, type RedisStores } from '@causeway/middleware/redis';
import { setTimeout as sleep } from 'node:timers/promises';

const get = { name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' }, caller: person() };
const update = {
  name: 'desk_update_record',
  arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } },
  caller: person(),
  canAsk: ['form'],
} as const;

describe.skipIf(redisServer === undefined)('Redis (skipped: redis-server is not installed)', () => {
  let redis: TestServer;
  const opened: RedisStores[] = [];
  let prefixes = 0;
  beforeAll(async () => {
    redis = await createRedis();
    await redis.start();
  });
  afterEach(async () => {
    for (const stores of opened.splice(0)) await stores.close();
  });
  afterAll(() => redis.close());

  /** Two processes' worth of toolkits on one Redis. */
  const pair = async (make: (stores: RedisStores) => Toolkit) => {
    const prefix = `test${(prefixes += 1)}`;
    const stores = [redisStores({ url: redis.url, prefix }), redisStores({ url: redis.url, prefix })] as const;
    opened.push(...stores);
    await Promise.all(stores.map((one) => one.open()));
    return [make(stores[0]), make(stores[1])] as const;
  };

  it('limits two processes together', async () => {
    const limits = [{ by: ['principal'] as const, calls: 3, seconds: 60 }];
    const [a, b] = await pair(({ rateLimit: store }) => kit(createDesk(), [rateLimit({ limits, store })]));
    for (const toolkit of [a, b, a]) done(await toolkit.call(get));
    expect(failed(await b.call(get)).code).toBe('rate_limited');
    expect(failed(await a.call(get)).retryAfterMs).toBeGreaterThan(50_000);
  });

  it('lets a yes that was asked for in one process count in another, once', async () => {
    const sealer = createSealer({ keys: [new Secret('a-sealing-key-of-more-than-32-characters')] });
    const desk = createDesk();
    const [a, b] = await pair(({ replay: store }) => kit(desk, [approval({ store })], { sealer }));
    const yes = reply(await a.call(update), 'accept');
    const results = await Promise.all([a.call({ ...update, reply: yes }), b.call({ ...update, reply: yes })]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['done', 'failed']);
    expect(desk.log.filter((line) => line.startsWith('update'))).toHaveLength(1);
  });

  it('shares answers between processes, and drops them for both after a write', async () => {
    const desk = createDesk();
    const [a, b] = await pair(({ cache: store }) => kit(desk, [cache({ tools: ['*_get_*'], store })]));
    const first = done(await a.call(get));
    expect(done(await b.call(get))).toEqual(first);
    expect(desk.log).toHaveLength(1);
    done(await b.call(update));
    expect(done(await a.call(get))).toMatchObject({ fields: { Name: 'X' } });
  });

  it('stopped and started again in the middle: calls go on, limits hold in each process, approvals wait', async () => {
    const errors: Error[] = [];
    const stores = redisStores({ url: redis.url, prefix: 'outage', onError: (error) => errors.push(error) });
    opened.push(stores);
    await stores.open();
    const desk = createDesk();
    const limited = kit(desk, [
      rateLimit({ limits: [{ by: ['principal'], calls: 5, seconds: 3_600 }], store: stores.rateLimit }),
      cache({ tools: ['*_get_*'], store: stores.cache }),
    ]);
    const asking = kit(desk, [approval({ store: stores.replay })]);
    for (let i = 0; i < 5; i += 1) done(await limited.call(get));
    expect(failed(await limited.call(get)).code).toBe('rate_limited');
    const yes = reply(await asking.call(update), 'accept');

    await redis.stop();
    const slowest = { ms: 0 };
    const kinds: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      const start = performance.now();
      kinds.push((await limited.call(get)).kind);
      slowest.ms = Math.max(slowest.ms, performance.now() - start);
    }
    expect(kinds).toEqual(['done', 'done', 'done', 'done', 'done', 'failed', 'failed']);
    expect(slowest.ms).toBeLessThan(1_500);
    expect((await asking.call({ ...update, reply: yes })).kind).toBe('failed');
    expect(desk.rows['Account']?.['a1']?.['Name']).toBe('Acme');

    await redis.start();
    for (
      let tries = 0;
      tries < 100 &&
      (await stores.open().then(
        () => false,
        () => true,
      ));
      tries += 1
    )
      await sleep(50);
    const other = person({ id: 'bob' });
    for (let i = 0; i < 5; i += 1) done(await limited.call({ ...get, caller: other }));
    expect(failed(await limited.call({ ...get, caller: other })).code).toBe('rate_limited');
    // Redis forgot the question, so the old yes counts no more; a new one does.
    expect(failed(await asking.call({ ...update, reply: yes })).code).toBe('permission_denied');
    done(await asking.call({ ...update, reply: reply(await asking.call(update), 'accept') }));
  });
});
