import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError } from '@causeway/core';
import type { Grant } from './vault/grant.ts';
import { GrantEnded, type OAuthClient } from './oauth-client.ts';
import type { Kept, Vault } from './vault/vault.ts';
import type { VaultKey } from './vault/store.ts';

/** Keeps connections fresh: however many calls and processes find a token stale, one of them refreshes it. */
export interface Refresher {
  /** The connection with a token other than `stale`. Undefined when the user has to consent anew. */
  refresh(key: VaultKey, stale: string, client: OAuthClient): Promise<Grant | undefined>;
}

export interface RefresherOptions {
  /** Milliseconds that one process may take; then another may try. Longer than a request for a token may last. Default 20 seconds. */
  readonly lockMs?: number;
  /** Milliseconds after which a call gives up waiting for another process. Default 25 seconds. */
  readonly patienceMs?: number;
}

export function createRefresher(vault: Vault, { lockMs = 20_000, patienceMs = 25_000 }: RefresherOptions = {}): Refresher {
  const flights = new Map<string, Promise<Grant | undefined>>();
  const fly = async (key: VaultKey, stale: string, client: OAuthClient): Promise<Grant | undefined> => {
    const owner = randomUUID();
    for (const end = Date.now() + patienceMs; Date.now() < end;) {
      if (await vault.lock(key, owner, lockMs)) {
        try {
          return await refreshLocked(vault, key, stale, client);
        } finally {
          await vault.unlock(key, owner).catch(() => {});
        }
      }
      await sleep(40 + Math.random() * 120);
      const kept = await vault.find(key);
      if (kept === undefined || kept.grant.ended === true) return undefined;
      if (kept.grant.accessToken !== stale) return kept.grant;
    }
    throw new ConnectorError('unavailable', 'Another process did not finish renewing the access in time.');
  };
  return {
    refresh(key, stale, client) {
      const id = JSON.stringify([key.tenant, key.user, key.system, stale]);
      const flight = flights.get(id) ?? fly(key, stale, client).finally(() => flights.delete(id));
      flights.set(id, flight);
      return flight;
    },
  };
}

async function refreshLocked(vault: Vault, key: VaultKey, stale: string, client: OAuthClient): Promise<Grant | undefined> {
  // Whoever had the lock before may have done the work.
  const kept = await vault.find(key);
  if (kept === undefined || kept.grant.ended === true) return undefined;
  if (kept.grant.accessToken !== stale) return kept.grant;
  const { refreshToken } = kept.grant;
  if (refreshToken === undefined) return settle(vault, key, kept, { ...kept.grant, ended: true });
  try {
    const tokens = await client.refresh(refreshToken);
    const { scopes = kept.grant.scopes, ...rest } = tokens;
    const { expiresAt: _, ...base } = kept.grant;
    return await settle(vault, key, kept, { ...base, ...rest, scopes });
  } catch (error) {
    if (!(error instanceof GrantEnded)) throw error;
    return settle(vault, key, kept, { ...kept.grant, ended: true });
  }
}

const attempts = 4;

/**
 * Writes what came of a refresh before anybody uses it. If the record has changed since, what another process wrote wins over an
 * ending, so that a lost race logs nobody out; a record that only was sealed anew is written over.
 */
async function settle(vault: Vault, key: VaultKey, kept: Kept, next: Grant): Promise<Grant | undefined> {
  let { version } = kept;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (await vault.replace(key, next, version)) return next.ended === true ? undefined : next;
      const found = await vault.find(key);
      if (found === undefined || found.grant.ended === true) return undefined;
      if (found.grant.accessToken !== kept.grant.accessToken || found.grant.refreshToken !== kept.grant.refreshToken) return found.grant;
      ({ version } = found);
    } catch (cause) {
      if (attempt >= attempts) throw new ConnectorError('unavailable', 'The renewed access could not be kept.', { cause });
      await sleep(50 * 2 ** attempt);
    }
  }
}
