import {
  apiKeyVerifier,
  createAuthenticate,
  introspectionVerifier,
  jwtVerifier,
  keyFile,
  scopes,
  type Authentication,
  type ScopeMiddleware,
  type Verifier,
} from '@causeway/auth';
import type { Toolkit } from '@causeway/core';
import type { Config } from './config/schema/config.ts';
import { UsageError } from './errors.ts';

type AuthConfig = NonNullable<Config['auth']>;

export interface SignInParts {
  readonly config: Config;
  readonly title: string;
  readonly toolkit: Toolkit;
  readonly rules: ScopeMiddleware | undefined;
  readonly onRefused: (refused: { readonly reason: string; readonly address: string }) => void;
}

/** Lets callers use what their scopes open; nothing over stdio and without `auth`, where nobody has scopes. */
export function scopeRulesOf({ auth, transport }: Config): ScopeMiddleware | undefined {
  return auth === undefined || auth.scopes === false || transport === 'stdio' ? undefined : scopes(auth.scopes);
}

/** Who is calling over HTTP; undefined when the configuration does not ask. */
export function createSignIn({ config, title, toolkit, rules, onRefused }: SignInParts): Authentication | undefined {
  const { auth } = config;
  if (auth === undefined) return undefined;
  const { host, port, path } = config.http;
  const { resource = `http://${host}:${port}${path}`, authorizationServers, initialScopes, documentation, guesses, addressHeader } = auth;
  try {
    return createAuthenticate({
      resource,
      verifiers: verifiersOf(auth, resource),
      authorizationServers,
      initialScopes,
      documentation,
      guesses,
      addressHeader,
      title,
      onRefused,
      ...(rules === undefined ? {} : { scopes: rules.rules, tools: () => toolkit.catalogue.tools }),
    });
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(`auth: ${error.message}`) : error;
  }
}

function verifiersOf({ jwt = [], introspection, apiKeys }: AuthConfig, audience: string): readonly Verifier[] {
  return [
    ...(apiKeys === undefined ? [] : [apiKeyVerifier({ ...apiKeys, store: keyFile(apiKeys.file) })]),
    ...jwt.map((one) => jwtVerifier({ audience, ...one })),
    ...(introspection === undefined ? [] : [introspectionVerifier({ audience, ...introspection })]),
  ];
}

/** Host names under which the server is known to be reached, beside those of this machine. */
export function allowedHostsOf({ auth, http }: Config): readonly string[] | undefined {
  if (http.allowedHosts !== undefined) return http.allowedHosts;
  const named = [...(auth?.resource === undefined ? [] : [new URL(auth.resource).hostname]), ...(isEvery(http.host) ? [] : [http.host])];
  return named.length === 0 ? undefined : [...new Set([...named, 'localhost', '127.0.0.1', '[::1]'])];
}

/** What a person should know of who can call. */
export function accessWarnings({ auth, http }: Config): readonly string[] {
  if (auth === undefined) return ['callers do not sign in; everyone on this machine can call.'];
  if (!isEvery(http.host) || auth.resource !== undefined || http.allowedHosts !== undefined) return [];
  return ['only requests addressed to localhost are answered; set auth.resource or http.allowedHosts.'];
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Throws a UsageError rather than let a network in unseen. */
export function requireSignIn({ auth, http: { host } }: Config): void {
  if (auth === undefined && !loopback.test(host))
    throw new UsageError(`Listening on ${host} needs "auth" in the config file: everyone who reaches this machine could call.`);
}

function isEvery(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
