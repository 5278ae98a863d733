import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { memoryVault, sqliteVault, type VaultStore } from '../src/index.ts';
import { postgresPrograms, startPostgres, type Postgres } from './support/postgres.ts';
import { postgresVault } from '../src/postgres/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'causeway-stores-'));
let postgres: Postgres | undefined;
beforeAll(async () => {
  if (postgresPrograms !== undefined) postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.close();
  rmSync(directory, { recursive: true });
});

const stores: readonly (readonly [string, () => VaultStore, boolean])[] = [
  ['memory', memoryVault, true],
  ['SQLite', () => sqliteVault(join(directory, 'vault.db')), true],
  ['PostgreSQL', () => postgresVault({ url: postgres?.url ?? '' }), postgresPrograms !== undefined],
];

describe.each(stores.filter(([, , present]) => present))('a store in %s', (_, open) => {
  let store: VaultStore;
  beforeAll(() => void (store = open()));
  afterAll(async () => {
    await store.close();
    await store.close();
  });
  const key = (user = randomUUID()) => ({ tenant: "a'cme", user, system: 'salesforce' });

  test('keeps a connection under its tenant, user and system, and counts its versions', async () => {
    const at = key();
    expect(await store.read(at)).toBeUndefined();
    await store.write(at, 'one');
    await store.write(at, 'two');
    await store.write({ ...at, system: 'hubspot' }, 'three');
    await store.write({ ...at, tenant: 'other' }, 'four');
    expect(await store.read(at)).toMatchObject({ sealed: 'two', version: 2 });
    expect(new Map([...(await store.list(at))].map(([system, { sealed }]) => [system, sealed]))).toEqual(
      new Map([
        ['hubspot', 'three'],
        ['salesforce', 'two'],
      ]),
    );
    expect([await store.delete(at), await store.delete(at), await store.read(at)]).toEqual([true, false, undefined]);
  });

  test('replaces a version that is still there, and no other', async () => {
    const at = key();
    expect(await store.replace(at, 'new', 1)).toBe(false);
    await store.write(at, 'one');
    expect(await Promise.all([store.replace(at, 'a', 1), store.replace(at, 'b', 1)])).toContain(false);
    expect(await store.read(at)).toMatchObject({ version: 2 });
  });

  test('gives a lock to one, until they give it back or it expires', async () => {
    const at = key();
    const taken = await Promise.all(['a', 'b', 'c'].map((owner) => store.lock(at, owner, 60_000)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await store.unlock(at, 'nobody');
    expect(await store.lock(at, 'd', 60_000)).toBe(false);
    await store.unlock(at, ['a', 'b', 'c'][taken.indexOf(true)] ?? '');
    expect(await store.lock(at, 'd', 50)).toBe(true);
    await sleep(80);
    expect(await store.lock(at, 'e', 50)).toBe(true);
  });

  test('gives a value that is under way once, and not after its time', async () => {
    const [id, late] = [randomUUID(), randomUUID()];
    await store.putPending(id, 'sealed', Date.now() + 60_000);
    await store.putPending(late, 'sealed', Date.now() + 30);
    const taken = await Promise.all([store.takePending(id), store.takePending(id), store.takePending(id)]);
    expect(taken.filter((value) => value === 'sealed')).toHaveLength(1);
    await sleep(60);
    expect([await store.takePending(late), await store.takePending('unknown')]).toEqual([undefined, undefined]);
  });
});

test('the file of a vault is its owner’s alone', async () => {
  const path = join(directory, 'private', 'vault.db');
  const store = sqliteVault(path);
  await store.write({ tenant: '', user: 'ada', system: 'salesforce' }, 'sealed');
  expect([statSync(path).mode & 0o777, statSync(join(directory, 'private')).mode & 0o777]).toEqual([0o600, 0o700]);
  await store.close();
});
