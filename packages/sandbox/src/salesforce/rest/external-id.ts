import type { Reply } from '../../wire/exchange.ts';
import { visibleRow } from '../access/actor.ts';
import { refuse } from '../messages.ts';
import type { Field, ObjectType, Row } from '../model.ts';
import { json } from '../replies.ts';
import { createRecord } from '../write/create.ts';
import { updateRecord } from '../write/update.ts';
import { type JsonObject, readJson } from './body.ts';
import { type Call, objectInPath, recordUrl, type Resource } from './call.ts';
import { readRecord, remove, saved, writerOf } from './records.ts';

/** Records by a field that names them: an external id, or another one that is good for look-ups. */
export const externalIdResources: readonly Resource[] = [
  { method: 'GET', path: '/sobjects/:type/:field/:value', handle: (call) => one(call, (object, row) => readRecord(call, object, row)) },
  {
    method: 'DELETE',
    path: '/sobjects/:type/:field/:value',
    handle: (call) => one(call, (object, row) => remove(call, object, String(row['Id']))),
  },
  { method: 'PATCH', path: '/sobjects/:type/:field/:value', handle: upsert },
];

/** The look-up field by name, ignoring case. Throws NOT_FOUND. */
export function lookupField(call: Call, object: ObjectType, name: string): Field {
  const field = call.actor.permissions.field(object, name);
  if (!field || !(field.externalId || field.idLookup)) throw refuse('noExternalId', name);
  return field;
}

/** Visible records with this value; case is ignored. */
export function findByField({ org, actor }: Call, object: ObjectType, field: Field, value: string): readonly Row[] {
  const wanted = value.toLowerCase();
  const exact = org.store.referencing(object.name, field.name, value);
  const rows =
    exact.length > 0 ? exact : [...org.store.all(object.name)].filter((row) => String(row[field.name] ?? '').toLowerCase() === wanted);
  return rows.filter((row) => visibleRow(org, actor, object, String(row['Id'])));
}

function find(call: Call): { readonly object: ObjectType; readonly field: Field; readonly value: string; readonly rows: readonly Row[] } {
  const object = objectInPath(call);
  const field = lookupField(call, object, call.exchange.params['field'] ?? '');
  const value = call.exchange.params['value'] ?? '';
  return { object, field, value, rows: findByField(call, object, field, value) };
}

/** More than one match is answered with where they are: HTTP 300. */
function choices(call: Call, object: ObjectType, rows: readonly Row[]): Reply {
  return json(
    300,
    rows.map((row) => recordUrl(call, object.name, String(row['Id']))),
  );
}

function one(call: Call, answer: (object: ObjectType, row: Row) => Reply): Reply {
  const { object, rows } = find(call);
  const [row] = rows;
  if (!row) throw refuse('notFound');
  return rows.length > 1 ? choices(call, object, rows) : answer(object, row);
}

/** Since 46.0 the answer says whether the record is new, and an update is answered with a body. */
const tellsCreated = 46;

function upsert(call: Call): Reply {
  const { object, field, value, rows } = find(call);
  if (rows.length > 1) return choices(call, object, rows);
  const body = readJson(call.exchange);
  const repeated = Object.keys(body).find((key) => key.toLowerCase() === field.name.toLowerCase());
  if (repeated !== undefined) throw refuse('unexpectedField', field.name);
  const { id, created } = saved(call, upsertRecord(call, object, field, value, rows[0], body));
  const isModern = Number(call.version) >= tellsCreated;
  const location = { location: recordUrl(call, object.name, id) };
  if (!isModern && !created) return { status: 204 };
  return json(created ? 201 : 200, { id, success: true, errors: [], ...(isModern && { created }) }, created ? location : {});
}

/** Updates the record that was found, or creates one that bears the value. */
export function upsertRecord(call: Call, object: ObjectType, field: Field, value: unknown, found: Row | undefined, body: JsonObject) {
  const writer = writerOf(call);
  if (found) return updateRecord(writer, object, String(found['Id']), body);
  if (field.type === 'id') throw refuse('notFound');
  return createRecord(writer, object, { ...body, [field.name]: value });
}
