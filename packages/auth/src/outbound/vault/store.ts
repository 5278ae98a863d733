/** Whose access it is, and to what. */
export interface VaultKey {
  readonly tenant: string;
  /** Issuer and subject, as one text. */
  readonly user: string;
  /** Name of the system: `salesforce`. */
  readonly system: string;
}

/** What a store holds of a connection: sealed, so that a store that is read or changed gives nothing away. */
export interface VaultRow {
  readonly sealed: string;
  /** Counts up with each change. */
  readonly version: number;
}

/** Where connections are kept, and the lock by which processes take turns. */
export interface VaultStore {
  read(key: VaultKey): Promise<VaultRow | undefined>;
  /** The connections of a user, by system. */
  list(of: Omit<VaultKey, 'system'>): Promise<ReadonlyMap<string, VaultRow>>;
  /** Writes the next version. Ends no lock. */
  write(key: VaultKey, sealed: string): Promise<void>;
  /** Writes over a row that still has this version. Returns whether it had. */
  replace(key: VaultKey, sealed: string, version: number): Promise<boolean>;
  delete(key: VaultKey): Promise<boolean>;
  /** Takes the lock of a connection for so many milliseconds, if nobody has it. It ends by itself, so that a crash locks nobody out. */
  lock(key: VaultKey, owner: string, ms: number): Promise<boolean>;
  unlock(key: VaultKey, owner: string): Promise<void>;
  /** Keeps a sealed value until it is taken or expires, in milliseconds since 1970. */
  putPending(id: string, sealed: string, expiresAt: number): Promise<void>;
  /** Gives a value once: whoever comes second gets nothing. */
  takePending(id: string): Promise<string | undefined>;
  /** Safe to call twice. */
  close(): Promise<void>;
}
