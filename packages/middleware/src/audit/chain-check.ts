import { genesis, type ChainHead } from './record.ts';
import { readLine, recordHash, unkeyed, type ChainKey } from './seal.ts';
import { Broken } from './broken.ts';
import canonicalize from 'canonicalize';

export type ReadRecord = NonNullable<ReturnType<typeof readLine>>;

/** Follows a chain line by line: every record whole, in its place, and hashed with a key that is known. */
export interface ChainCheck {
  readonly head: ChainHead;
  /** Throws `Broken`. */
  next(line: string): ReadRecord;
}

export interface ChainCheckOptions {
  /** With keys, records without one are broken: anybody could have made them. */
  readonly keys: readonly ChainKey[];
  /** The record that comes before the first line. */
  readonly after: ChainHead | undefined;
  /** Where else a chain may begin, by the number of its first record. */
  readonly startOf: (seq: number) => ChainHead | undefined;
}

export function createChainCheck({ keys, after, startOf }: ChainCheckOptions): ChainCheck {
  const hashes = new Map(keys.length === 0 ? [[unkeyed, recordHash()]] : keys.map((key) => [key.id, recordHash(key)]));
  let head = after;
  let chain: string | undefined;
  return {
    get head() {
      return head ?? genesis;
    },
    next(line) {
      const sealed = readLine(line);
      if (sealed === undefined) throw new Broken((head?.seq ?? 0) + 1, 'it is no audit record');
      const { record, hash, text } = sealed;
      const { seq, key_id } = record;
      const before = head ?? startOf(seq) ?? genesis;
      if (seq !== before.seq + 1) throw new Broken(before.seq + 1, `record ${before.seq + 1} is missing: record ${seq} is in its place`);
      if (record.prev_hash !== before.hash) throw new Broken(seq, 'it does not follow from the record before it');
      if (chain !== undefined && record.chain !== chain) throw new Broken(seq, `it belongs to the chain "${record.chain}"`);
      const digest = hashes.get(key_id);
      if (digest === undefined) throw new Broken(seq, `its key "${key_id}" is not one of those that are given`);
      if (canonicalize(record) !== text || digest(text) !== hash) throw new Broken(seq, 'it was changed');
      chain = record.chain;
      head = { seq, hash };
      return sealed;
    },
  };
}
