import { createChainStore, type ChainStoreOptions } from './chain-store.ts';
import { createBacklog, type AppendOptions } from './backlog.ts';
import type { AuditEvent } from './record.ts';

export interface WriterOptions extends ChainStoreOptions {
  /** Events that are kept for a sink that fails. */
  readonly backlog: number;
}

export interface SinkStatus {
  readonly sink: string;
  readonly chain: string;
  readonly failures: number;
  /** Events that wait to be stored. */
  readonly waiting: number;
  /** Events that were given up, because too many waited. */
  readonly lost: number;
}

/** Puts events on the chain of one sink, in order, as many at once as have gathered while the sink was busy. */
export interface Writer {
  append(event: AuditEvent, options: AppendOptions): Promise<void>;
  /** Resolves once the sink can take records. */
  open(): Promise<void>;
  /** Stores what waits, and a last checkpoint. */
  close(): Promise<void>;
  status(): SinkStatus;
}

const retryMs = 1_000;

export function createWriter({ backlog: limit, ...options }: WriterOptions): Writer {
  const { sink, onFailure } = options;
  const store = createChainStore(options);
  const backlog = createBacklog(limit);
  let pumping: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let broken = false;

  const pump = async () => {
    while (backlog.size > 0) {
      // What ends in the same turn of the event loop is stored together.
      await new Promise(setImmediate);
      const batch = backlog.take();
      const { lost } = backlog;
      try {
        await store.add(batch, lost);
        broken = false;
        for (const { resolve } of batch) resolve();
      } catch (error) {
        failures += 1;
        broken = true;
        onFailure(error, sink);
        backlog.giveBack(batch, error);
        if (backlog.patient) return;
      }
    }
  };

  const start = (): Promise<void> => {
    clearTimeout(timer);
    pumping ??= pump().finally(() => {
      pumping = undefined;
      if (backlog.size > 0) timer = setTimeout(() => void start(), retryMs).unref();
    });
    return pumping;
  };

  return {
    append: (event, { durable, fail }) =>
      new Promise((resolve, reject) => {
        backlog.add({ event, durable, fail, resolve, reject });
        // While the sink is down, what may wait neither waits for it nor tries it.
        if (broken && fail === 'open') resolve();
        else void start();
      }),
    open: () => store.open(),
    async close() {
      await start();
      clearTimeout(timer);
      await store.close();
    },
    status: () => ({ sink: sink.name, chain: sink.chain, failures, waiting: backlog.size, lost: backlog.lost }),
  };
}
