import { setTimeout as sleep } from 'node:timers/promises';
import { callerKey, type Call, type Quota } from '@causeway/core';
import { LRUCache } from 'lru-cache';
import { refusal } from '../refusal.ts';

export interface QuotaOptions {
  /** The share of an upstream allowance that is kept for tenants who had less than their part of it. Default 0.2. */
  readonly reserve?: number;
}

/** What upstream systems said is left, and which tenant used how much. Each process judges by the answers that it saw itself. */
export interface Quotas {
  /** Throws `rate_limited` when nothing is left, or nothing for this tenant. An allowance that is full again in a moment is waited for. */
  check(call: Call): Promise<void>;
  /** Learns from what the connector reported during the call. */
  learn(call: Call): void;
}

interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
  /** Calls by tenant since it was full. */
  readonly used: Map<string, number>;
}

/** How long a report counts that does not say when the allowance is full again. */
const unknownResetMs = 60_000;
/** A tenant that was here in the last hour has a part, used or not. */
const presenceMs = 3_600_000;
/** Allowances by the second (HubSpot's searches) come back before a refused model could ask again. */
const momentMs = 1_500;

export function createQuotas({ reserve = 0.2 }: QuotaOptions, now: () => number = Date.now): Quotas {
  const allowances = new LRUCache<string, Map<string, Allowance>>({ max: 1_000 });
  const tenants = new LRUCache<string, LRUCache<string, true>>({ max: 1_000 });
  return {
    async check({ connector, context, invalid }) {
      if (connector === undefined || invalid !== undefined) return;
      const tenant = context.get(callerKey).tenant ?? '';
      const present = tenants.get(connector.name) ?? new LRUCache<string, true>({ max: 10_000, ttl: presenceMs });
      tenants.set(connector.name, present.set(tenant, true));
      for (const { limit, remaining, resetAt, used } of allowances.get(connector.name)?.values() ?? []) {
        const left = resetAt - now();
        if (left <= 0) continue;
        const mine = used.get(tenant) ?? 0;
        const scarce = remaining < limit * reserve;
        if (remaining <= 0 || (scarce && mine >= limit / present.size)) {
          if (left > momentMs) throw exhausted(connector.title, left);
          await sleep(left, undefined, { signal: context.signal });
        }
        used.set(tenant, mine + 1);
      }
    },
    learn({ connector, context }) {
      const { quotas } = context.trail.log;
      if (connector === undefined || quotas.length === 0) return;
      const known = allowances.get(connector.name) ?? new Map<string, Allowance>();
      for (const quota of quotas) known.set(quota.name, toAllowance(quota, known.get(quota.name), now()));
      allowances.set(connector.name, known);
    },
  };
}

function toAllowance({ limit, remaining, resetMs = unknownResetMs }: Quota, before: Allowance | undefined, now: number): Allowance {
  const used = before === undefined || before.resetAt <= now ? new Map<string, number>() : before.used;
  return { limit, remaining, resetAt: now + resetMs, used };
}

function exhausted(title: string, retryAfterMs: number): Error {
  return refusal('rate_limited', `The allowance of ${title} is used up for now.`, {
    retryAfterMs: Math.ceil(retryAfterMs),
    hint: 'Wait, or do with fewer calls.',
  });
}
