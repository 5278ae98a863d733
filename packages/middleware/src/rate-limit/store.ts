/** A token bucket: `points` come back every `seconds`, on top of a reserve for bursts that fills up more slowly. */
export interface Bucket {
  /** Buckets of one id share their counts. */
  readonly id: string;
  readonly points: number;
  readonly seconds: number;
  readonly burst?: { readonly points: number; readonly seconds: number };
}

export interface Taken {
  readonly allowed: boolean;
  /** Milliseconds until a point is back. 0 when allowed. */
  readonly retryAfterMs: number;
  /** Points taken from the bucket in its present period, reserve aside. */
  readonly taken: number;
}

/** Counts what was used of each bucket, by key. */
export interface RateLimitStore {
  take(bucket: Bucket, key: string): Promise<Taken>;
}
