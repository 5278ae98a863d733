import type { Quota } from '@causeway/core';

/** Tells what is left after each answer. */
export interface Quotas {
  /** Takes note of a search that is about to be sent. */
  searching(key: string): void;
  /** What an answer tells, and what is known of searches, of which HubSpot tells nothing. */
  after(key: string, answer: QuotaAnswer): readonly Quota[];
}

export interface QuotaAnswer {
  readonly search: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a refusal: `TEN_SECONDLY_ROLLING`, `SECONDLY`, `DAILY`. */
  readonly policy?: string | undefined;
}

/** Limits as HubSpot tells them in headers; answers to searches tell only the daily one. */
const told = [
  { name: 'daily', limit: 'x-hubspot-ratelimit-daily', remaining: 'x-hubspot-ratelimit-daily-remaining' },
  { name: 'ten_secondly', limit: 'x-hubspot-ratelimit-max', remaining: 'x-hubspot-ratelimit-remaining', resetMs: 10_000 },
] as const;

const windowMs = 1_000;
const maxKeys = 1_000;

/** Searches have a bucket of their own, for all of an account. They are counted here by credentials, as sent in the last second. */
export function createQuotas(searchesPerSecond: number, now: () => number = Date.now): Quotas {
  const searches = new Map<string, readonly number[]>();
  const recent = (key: string) => (searches.get(key) ?? []).filter((at) => at > now() - windowMs);
  return {
    searching(key) {
      const times = [...recent(key), now()];
      searches.delete(key);
      searches.set(key, times);
      for (const oldest of searches.keys()) {
        if (searches.size <= maxKeys) break;
        searches.delete(oldest);
      }
    },
    after(key, { search, headers, policy }) {
      if (!search) return toldIn(headers);
      const times = recent(key);
      const limit = searchesPerSecond;
      const remaining = policy === 'SECONDLY' ? 0 : Math.max(0, limit - times.length);
      const resetMs = policy === 'SECONDLY' ? windowMs : (times[0] ?? now()) + windowMs - now();
      return [...toldIn(headers), { name: 'search', limit, remaining, resetMs }];
    },
  };
}

function toldIn(headers: Readonly<Record<string, string>>): readonly Quota[] {
  return told.flatMap(({ limit: limitHeader, remaining: remainingHeader, ...quota }): readonly Quota[] => {
    const limit = Number(headers[limitHeader] ?? Number.NaN);
    const remaining = Number(headers[remainingHeader] ?? Number.NaN);
    return Number.isFinite(limit) && Number.isFinite(remaining) ? [{ ...quota, limit, remaining }] : [];
  });
}
