import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@causeway/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConnections, createVault, hubspotSystem, memoryVault, sqliteVault, type VaultKey, type VaultStore } from '../src/index.ts';
import { asCall, callerOf } from './support/caller.ts';
import { postgresPrograms, startPostgres, type Postgres } from './support/postgres.ts';
import { postgresVault } from '../src/postgres/index.ts';
import { startTokenEndpoint, type TokenEndpoint } from './support/token-endpoint.ts';

const keys = [new Secret('k'.repeat(32))];
const keyOf = (id: string): VaultKey => ({ tenant: 'acme', user: JSON.stringify(['https://idp.example', id]), system: 'hubspot' });
const expired = { accessToken: 'stale', scopes: [], connectedAt: new Date(0).toISOString(), expiresAt: 1 };

/** One process of many: what it holds is its own, the store is everybody's. */
function worker(store: VaultStore, endpoint: TokenEndpoint) {
  const connections = createConnections({
    vault: createVault({ store, keys }),
    systems: {
      hubspot: hubspotSystem({
        clientId: 'app',
        clientSecret: new Secret('s'),
        appUrl: endpoint.url,
        apiUrl: endpoint.url,
        allowPrivate: true,
      }),
    },
    publicUrl: 'http://127.0.0.1:3000',
    signIn: 'trust-link',
  });
  return {
    token: async (user: string, rejected?: string) => {
      const failed = rejected === undefined ? undefined : { accessToken: new Secret(rejected) };
      return (await asCall(callerOf(user, 'acme'), (call) => connections.credentials.hubspot(call, failed))).accessToken.reveal();
    },
    close: () => connections.close(),
  };
}

describe.skipIf(postgresPrograms === undefined)('one vault in PostgreSQL', () => {
  let postgres: Postgres;
  let endpoint: TokenEndpoint;
  beforeAll(async () => {
    postgres = await startPostgres();
    endpoint = await startTokenEndpoint({ delayMs: 5 });
  });
  afterAll(async () => {
    await endpoint.close();
    await postgres.close();
  });

  test('1,000 users, 20 workers at once: each token is refreshed once, all see the new one, nobody is logged out', async () => {
    const users = Array.from({ length: 1_000 }, (_, index) => `user-${index}`);
    const seed = createVault({ store: postgresVault({ url: postgres.url }), keys });
    await Promise.all(users.map((user) => seed.put(keyOf(user), { ...expired, refreshToken: endpoint.consent(user) })));
    const workers = Array.from({ length: 20 }, () => worker(postgresVault({ url: postgres.url, connections: 4 }), endpoint));
    const tokens = await Promise.all(workers.map((one) => inTurns(users, 15, (user) => one.token(user))));
    expect(endpoint.thrownOut.size).toBe(0);
    expect(endpoint.refreshes.size).toBe(1_000);
    expect(Math.max(...endpoint.refreshes.values())).toBe(1);
    users.forEach((user, index) => {
      const seen = new Set(tokens.map((list) => list[index]));
      expect([...seen]).toEqual([expect.stringMatching(new RegExp(`^${user}:`))]);
    });
    await Promise.all([...workers.map((one) => one.close()), seed.close()]);
  }, 300_000);
});

const directory = mkdtempSync(join(tmpdir(), 'causeway-refresh-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('renewal', () => {
  let endpoint: TokenEndpoint;
  beforeAll(async () => {
    endpoint = await startTokenEndpoint({ delayMs: 50 });
  });
  afterAll(() => endpoint.close());

  test('calls of one process that come at the same time share one', async () => {
    const store = memoryVault();
    const one = worker(store, endpoint);
    await createVault({ store, keys }).put(keyOf('ada'), { ...expired, refreshToken: endpoint.consent('ada') });
    const tokens = await Promise.all(Array.from({ length: 50 }, () => one.token('ada')));
    expect(new Set(tokens).size).toBe(1);
    expect(endpoint.refreshes.get('ada')).toBe(1);
  });

  test('several processes share a file', async () => {
    const path = join(directory, 'vault.db');
    const store = sqliteVault(path);
    const vault = createVault({ store, keys });
    const users = Array.from({ length: 20 }, (_, index) => `process-${index}`);
    for (const user of users) await vault.put(keyOf(user), { ...expired, refreshToken: endpoint.consent(user) });
    const script = join(import.meta.dirname, 'support/refresh-process.ts');
    const run = async () => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--conditions=@causeway/source',
        script,
        path,
        endpoint.url,
        ...users,
      ]);
      return JSON.parse(stdout) as readonly string[];
    };
    const [first, ...others] = await Promise.all([run(), run(), run()]);
    for (const other of others) expect(other).toEqual(first);
    expect(users.map((user) => endpoint.refreshes.get(user))).toEqual(users.map(() => 1));
    expect(endpoint.thrownOut.size).toBe(0);
    await vault.close();
  });

  test('a token that was rejected by the system is replaced, and one that somebody replaced already is not refreshed again', async () => {
    const store = memoryVault();
    const one = worker(store, endpoint);
    await createVault({ store, keys }).put(keyOf('bob'), { ...expired, refreshToken: endpoint.consent('bob') });
    const first = await one.token('bob');
    const second = await one.token('bob', first);
    expect(second).not.toBe(first);
    expect(await one.token('bob', first)).toBe(second);
    expect(endpoint.refreshes.get('bob')).toBe(2);
  });

  test('a process that comes with an old refresh token uses what the winner wrote', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys });
    await vault.put(keyOf('eve'), { ...expired, refreshToken: endpoint.consent('eve') });
    // Locks that hold nobody back: the worst that a clock or a long pause can do.
    const store: VaultStore = { ...inner, lock: async () => true };
    const [one, two] = [worker(store, endpoint), worker(store, endpoint)];
    const tokens = await Promise.all([one.token('eve'), two.token('eve')]);
    expect(new Set(tokens).size).toBe(1);
    expect((await vault.find(keyOf('eve')))?.grant.ended).toBeUndefined();
  });

  test('what was renewed is kept before it is used', async () => {
    const inner = memoryVault();
    await createVault({ store: inner, keys }).put(keyOf('joe'), { ...expired, refreshToken: endpoint.consent('joe') });
    const store: VaultStore = { ...inner, replace: () => Promise.reject(new Error('disk full')) };
    await expect(worker(store, endpoint).token('joe')).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a store that fails for a moment loses no token', async () => {
    const inner = memoryVault();
    await createVault({ store: inner, keys }).put(keyOf('kim'), { ...expired, refreshToken: endpoint.consent('kim') });
    let failures = 2;
    const store: VaultStore = {
      ...inner,
      replace: (...values) => (failures-- > 0 ? Promise.reject(new Error('restarting')) : inner.replace(...values)),
    };
    expect(await worker(store, endpoint).token('kim')).toMatch(/^kim:/);
  });
});

/** Does work for all, so many at a time. */
async function inTurns<T, R>(all: readonly T[], width: number, work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < all.length) {
      const index = next;
      const one = all[index];
      next += 1;
      if (one !== undefined) results[index] = await work(one);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
