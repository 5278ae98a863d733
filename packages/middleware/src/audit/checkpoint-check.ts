import type { AuditRecord, ChainHead } from './record.ts';
import { Broken } from './broken.ts';
import type { Checkpoint } from './sink.ts';
import type { KeyObject } from 'node:crypto';
import { openSignature, type Statement } from './signature.ts';

/** Holds a chain to its checkpoints: those on it, and those that were kept apart. */
export interface CheckpointCheck {
  /** Up to here nothing can be missing. */
  readonly coveredUntil: number;
  /** Throws `Broken`. `before` is the head before the record. */
  next(record: AuditRecord, before: ChainHead): Promise<void>;
  /** Throws `Broken` when the chain ends before a checkpoint that was kept apart. */
  end(head: ChainHead): void;
}

/** With public keys, every checkpoint must be signed with one of them. Throws `Broken` for one kept apart that is not. */
export async function createCheckpointCheck(kept: readonly Checkpoint[], keys: readonly KeyObject[] | undefined): Promise<CheckpointCheck> {
  for (const checkpoint of kept)
    if (!(await isVouched(checkpoint, checkpoint.signature, keys)))
      throw new Broken(checkpoint.seq, 'a checkpoint kept apart has no valid signature');
  const expected = new Map(kept.map(({ seq, hash }) => [seq, hash]));
  const furthest = kept.reduce((most, { seq }) => Math.max(most, seq), 0);
  let coveredUntil = 0;
  return {
    get coveredUntil() {
      return coveredUntil;
    },
    async next({ seq, kind, chain, signature }, before) {
      const hash = expected.get(before.seq);
      if (hash !== undefined && hash !== before.hash) throw new Broken(before.seq, 'a checkpoint names another hash for it');
      if (hash !== undefined && kind !== 'checkpoint') throw new Broken(seq, 'a checkpoint stood here');
      if (kind !== 'checkpoint') return;
      if (!(await isVouched({ chain, ...before }, signature, keys))) throw new Broken(seq, 'its signature is not valid');
      coveredUntil = seq;
    },
    end({ seq }) {
      // A checkpoint is itself on the chain, after the record that it names.
      if (furthest > 0 && seq <= furthest) throw new Broken(seq + 1, `record ${seq + 1} is missing: a checkpoint names record ${furthest}`);
    },
  };
}

async function isVouched(
  { chain, seq, hash }: Statement,
  signature: string | undefined,
  keys: readonly KeyObject[] | undefined,
): Promise<boolean> {
  if (keys === undefined) return true;
  if (signature === undefined) return false;
  for (const key of keys) {
    const statement = await openSignature(signature, key);
    if (statement !== undefined) return statement.chain === chain && statement.seq === seq && statement.hash === hash;
  }
  return false;
}
