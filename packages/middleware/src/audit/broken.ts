/** The first thing that is wrong with a chain, thrown to end its verification. */
export class Broken extends Error {
  /** Number of the record that is broken or missing. */
  readonly seq: number;

  constructor(seq: number, reason: string) {
    super(reason);
    this.seq = seq;
  }
}
