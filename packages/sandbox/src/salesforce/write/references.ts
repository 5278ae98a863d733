import { visibleRow } from '../access/actor.ts';
import { normalizeId } from '../ids.ts';
import { type SaveError, saveError } from '../messages.ts';
import type { Field, ObjectType, Value } from '../model.ts';
import type { JsonObject } from '../rest/body.ts';
import type { Writer } from './save.ts';

/** A reference that is given by an external id of its target: `{ "Account": { "External_Id__c": "A-1" } }`. */
export function resolveReference(writer: Writer, field: Field, body: JsonObject): string | SaveError {
  const { org, actor } = writer;
  const [key = '', value = null] = Object.entries(body).find(([name]) => name !== 'attributes') ?? [];
  for (const name of field.referenceTo) {
    const target = org.catalog.object(name);
    const lookup = target && actor.permissions.field(target, key);
    if (!target || !lookup?.idLookup) continue;
    const found = org.store.referencing(target.name, lookup.name, value).find((row) => visibleRow(org, actor, target, String(row['Id'])));
    if (found) return String(found['Id']);
  }
  return saveError('externalIdMissing', [String(value), key, field.referenceTo[0] ?? ''], []);
}

/** Checks every reference among the values and replaces 15-character ids by long ones. */
export function checkReferences(writer: Writer, object: ObjectType, values: Record<string, Value>): readonly SaveError[] {
  const errors: SaveError[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = object.field(name);
    if (field?.type !== 'reference' || value === null) continue;
    const found = checkReference(writer, object, field, String(value));
    if (typeof found === 'string') values[name] = found;
    else errors.push(found);
  }
  return errors;
}

function checkReference(writer: Writer, object: ObjectType, field: Field, value: string): string | SaveError {
  const { org, actor } = writer;
  const id = normalizeId(value);
  if (id === undefined) return saveError('malformedId', [field.label, value], [field.name]);
  const target = org.catalog.byPrefix(id);
  if (!target || !field.referenceTo.includes(target.name)) return saveError('wrongIdType', [field.label, value], [field.name]);
  const row = org.store.get(target.name, id);
  if (!row) return saveError('crossReference', [], [field.name]);
  if (row['IsDeleted'] === true) return saveError('entityDeleted', [], [field.name]);
  if (!actor.records.sees(target, row)) return saveError('crossReferenceAccess', [id], [field.name]);
  const isInactiveOwner = field.name === 'OwnerId' && target.name === 'User' && row['IsActive'] !== true;
  return isInactiveOwner ? saveError('inactiveOwner', [id, object.name.toLowerCase()], [field.name]) : id;
}
