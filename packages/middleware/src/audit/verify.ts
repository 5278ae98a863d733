import { Broken } from './broken.ts';
import type { ChainHead } from './record.ts';
import type { ChainKey } from './seal.ts';
import type { Checkpoint } from './sink.ts';
import { createChainCheck } from './chain-check.ts';
import { createCheckpointCheck } from './checkpoint-check.ts';
import { createOpenIntents, type OpenIntent } from './open-intents.ts';
import type { KeyObject } from 'node:crypto';

export interface VerifyOptions {
  /** The keys of the chain, by id. A chain without a key needs none. */
  readonly keys?: readonly ChainKey[];
  /** Public keys of the checkpoints. When given, an unsigned or wrongly signed checkpoint is a problem. */
  readonly publicKeys?: readonly KeyObject[];
  /** Checkpoints that were kept apart. The chain must reach each of them. */
  readonly checkpoints?: readonly Checkpoint[];
  /** The chain may begin where one of the checkpoints stands: older files were removed when they were no longer needed. */
  readonly pruned?: boolean;
  /** The lines follow this record, which was verified before. */
  readonly after?: ChainHead;
}

/** The first thing that is wrong with a chain. */
export interface ChainProblem {
  /** Number of the first record that is broken or missing. */
  readonly seq: number;
  /** Where it was found: the line, counted from 1 over all files. */
  readonly line: number;
  readonly reason: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly problem?: ChainProblem;
  /** Lines that were read. */
  readonly records: number;
  readonly last: ChainHead;
  /** Up to here nothing can be missing: the last record that a checkpoint vouches for. */
  readonly coveredUntil: number;
  /** Writes that were about to be made and whose outcome is not recorded: look in the system whether they were made. */
  readonly openIntents: readonly OpenIntent[];
}

/** Checks every line of a chain, in order. */
export async function verifyLines(lines: AsyncIterable<string> | Iterable<string>, options: VerifyOptions = {}): Promise<Verification> {
  const { keys = [], publicKeys, checkpoints = [], pruned = false, after } = options;
  const startOf = (seq: number) => (pruned ? checkpoints.find((checkpoint) => checkpoint.seq === seq - 1) : undefined);
  const chain = createChainCheck({ keys, after, startOf });
  const intents = createOpenIntents();
  let line = 0;
  let coveredUntil = 0;
  let problem: ChainProblem | undefined;
  try {
    const vouched = await createCheckpointCheck(checkpoints, publicKeys);
    for await (const text of lines) {
      line += 1;
      const { record } = chain.next(text);
      await vouched.next(record, { seq: record.seq - 1, hash: record.prev_hash });
      coveredUntil = vouched.coveredUntil;
      intents.add(record);
    }
    vouched.end(chain.head);
  } catch (thrown) {
    if (!(thrown instanceof Broken)) throw thrown;
    problem = { seq: thrown.seq, line, reason: thrown.message };
  }
  return {
    ok: problem === undefined,
    ...(problem === undefined ? {} : { problem }),
    records: line,
    last: chain.head,
    coveredUntil,
    openIntents: intents.list(),
  };
}
