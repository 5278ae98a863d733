import type { ObjectType } from './model/object-type.ts';
import type { LoadedRecord } from './options.ts';
import type { Portal } from './portal.ts';
import type { CrmRecord } from './store/records.ts';

/** Puts a record in place as if it had always been there: no validation, no search delay. */
export function place(portal: Portal, type: ObjectType, record: LoadedRecord): CrmRecord {
  const table = portal.table(type);
  const id = table.nextId();
  const createdAt = record.createdAt ?? portal.clock.now();
  const updatedAt = record.updatedAt ?? createdAt;
  const properties = { ...record.properties, ...systemValues(type, id, createdAt, updatedAt), hs_object_source: 'CRM_UI' };
  const placed: CrmRecord = { id, number: Number(id), properties, createdAt, updatedAt };
  table.put(placed, { hidden: true });
  return placed;
}

/** Values of the properties that every record has. */
export function systemValues(type: ObjectType, id: string, createdAt: number, updatedAt: number): Readonly<Record<string, string>> {
  return {
    [type.created]: new Date(createdAt).toISOString(),
    [type.modified]: new Date(updatedAt).toISOString(),
    hs_object_id: id,
  };
}
