import type { ChainHead, SealedRecord } from './record.ts';

/** A signed statement of how far a chain had come. Keep copies where the log's owner cannot reach them. */
export interface Checkpoint {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
  readonly time: string;
  /** Ed25519 JWS over `{ chain, seq, hash }`, where a signing key is configured. */
  readonly signature?: string;
}

/** Where a sink stands when it is opened. */
export interface SinkState {
  readonly head: ChainHead;
  /** Bytes of a line that a crash left unfinished, and that were cut off. */
  readonly repairedBytes?: number;
}

/** A place for audit records. Each sink holds a chain of its own, so that one that fails leaves no gap in another. */
export interface AuditSink {
  readonly name: string;
  /** Names the chain: one writer each. */
  readonly chain: string;
  /** When it fails, no call fails: its records are counted, kept and tried again. */
  readonly optional?: boolean;
  /** Called before the first write, and again after a write that failed: says where the chain really ends. */
  open(): Promise<SinkState>;
  /**
   * Stores records in order, all or none. With `durable` they survive a loss of power once this resolves; without, the death of
   * the process.
   */
  write(records: readonly SealedRecord[], durable: boolean): Promise<void>;
  /** Keeps a checkpoint apart from the records, where the sink can. */
  checkpoint?(checkpoint: Checkpoint): Promise<void>;
  close?(): Promise<void>;
}
