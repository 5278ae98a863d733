/** What an upstream system said is left of an allowance. */
export interface Quota {
  /** `daily`, `ten_secondly`, `search`. */
  readonly name: string;
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds until it is full again, where known. */
  readonly resetMs?: number;
}
