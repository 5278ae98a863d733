export { redisStores, type RedisStores, type RedisStoresOptions } from './stores.ts';
