import type { Clients } from './clients.ts';

/** A recorded answer, and how to ask the sandbox for the same. */
export interface ServedRow {
  /** Path below the folder of recorded material. */
  readonly file: string;
  /** The status that came with it, as recorded or documented. */
  readonly status: number;
  ask(clients: Clients): Promise<Answer>;
  /** How the two are held against each other. Default: `compareJson` with no allowance. */
  readonly compare?: Comparison;
}

/** A recorded answer that the sandbox has no counterpart for. */
interface NotServedRow {
  readonly file: string;
  readonly notServed: string;
}

export type Row = ServedRow | NotServedRow;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What differs between a recorded text and a served one; nothing when they agree. */
export type Comparison = (recorded: string, served: string) => readonly Difference[];

export interface Difference {
  /** Where, `records[].Name`. */
  readonly path: string;
  readonly what: string;
  /** Why it is accepted; without it the row differs. */
  readonly allowed?: string;
}
