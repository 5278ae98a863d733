import { genesis, type AuditEvent, type ChainHead, type SealedRecord } from './record.ts';
import { headOf, type Seal } from './seal.ts';
import type { AuditSink } from './sink.ts';
import { randomUUID } from 'node:crypto';

/** The end of a sink's chain, where records are added. A write that failed leaves it to the sink to say where it ends now. */
export interface ChainEnd {
  readonly head: ChainHead;
  open(): Promise<void>;
  write(events: readonly AuditEvent[], durable: boolean): Promise<void>;
  close(): Promise<void>;
}

export function createChainEnd(sink: AuditSink, seal: Seal): ChainEnd {
  let head: ChainHead = genesis;
  let opening: Promise<void> | undefined;

  const write = async (events: readonly AuditEvent[], durable: boolean): Promise<void> => {
    const sealed = sealAll(events, head, seal);
    try {
      await sink.write(sealed, durable);
    } catch (error) {
      opening = undefined;
      throw error;
    }
    head = headOf(sealed.at(-1));
  };

  const start = async () => {
    const state = await sink.open();
    head = state.head;
    if (state.repairedBytes !== undefined) await write([note('repaired', { counts: { bytes: state.repairedBytes } })], true);
  };

  return {
    get head() {
      return head;
    },
    open() {
      opening ??= start().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    write,
    async close() {
      opening = undefined;
      await sink.close?.();
    },
  };
}

/** A record that the log writes about itself. */
export function note(kind: 'repaired' | 'checkpoint' | 'lost', rest: Partial<AuditEvent>): AuditEvent {
  return { kind, id: randomUUID(), time: new Date().toISOString(), ...rest };
}

function sealAll(events: readonly AuditEvent[], head: ChainHead, seal: Seal): readonly SealedRecord[] {
  const sealed: SealedRecord[] = [];
  for (const event of events) sealed.push(seal(event, sealed.length === 0 ? head : headOf(sealed.at(-1))));
  return sealed;
}
