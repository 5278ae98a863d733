import { open, readFile, rename, rm, stat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiKey } from './api-key.ts';
import type { KeyStore } from './key-store.ts';

const keySchema = z.object({
  id: z.string(),
  hash: z.string(),
  principal: z.string().min(1),
  name: z.string().optional(),
  tenant: z.string().optional(),
  scopes: z.array(z.string()),
  roles: z.array(z.string()),
  groups: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
});
const fileSchema = z.object({ keys: z.array(keySchema) });

/** Milliseconds for which a file is taken to be unchanged: so long a revoked key still works. */
const freshMs = 1_000;
const lockMs = 5_000;

type Keys = ReadonlyMap<string, ApiKey>;

/** Keys in a JSON file that only its owner can read; `causeway-keys` writes it, servers notice. No file: no keys. */
export function keyFile(path: string): KeyStore {
  let seen: { readonly at: number; readonly stamp: string; readonly keys: Keys } | undefined;
  const read = async (): Promise<Keys> => {
    if (seen !== undefined && Date.now() - seen.at < freshMs) return seen.keys;
    const stamp = await stampOf(path);
    const keys = seen !== undefined && seen.stamp === stamp ? seen.keys : await readKeys(path);
    seen = { at: Date.now(), stamp, keys };
    return keys;
  };
  const change = (edit: (keys: Map<string, ApiKey>) => boolean): Promise<boolean> =>
    locked(`${path}.lock`, async () => {
      const keys = new Map(await readKeys(path));
      const changed = edit(keys);
      if (changed) await writeKeys(path, keys);
      seen = undefined;
      return changed;
    });
  return {
    find: async (id) => (await read()).get(id),
    list: async () => [...(await read()).values()],
    add: async (key) => void (await change((keys) => keys.set(key.id, key).size > 0)),
    update: (id, values) =>
      change((keys) => {
        const key = keys.get(id);
        if (key !== undefined) keys.set(id, { ...key, ...values });
        return key !== undefined;
      }),
  };
}

async function stampOf(path: string): Promise<string> {
  const found = await stat(path).catch(ignoreMissing);
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
}

async function readKeys(path: string): Promise<Keys> {
  const text = await readFile(path, 'utf8').catch(ignoreMissing);
  if (text === undefined) return new Map();
  return new Map(fileSchema.parse(JSON.parse(text)).keys.map((key) => [key.id, key]));
}

async function writeKeys(path: string, keys: Keys): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, 'wx', 0o600);
  await file.writeFile(`${JSON.stringify({ keys: [...keys.values()] }, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(temporary, path);
}

/** One writer at a time; a lock that a crash left behind is broken after a while. */
async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  for (let waited = 0; ; waited += 20) {
    const lock = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (lock !== undefined) {
      await lock.close();
      break;
    }
    if (waited >= lockMs) await rm(path, { force: true });
    await sleep(20);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
