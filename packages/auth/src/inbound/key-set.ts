import { createLocalJWKSet, errors, type JSONWebKeySet, type JWSHeaderParameters, type FlattenedJWSInput } from 'jose';
import { ConnectorError } from '@causeway/core';
import { TokenRefused } from './verifier.ts';

export interface KeySetOptions {
  /** Fetches the key set. */
  readonly load: () => Promise<JSONWebKeySet>;
  /** Milliseconds after which keys are fetched anew. Default 10 minutes. */
  readonly maxAgeMs?: number | undefined;
  /** Least milliseconds between two fetches that an unknown key causes. Default 30 seconds. */
  readonly cooldownMs?: number | undefined;
  readonly now?: (() => number) | undefined;
}

type LocalKeys = ReturnType<typeof createLocalJWKSet>;
export type KeySet = (header: JWSHeaderParameters, token: FlattenedJWSInput) => ReturnType<LocalKeys>;

/** While the provider does not answer, old keys are good for so long. */
const staleMs = 24 * 3_600_000;
const maxBackOffMs = 60_000;

/**
 * The keys of an issuer. They are fetched when first needed, when they are old, and when a token names a key that is not among
 * them, but not more often than once in a cooldown, whatever tokens say. A provider that fails is asked again after 1, 2, 4 … 60 s.
 */
export function createKeySet({ load, maxAgeMs = 600_000, cooldownMs = 30_000, now = Date.now }: KeySetOptions): KeySet {
  let keys: LocalKeys | undefined;
  let loadedAt = -Infinity;
  let failures = 0;
  let restUntil = -Infinity;
  let loading: Promise<void> | undefined;

  const refresh = async (): Promise<void> => {
    try {
      keys = createLocalJWKSet(await load());
      [loadedAt, failures, restUntil] = [now(), 0, -Infinity];
    } catch (cause) {
      failures += 1;
      restUntil = now() + Math.min(maxBackOffMs, 1_000 * 2 ** (failures - 1));
      throw new ConnectorError('unavailable', 'The keys of the identity provider cannot be read.', { cause });
    }
  };
  const reload = (): Promise<void> => (loading ??= refresh().finally(() => (loading = undefined)));
  const current = async (): Promise<LocalKeys> => {
    const age = now() - loadedAt;
    if (age <= maxAgeMs && keys !== undefined) return keys;
    const resting = restUntil > now();
    if (!resting) await reload().catch((error: unknown) => rethrowUnless(keys !== undefined && age <= staleMs, error));
    if (keys === undefined || now() - loadedAt > staleMs) throw unavailable(restUntil - now());
    return keys;
  };

  return async (header, token) => {
    const known = await current();
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    if (keys === known) {
      if (now() - loadedAt < cooldownMs || restUntil > now()) throw new TokenRefused('unknown_key');
      await reload();
    }
    return (await current())(header, token);
  };
}

function rethrowUnless(tolerable: boolean, error: unknown): void {
  if (!tolerable) throw error;
}

function unavailable(waitMs: number): ConnectorError {
  return new ConnectorError('unavailable', 'The keys of the identity provider cannot be read.', { retryAfterMs: Math.max(1_000, waitMs) });
}
