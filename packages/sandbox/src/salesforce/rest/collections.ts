import type { Reply } from '../../wire/exchange.ts';
import { visibleObject } from '../access/actor.ts';
import { normalizeId } from '../ids.ts';
import { asSaveError, refuse, saveError } from '../messages.ts';
import type { Field, ObjectType } from '../model.ts';
import { json } from '../replies.ts';
import { createRecord } from '../write/create.ts';
import { deleteRecord } from '../write/delete.ts';
import { failed, isFailed, type SaveResult } from '../write/save.ts';
import { updateRecord } from '../write/update.ts';
import { isObject, type JsonObject } from './body.ts';
import { type Call, objectInPath, type Resource } from './call.ts';
import { findByField, lookupField, upsertRecord } from './external-id.ts';
import { writerOf } from './records.ts';
import { saveMany, saveRecords, saveResult } from './save-many.ts';

/** Writes of up to 200 records at once. */
export const collectionResources: readonly Resource[] = [
  { method: 'POST', path: '/composite/sobjects', handle: (call) => saveAll(call, createOne) },
  { method: 'PATCH', path: '/composite/sobjects', handle: (call) => saveAll(call, updateOne) },
  { method: 'PATCH', path: '/composite/sobjects/:type/:field', handle: upsertAll },
  { method: 'DELETE', path: '/composite/sobjects', handle: deleteAll },
];

function saveAll(call: Call, save: (call: Call, record: JsonObject) => SaveResult): Reply {
  return json(200, saveRecords(call, (record) => save(call, record)).map(saveResult));
}

function createOne(call: Call, record: JsonObject): SaveResult {
  const object = objectOf(call, record);
  return object ? createRecord(writerOf(call), object, record) : unknownType(record);
}

function updateOne(call: Call, record: JsonObject): SaveResult {
  const object = objectOf(call, record);
  if (!object) return unknownType(record);
  const [id, rest] = without(record, 'Id');
  if (typeof id !== 'string') return failed(saveError('externalIdRequired', ['Id'], ['Id']));
  const long = normalizeId(id);
  if (long === undefined || call.org.catalog.byPrefix(long) !== object) return { ...failed(saveError('malformedRecordId', [id])), id };
  return updateRecord(writerOf(call), object, long, rest);
}

function typeName(record: JsonObject): string | undefined {
  const attributes = record['attributes'];
  const name = isObject(attributes) ? attributes['type'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function objectOf({ org, actor }: Call, record: JsonObject): ObjectType | undefined {
  return visibleObject(org, actor, typeName(record) ?? '');
}

function unknownType(record: JsonObject): SaveResult {
  const name = typeName(record);
  return failed(name === undefined ? asSaveError('requiredParameter', 'attributes.type') : asSaveError('invalidType', name));
}

/** A member of a record by name, ignoring case, and the record without it. */
function without(record: JsonObject, name: string): readonly [value: unknown, rest: JsonObject] {
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  const rest = Object.fromEntries(Object.entries(record).filter(([candidate]) => candidate !== key));
  return [key === undefined ? undefined : record[key], rest];
}

function upsertAll(call: Call): Reply {
  const object = objectInPath(call);
  const field = lookupField(call, object, call.exchange.params['field'] ?? '');
  const seen = new Set<string>();
  const results = saveRecords(call, (record) => upsertOne(call, object, field, seen, record));
  return json(
    200,
    results.map((result) => ({ ...saveResult(result), created: !isFailed(result) && result.created })),
  );
}

function upsertOne(call: Call, object: ObjectType, field: Field, seen: Set<string>, record: JsonObject): SaveResult {
  const [value, rest] = without(record, field.name);
  if (typeof value !== 'string' && typeof value !== 'number') return failed(saveError('externalIdRequired', [field.name], [field.name]));
  const key = String(value).toLowerCase();
  const rows = findByField(call, object, field, key);
  if (seen.has(key) || rows.length > 1) return failed(saveError('duplicateExternalId', [String(value)]));
  seen.add(key);
  return upsertRecord(call, object, field, value, rows[0], rest);
}

function deleteAll(call: Call): Reply {
  const { query } = call.exchange;
  const ids = query.get('ids')?.split(',');
  if (!ids) throw refuse('requiredParameter', 'ids');
  const results = saveMany(call, query.get('allOrNone') === 'true', ids, (given) => {
    const id = normalizeId(given.trim());
    const object = id === undefined ? undefined : call.org.catalog.byPrefix(id);
    if (id === undefined || !object) return { ...failed(saveError('malformedRecordId', [given])), id: given };
    return deleteRecord(writerOf(call), object, id);
  });
  return json(200, results.map(saveResult));
}
