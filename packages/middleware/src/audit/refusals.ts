import type { AuditEvent } from './record.ts';
import type { Caller } from '@causeway/core';
import { describeCaller } from './event.ts';
import { LRUCache } from 'lru-cache';
import { plain } from './plain.ts';
import { randomUUID } from 'node:crypto';

/** A request that the transport turned away: no token, a wrong one, a foreign origin. */
export interface TransportRefusal {
  /** From a short list: `no_token`, `expired_token`, `wrong_audience`. */
  readonly reason: string;
  /** HTTP status that was answered. */
  readonly status?: number;
  /** As far as it is known; what a token says that was not verified is not known. */
  readonly caller?: Caller;
  /** What was asked for, as the caller named it. */
  readonly operation?: string;
}

export interface Refusals {
  add(refusal: TransportRefusal): Promise<void>;
  /** Writes what was counted and not written yet. */
  flush(): Promise<void>;
}

interface Burst {
  readonly event: AuditEvent;
  count: number;
  readonly until: number;
}

const quietMs = 10_000;

/**
 * The first refusal of a kind from an address is written at once; its repeats within ten seconds become one record with their
 * count, so that a flood of bad tokens cannot fill the disk.
 */
export function createRefusals(append: (event: AuditEvent) => Promise<void>): Refusals {
  const bursts = new LRUCache<string, Burst>({ max: 1_000, dispose: (burst) => void settle(burst) });
  const settle = async ({ event, count }: Burst) => {
    if (count > 0) await append({ ...event, id: randomUUID(), time: new Date().toISOString(), counts: { records: count } }).catch(() => {});
  };
  return {
    async add(refused) {
      const key = JSON.stringify([refused.reason, refused.caller?.source?.address, refused.caller?.principal?.id]);
      const burst = bursts.get(key);
      if (burst !== undefined && burst.until > Date.now()) {
        burst.count += 1;
        return;
      }
      const event = toEvent(refused);
      bursts.set(key, { event, count: 0, until: Date.now() + quietMs });
      await append(event);
    },
    async flush() {
      const open = [...bursts.values()].filter(({ count }) => count > 0);
      const counted = open.map((burst) => ({ ...burst }));
      for (const burst of open) burst.count = 0;
      await Promise.all(counted.map(settle));
    },
  };
}

function toEvent({ reason, status, caller = {}, operation }: TransportRefusal): AuditEvent {
  return {
    kind: 'refused',
    id: randomUUID(),
    time: new Date().toISOString(),
    outcome: 'denied',
    reason: plain(status === undefined ? reason : `${reason} (${status})`),
    ...(operation === undefined ? {} : { operation: plain(operation) }),
    ...describeCaller(caller),
  };
}
