import type { AuditEvent } from './record.ts';

export interface AppendOptions {
  /** Resolve only once it survives a loss of power. */
  readonly durable: boolean;
  /** `closed`: reject when it cannot be stored. `open`: resolve, keep it and try again. */
  readonly fail: 'closed' | 'open';
}

/** An event on its way to a sink, and who waits for it. */
export interface Waiting extends AppendOptions {
  readonly event: AuditEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Events on their way to one sink, in order, and bounded. */
export interface Backlog {
  readonly size: number;
  /** Events that were given up, because too many waited. */
  readonly lost: number;
  /** Whether nobody waits for any of them. */
  readonly patient: boolean;
  add(one: Waiting): void;
  take(): readonly Waiting[];
  /** Tells those who wait that storing failed; keeps what may wait, at the front. */
  giveBack(batch: readonly Waiting[], error: unknown): void;
}

const maxBatch = 512;

export function createBacklog(limit: number): Backlog {
  const queue: Waiting[] = [];
  let lost = 0;
  return {
    get size() {
      return queue.length;
    },
    get lost() {
      return lost;
    },
    get patient() {
      return queue.every(({ fail }) => fail === 'open');
    },
    add(one) {
      if (queue.length < limit) queue.push(one);
      else if (one.fail === 'closed') one.reject(new Error('Too many audit records wait to be stored.'));
      else {
        lost += 1;
        one.resolve();
      }
    },
    take: () => queue.splice(0, maxBatch),
    giveBack(batch, error) {
      const kept = batch.filter(({ fail }) => fail === 'open');
      for (const { fail, reject } of batch) if (fail === 'closed') reject(error);
      for (const { resolve } of kept) resolve();
      const surplus = Math.min(kept.length, Math.max(0, kept.length + queue.length - limit));
      lost += surplus;
      queue.unshift(...kept.slice(surplus));
    },
  };
}
