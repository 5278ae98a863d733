import { createChainEnd, note } from './chain-end.ts';
import type { AuditSink, Checkpoint } from './sink.ts';
import type { ChainHead } from './record.ts';
import type { Seal } from './seal.ts';
import type { Sign } from './signature.ts';
import type { Waiting } from './backlog.ts';

export interface ChainStoreOptions {
  readonly sink: AuditSink;
  readonly seal: Seal;
  /** Signs checkpoints; without it they are plain statements. */
  readonly sign: Sign | undefined;
  /** Records between two checkpoints. */
  readonly checkpointEvery: number;
  readonly onFailure: (error: unknown, sink: AuditSink) => void;
}

/** A chain with its checkpoints. One call at a time. */
export interface ChainStore {
  open(): Promise<void>;
  /** `lost`: how many events were given up so far, all told. */
  add(batch: readonly Pick<Waiting, 'event' | 'durable'>[], lost: number): Promise<void>;
  /** Ends with a checkpoint. */
  close(): Promise<void>;
}

export function createChainStore({ sink, seal, sign, checkpointEvery, onFailure }: ChainStoreOptions): ChainStore {
  const end = createChainEnd(sink, seal);
  let sinceCheckpoint = 0;
  let told = 0;

  /** What it states is stored already, so its failure fails no call. */
  const checkpoint = async () => {
    try {
      await end.open();
      const statement = await toCheckpoint(sink.chain, end.head, sign);
      const { time, signature } = statement;
      await end.write([note('checkpoint', { time, ...(signature === undefined ? {} : { signature }) })], true);
      sinceCheckpoint = 0;
      await sink.checkpoint?.(statement);
    } catch (error) {
      onFailure(error, sink);
    }
  };

  return {
    open: () => end.open(),
    async add(batch, lost) {
      const events = batch.map(({ event }) => event);
      const durable = batch.some((one) => one.durable);
      await end.open();
      await end.write(lost === told ? events : [note('lost', { counts: { records: lost - told } }), ...events], durable);
      told = lost;
      sinceCheckpoint += events.length;
      if (sinceCheckpoint >= checkpointEvery) await checkpoint();
    },
    async close() {
      if (sinceCheckpoint > 0) await checkpoint();
      await end.close();
    },
  };
}

async function toCheckpoint(chain: string, head: ChainHead, sign: Sign | undefined): Promise<Checkpoint> {
  const signature = await sign?.({ chain, ...head });
  return { chain, ...head, time: new Date().toISOString(), ...(signature === undefined ? {} : { signature }) };
}
