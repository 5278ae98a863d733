import { ConnectorError, createTtlCache, type CallContext } from '@causeway/core';
import { askForAccess, type AskOptions } from './ask.ts';
import { createRefresher } from './refresh.ts';
import { holderOf, ownerOf, type Holder } from './holder.ts';
import type { Grant } from './vault/grant.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { Vault } from './vault/vault.ts';
import type { VaultKey } from './vault/store.ts';

export interface UserAccess {
  /** A connection whose token is good and is not `rejected`. Asks the person where there is none. */
  grant(call: CallContext, system: string, rejected?: string): Promise<Grant>;
  /** Forgets what it knows of a connection that has changed. */
  changed(holder: Holder, system: string): void;
}

export interface UserAccessOptions extends AskOptions {
  readonly vault: Vault;
  readonly systemOf: (name: string) => { readonly title: string; readonly client: OAuthClient };
}

/** A token that ends within so many milliseconds is renewed before it is used. */
const skewMs = 60_000;
/** So long another process may have ended a connection before this one notices. */
const keptMs = 2_000;

export function createUserAccess(options: UserAccessOptions): UserAccess {
  const { vault, systemOf } = options;
  const refresher = createRefresher(vault);
  const kept = createTtlCache<Grant>({ ttlMs: keptMs, maxEntries: 10_000 });
  const find = async (key: VaultKey): Promise<Grant | undefined> => {
    const found = await vault.find(key);
    return found === undefined || found.grant.ended === true ? undefined : found.grant;
  };
  const findKept = async (key: VaultKey, { signal }: CallContext): Promise<Grant | undefined> => {
    try {
      return await kept.get(idOf(key), signal, async () => (await find(key)) ?? Promise.reject(nothing));
    } catch (error) {
      if (error !== nothing) throw error;
      return undefined;
    }
  };
  return {
    async grant(call, system, rejected) {
      const { title, client } = systemOf(system);
      const holder = holderOf(call);
      if (holder === undefined) throw nobody(title);
      const key = { ...ownerOf(holder), system };
      const ask = () => askForAccess(options, { call, holder, system, title, find: () => find(key) });
      const grant = (await findKept(key, call)) ?? (await ask());
      const expiring = grant.expiresAt !== undefined && grant.expiresAt < Date.now() + skewMs;
      if (!expiring && grant.accessToken !== rejected) return grant;
      kept.delete(idOf(key));
      return (await refresher.refresh(key, grant.accessToken, client)) ?? ask();
    },
    changed: (holder, system) => kept.delete(idOf({ ...ownerOf(holder), system })),
  };
}

const nothing = new Error('There is no connection.');

function idOf({ tenant, user, system }: VaultKey): string {
  return JSON.stringify([tenant, user, system]);
}

function nobody(title: string): ConnectorError {
  const message = `${title} is used with the access of each user, and this call comes from nobody in particular.`;
  return new ConnectorError('unauthenticated', message, { hint: 'Tell the person that they have to sign in to this server.' });
}
