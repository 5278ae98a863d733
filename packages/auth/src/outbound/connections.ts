import type { CallContext, Connector } from '@causeway/core';
import { connectRoutes } from './connect/routes.ts';
import { connectionsConnector } from './connector.ts';
import { createAccess } from './access.ts';
import { createConsents } from './consent.ts';
import { createOAuthClient } from './oauth-client.ts';
import { createSignIn, type SignInOptions } from './connect/sign-in.ts';
import type { Holder } from './holder.ts';
import type { CredentialOf, OAuthSystem } from './system.ts';
import type { Route } from '../inbound/metadata.ts';
import type { ServiceAccounts } from './services.ts';
import type { Vault } from './vault/vault.ts';

/** What happened to a connection, for the audit. */
export interface ConnectionEvent {
  readonly kind: 'connected' | 'disconnected' | 'refused';
  readonly system?: string;
  readonly tenant?: string;
  readonly issuer?: string;
  readonly subject?: string;
  /** The user in the system. */
  readonly upstreamUser?: string;
  /** Why it was refused, from a short list. */
  readonly reason?: string;
}

export interface ConnectionsOptions<S extends Readonly<Record<string, OAuthSystem<unknown>>>> {
  readonly vault: Vault;
  /** By name: that of the connector. */
  readonly systems: S;
  /** As browsers reach this server: `https://mcp.example.com`. */
  readonly publicUrl: string;
  /** Path of the pages. Default `/connect`. */
  readonly path?: string | undefined;
  /**
   * How the person who opens a link shows who they are. `trust-link` takes whoever has the link for the one it was made for, which is
   * right only where one person uses this server: somebody who is talked into opening another's link gives their access away.
   */
  readonly signIn: SignInOptions | 'trust-link';
  /** By tenant (`*`: every other) and system: callers of that tenant then use it, and connect nothing themselves. */
  readonly serviceAccounts?: ServiceAccounts | undefined;
  /** Milliseconds that a call waits for a person who says that they opened the page. Default 15,000. */
  readonly waitMs?: number | undefined;
  readonly onEvent?: ((event: ConnectionEvent) => void) | undefined;
}

/** A `Credential` that finds out by itself whose it is. */
export type UserCredential<T> = (call: CallContext, rejected?: unknown) => Promise<T>;

export interface Connections<S extends Readonly<Record<string, OAuthSystem<unknown>>>> {
  /** For the `auth` option of each system's connector. */
  readonly credentials: { readonly [K in keyof S]: UserCredential<CredentialOf<S[K]>> };
  /** Serve them beside the protocol. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Tools with which users look after their connections. */
  readonly connector: Connector;
  /** Frees sockets; closes the vault. Safe to call twice. */
  close(): Promise<void>;
}

const systemName = /^[a-z][a-z0-9]{1,15}$/;

/** Access to systems for each user, by their own consent. */
export function createConnections<const S extends Readonly<Record<string, OAuthSystem<unknown>>>>(
  options: ConnectionsOptions<S>,
): Connections<S> {
  const { vault, systems, publicUrl, path = '/connect', serviceAccounts = {}, waitMs = 15_000, onEvent = () => {} } = options;
  const wrong = Object.keys(systems).find((name) => !systemName.test(name));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is not the name of a connector.`);
  const signIn = options.signIn === 'trust-link' ? undefined : createSignIn(options.signIn);
  const consents = createConsents(vault);
  const clients = Object.fromEntries(
    Object.entries(systems).map(([name, system]) => [name, { title: system.title, system, client: createOAuthClient(system) }]),
  );
  const access = createAccess({
    vault,
    systems: clients,
    consents,
    serviceAccounts,
    waitMs,
    pages: new URL(publicUrl).origin + path,
    changed: (kind, holder, system, upstreamUser) =>
      onEvent({ kind, ...describe(holder, system), ...(upstreamUser === undefined ? {} : { upstreamUser }) }),
  });
  return {
    credentials: Object.fromEntries(Object.keys(systems).map((name) => [name, access.credential(name)])) as Connections<S>['credentials'],
    routes: connectRoutes({
      publicUrl,
      path,
      systems: clients,
      consents,
      signIn,
      connected: access.connected,
      refused: (reason, ticket) =>
        onEvent({ kind: 'refused', reason, ...(ticket === undefined ? {} : describe(ticket.holder, ticket.system)) }),
    }),
    connector: connectionsConnector(access),
    async close() {
      await Promise.all([access.close(), signIn?.close(), ...Object.values(clients).map(({ client }) => client.close())]);
      await vault.close();
    },
  };
}

function describe({ tenant, issuer, subject }: Holder, system: string) {
  return { system, tenant, issuer, subject };
}
