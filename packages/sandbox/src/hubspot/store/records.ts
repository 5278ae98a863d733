import type { Clock } from '../../wire/clock.ts';
import type { ObjectType } from '../model/object-type.ts';
import { cached, type Catalog } from './catalog.ts';
import type { Shelf } from './shelf.ts';
import type { Store } from './store.ts';

/** A record. Values are strings; a property without a value has no key. Never changed in place. */
export interface CrmRecord {
  readonly id: string;
  /** The id as a number, for order. */
  readonly number: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt?: number;
  /** Earlier and present values of properties that have changed, newest first. */
  readonly history?: Readonly<Record<string, readonly PropertyVersion[]>>;
}

export interface PropertyVersion {
  readonly value: string;
  readonly at: number;
}

/** All records of one type. */
export interface Table {
  get(id: string): CrmRecord | undefined;
  archived(id: string): CrmRecord | undefined;
  /** By id, ascending. */
  live(): readonly CrmRecord[];
  archive(): readonly CrmRecord[];
  /** Oldest first. */
  byCreation(): readonly CrmRecord[];
  /** The record that owns a unique value; case does not matter. */
  owner(property: string, value: string): CrmRecord | undefined;
  /** Adds or replaces. `hidden`: search does not wait for it. */
  put(record: CrmRecord, options?: { readonly hidden?: boolean }): void;
  /** Takes it out of the live ones; for good unless `archivedAt` is given. */
  remove(id: string, archivedAt?: number): void;
  nextId(): string;
  /** How records that changed within the last `delayMs` were before. */
  unseen(delayMs: number): ReadonlyMap<string, CrmRecord | undefined>;
}

interface Change {
  readonly at: number;
  readonly id: string;
  readonly before: CrmRecord | undefined;
}

/** Where ids of a type begin; HubSpot's have up to 12 digits. */
const firstIds: Readonly<Record<string, number>> = {
  '0-1': 220_000_000_001,
  '0-2': 29_000_000_001,
  '0-3': 38_000_000_001,
  '0-5': 41_000_000_001,
};
const otherFirstId = 60_000_000_001;

/** Distance of neighbouring ids: a client that counts them up finds nothing. */
const idStep = 50;

export interface TableContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly catalog: Catalog;
  /** Whether changes must be kept for `unseen`. */
  delayed(): boolean;
}

export function createTable(type: ObjectType, context: TableContext): Table {
  const { store, clock, catalog } = context;
  const live = store.shelf<string, CrmRecord>();
  const archive = store.shelf<string, CrmRecord>();
  const owners = store.shelf<string, string>();
  const changes = store.shelf<number, Change>();
  const counters = store.shelf<'id' | 'change', number>();
  const count = (name: 'id' | 'change', value: number): number => (counters.set(name, value), value);
  const key = (property: string, value: string): string => `${property}=${value.toLowerCase()}`;
  const byCreation = cached(live, () => live.values().toSorted((a, b) => a.createdAt - b.createdAt || a.number - b.number));
  const claim = (before: CrmRecord | undefined, after: CrmRecord | undefined): void => {
    for (const property of catalog.uniqueProperties(type)) {
      const [old, next] = [before?.properties[property], after?.properties[property]];
      if (old === next) continue;
      if (old !== undefined) owners.delete(key(property, old));
      if (next !== undefined && after) owners.set(key(property, next), after.id);
    }
  };
  const note = (id: string, before: CrmRecord | undefined): void => {
    if (context.delayed()) changes.set(count('change', (counters.get('change') ?? 0) + 1), { at: clock.now(), id, before });
  };
  return {
    get: (id) => live.get(id),
    archived: (id) => archive.get(id),
    live: () => live.values(),
    archive: () => archive.values().toSorted((a, b) => a.number - b.number),
    byCreation,
    owner: (property, value) => {
      const id = owners.get(key(property, value));
      return id === undefined ? undefined : live.get(id);
    },
    put: (record, { hidden = false } = {}) => {
      const before = live.get(record.id);
      if (!hidden) note(record.id, before);
      claim(before, record);
      live.set(record.id, record);
    },
    remove: (id, archivedAt) => {
      const before = live.get(id);
      if (!before) return;
      note(id, before);
      claim(before, undefined);
      live.delete(id);
      if (archivedAt !== undefined) archive.set(id, { ...before, archivedAt });
    },
    nextId: () => String(count('id', counters.has('id') ? counters.get('id')! + idStep : (firstIds[type.id] ?? otherFirstId))),
    unseen: (delayMs) => overlay(changes, clock.now() - delayMs),
  };
}

/** Forgets changes before `since`; of the others the oldest per record counts. */
function overlay(changes: Shelf<number, Change>, since: number): ReadonlyMap<string, CrmRecord | undefined> {
  const before = new Map<string, CrmRecord | undefined>();
  if (changes.size === 0) return before;
  const kept = changes.values().filter(({ at }) => at > since);
  if (kept.length === 0) changes.restore();
  for (const change of kept) if (!before.has(change.id)) before.set(change.id, change.before);
  return before;
}
