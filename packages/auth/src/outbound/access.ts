import { ConnectorError, Secret, type CallContext } from '@causeway/core';
import type { AskOptions } from './ask.ts';
import { createServices, type ServiceAccounts } from './services.ts';
import { createUserAccess } from './user-access.ts';
import { holderOf, ownerOf, type Holder } from './holder.ts';
import type { Grant } from './vault/grant.ts';
import type { OAuthClient, Tokens } from './oauth-client.ts';
import type { OAuthSystem } from './system.ts';
import type { Vault } from './vault/vault.ts';

export interface AccessSystem {
  readonly title: string;
  readonly system: OAuthSystem<unknown>;
  readonly client: OAuthClient;
}

export interface AccessOptions extends AskOptions {
  readonly vault: Vault;
  readonly systems: Readonly<Record<string, AccessSystem>>;
  readonly serviceAccounts: ServiceAccounts;
  /** Told of a connection that began or ended. */
  readonly changed: (kind: 'connected' | 'disconnected', holder: Holder, system: string, upstreamUser?: string) => void;
}

/** One system, as a user sees it. */
export interface ConnectionState {
  readonly system: string;
  readonly title: string;
  /** `ended`: the system took the access back. `service`: the tenant's own account is used. */
  readonly state: 'connected' | 'ended' | 'none' | 'service';
  readonly grant?: Grant | undefined;
}

/** Access to systems: kept, renewed, asked for, ended. */
export interface Access {
  readonly names: readonly string[];
  readonly credential: (system: string) => (call: CallContext, rejected?: unknown) => Promise<unknown>;
  /** Keeps what a user granted. Returns who the user is there. */
  readonly connected: (holder: Holder, system: string, tokens: Tokens) => Promise<string | undefined>;
  readonly list: (call: CallContext) => Promise<readonly ConnectionState[]>;
  /** Returns whether there was a connection. */
  readonly disconnect: (call: CallContext, system: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export function createAccess(options: AccessOptions): Access {
  const { vault, systems, changed } = options;
  const systemOf = (name: string) => find(systems, name);
  const users = createUserAccess({ ...options, systemOf });
  const services = createServices(options.serviceAccounts, (name) => systemOf(name).system);
  return {
    names: Object.keys(systems),
    credential: (name) => async (call, rejected) => {
      const { system } = systemOf(name);
      const stale = (rejected as { readonly accessToken?: Secret } | undefined)?.accessToken?.reveal();
      const tokens: Tokens & Pick<Grant, 'upstreamUser'> =
        (await services.find(call, name)?.tokens(stale)) ?? (await users.grant(call, name, stale));
      // Whoever reads the audit sees as whom the call was made there.
      if (tokens.upstreamUser !== undefined) call.trail.touched('upstream_user', [tokens.upstreamUser]);
      return system.credential(tokens, new Secret(tokens.accessToken));
    },
    async connected(holder, name, tokens) {
      const { client, system } = systemOf(name);
      const identity = await client.identify(tokens);
      const grant: Grant = { ...tokens, ...identity, scopes: [...(tokens.scopes ?? system.scopes)], connectedAt: new Date().toISOString() };
      await vault.put({ ...ownerOf(holder), system: name }, grant);
      users.changed(holder, name);
      changed('connected', holder, name, identity.upstreamUser);
      return identity.upstreamUser;
    },
    async list(call) {
      const holder = holderOf(call);
      const grants = holder === undefined ? new Map<string, Grant | undefined>() : await vault.list(ownerOf(holder));
      return Object.entries(systems).map(([system, { title }]) => {
        if (services.find(call, system) !== undefined) return { system, title, state: 'service' };
        const grant = grants.get(system);
        const usable = grant !== undefined && grant.ended !== true;
        return { system, title, grant, state: usable ? 'connected' : grants.has(system) ? 'ended' : 'none' };
      });
    },
    async disconnect(call, name) {
      const holder = holderOf(call);
      if (holder === undefined) return false;
      const key = { ...ownerOf(holder), system: name };
      // What no key opens can still be deleted.
      const grant = (await vault.list(ownerOf(holder))).get(name);
      if (!(await vault.delete(key))) return false;
      users.changed(holder, name);
      changed('disconnected', holder, name, grant?.upstreamUser);
      const token = grant?.refreshToken ?? grant?.accessToken;
      // Gone here is gone; that the system forgets it too is a courtesy that may fail.
      if (token !== undefined) await revoke(systemOf(name), token);
      return true;
    },
    close: () => services.close(),
  };
}

function find(systems: AccessOptions['systems'], name: string): AccessSystem {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (system === undefined) throw new ConnectorError('not_found', `There is no system "${name}".`);
  return system;
}

async function revoke({ client }: AccessSystem, token: string): Promise<void> {
  await client.revoke(token).catch(() => {});
}
