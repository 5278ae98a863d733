/** Keeps answers as text, and counts how often what they came from has changed. */
export interface CacheStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** How often each of these was bumped; 0 at first. */
  generations(names: readonly string[]): Promise<readonly number[]>;
  bump(names: readonly string[]): Promise<void>;
}
