import { toDateTime } from '../datetime.ts';
import type { Row } from '../model.ts';
import type { Org } from '../org.ts';
import { newRecord } from '../write/records.ts';

/** Puts demo records into the store: no checks, dates and people of the story. */
export interface Loader {
  readonly org: Org;
  /** Adds a record. `key` names it for others, as `company:kestrel`. Answers its id. */
  add(object: string, values: Row, options?: AddOptions): string;
  /** Makes another key name the same record. */
  alias(alias: string, key: string): void;
  /** The id behind a key; null when the record is not in Salesforce. */
  id(key: string | undefined): string | null;
}

interface AddOptions {
  readonly key?: string;
  /** Milliseconds; default: the story's beginning. */
  readonly at?: number;
  readonly updatedAt?: number;
  /** Id of the user who made it; default: the administrator. */
  readonly by?: string | null;
}

export function createLoader(org: Org, epoch: number, adminId: () => string): Loader {
  const ids = new Map<string, string>();
  return {
    org,
    alias: (alias, key) => {
      const id = ids.get(key);
      if (id !== undefined) ids.set(alias, id);
    },
    id: (key) => (key === undefined ? null : (ids.get(key) ?? null)),
    add: (name, values, { key, at = epoch, updatedAt = at, by } = {}) => {
      const object = org.catalog.object(name)!;
      const stamps = { LastModifiedDate: toDateTime(updatedAt), SystemModstamp: toDateTime(updatedAt) };
      const row = newRecord(org, object, { ...stamps, ...values }, { userId: by ?? adminId(), at });
      org.store.put(object.name, row);
      const id = String(row['Id']);
      if (key !== undefined) ids.set(key, id);
      return id;
    },
  };
}
