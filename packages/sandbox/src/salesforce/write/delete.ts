import { toDateTime } from '../datetime.ts';
import { saveError } from '../messages.ts';
import type { ObjectType, Row } from '../model.ts';
import { failed, isFailed, type SaveResult, type Writer } from './save.ts';
import { writeableRow } from './update.ts';

/** Moves a record to the recycle bin, with everything that belongs to it. The id has 18 characters. */
export function deleteRecord(writer: Writer, object: ObjectType, id: string): SaveResult {
  const row = writeableRow(writer, object, id, 'delete');
  if (isFailed(row)) return row;
  const restriction = restricted(writer, object, row);
  if (restriction) return { ...restriction, id };
  bin(writer, object, row);
  return { id, created: false };
}

function children({ org }: Writer, object: ObjectType, id: unknown, kind: 'cascadeDelete' | 'restrictedDelete') {
  return object.childRelationships
    .filter((relationship) => relationship[kind])
    .map((relationship) => {
      const child = org.catalog.object(relationship.childSObject)!;
      const rows = org.store.referencing(child.name, relationship.field, id).filter((row) => row['IsDeleted'] !== true);
      return { child, rows };
    });
}

function restricted(writer: Writer, object: ObjectType, row: Row) {
  const hit = children(writer, object, row['Id'], 'restrictedDelete').find(({ rows }) => rows.length > 0);
  if (!hit) return undefined;
  const nameField = hit.child.fields.find((field) => field.nameField)?.name ?? 'Id';
  const names = hit.rows.map((child) => String(child[nameField])).join(', ');
  return failed(saveError('deleteRestricted', [String(row['Name'] ?? row['Id']), hit.child.labelPlural.toLowerCase(), names]));
}

function bin(writer: Writer, object: ObjectType, row: Row): void {
  const { org, actor } = writer;
  const stamp = toDateTime(org.clock.now());
  org.store.put(object.name, { ...row, IsDeleted: true, LastModifiedDate: stamp, LastModifiedById: actor.id, SystemModstamp: stamp });
  for (const { child, rows } of children(writer, object, row['Id'], 'cascadeDelete')) {
    for (const each of rows) bin(writer, child, each);
  }
}
