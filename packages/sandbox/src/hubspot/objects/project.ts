import type { Call } from '../endpoint.ts';
import type { ObjectType } from '../model/object-type.ts';
import { portalId } from '../model/portal-facts.ts';
import type { CrmRecord } from '../store/records.ts';

/** A record as the objects API shows it. */
export interface RecordView {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly propertiesWithHistory?: Readonly<Record<string, readonly HistoryEntry[]>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly archivedAt?: string;
  readonly url: string;
  readonly associations?: unknown;
}

interface HistoryEntry {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly updatedByUserId: number | null;
}

/** Turns records into views of the named properties. */
export type Projection = (record: CrmRecord) => RecordView;

/**
 * Properties come sorted by name; the system's are always there; defined ones without a value are null, undefined
 * ones are left out without a word, and so are those the token may not see (recorded).
 */
export function projection(call: Call, type: ObjectType, requested: readonly string[], history: readonly string[] = []): Projection {
  const known = call.portal.catalog.properties(type);
  const visible = (name: string): boolean => {
    const property = known.get(name);
    return property !== undefined && property.archived !== true && call.may('read', type, property);
  };
  const wanted = requested.length === 0 && history.length === 0 ? type.defaults : [...requested, ...history];
  const names = sortedNames([...systemNames(type), ...wanted.filter(visible)]);
  const historical = sortedNames(history.filter(visible));
  return (record) => ({
    ...view(type, record, Object.fromEntries(names.map((name) => [name, record.properties[name] ?? null]))),
    ...(historical.length > 0
      ? { propertiesWithHistory: Object.fromEntries(historical.map((name) => [name, versions(record, name)])) }
      : {}),
  });
}

/** What every read shows. */
export function systemNames(type: ObjectType): readonly string[] {
  return [type.created, type.modified, 'hs_object_id'];
}

/** A view with exactly these properties, sorted. */
export function viewOf(type: ObjectType, record: CrmRecord, names: Iterable<string>): RecordView {
  return view(type, record, Object.fromEntries(sortedNames([...names]).map((name) => [name, record.properties[name] ?? ''])));
}

function view(type: ObjectType, record: CrmRecord, properties: RecordView['properties']): RecordView {
  return {
    id: record.id,
    properties,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: new Date(record.archivedAt).toISOString() }),
    url: `https://app.hubspot.com/contacts/${portalId}/record/${type.id}/${record.id}`,
  };
}

function sortedNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function versions(record: CrmRecord, name: string): readonly HistoryEntry[] {
  const value = record.properties[name];
  const list = record.history?.[name] ?? (value === undefined ? [] : [{ value, at: record.createdAt }]);
  return list.map((version) => ({
    value: version.value,
    timestamp: new Date(version.at).toISOString(),
    sourceType: 'INTEGRATION',
    sourceId: '1900001',
    updatedByUserId: null,
  }));
}
