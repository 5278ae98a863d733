import { callerKey, type CallContext } from '@causeway/core';
import { createServiceSession, type ServiceAccount, type ServiceSession } from './service-accounts.ts';
import type { OAuthSystem } from './system.ts';

/** By tenant (`*`: every other) and system. */
export type ServiceAccounts = Readonly<Record<string, Readonly<Record<string, ServiceAccount>>>>;

/** Service accounts of tenants, each signed in once. */
export interface Services {
  /** The account that a call uses in place of the user's own. */
  find(call: Pick<CallContext, 'get'>, system: string): ServiceSession | undefined;
  close(): Promise<void>;
}

export function createServices(accounts: ServiceAccounts, systemOf: (name: string) => OAuthSystem<unknown>): Services {
  const sessions = new Map<string, ServiceSession>();
  return {
    find(call, name) {
      const place = placeOf(accounts, call.get(callerKey).tenant, name);
      if (place === undefined) return undefined;
      const id = JSON.stringify([place.tenant, name]);
      const session = sessions.get(id) ?? createServiceSession(systemOf(name), place.account);
      sessions.set(id, session);
      return session;
    },
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.close()));
    },
  };
}

function placeOf(accounts: ServiceAccounts, tenant: string | undefined, system: string) {
  for (const place of [tenant, '*']) {
    if (place === undefined || !Object.hasOwn(accounts, place)) continue;
    const account = accounts[place]?.[system];
    if (account !== undefined) return { tenant: place, account };
  }
  return undefined;
}
