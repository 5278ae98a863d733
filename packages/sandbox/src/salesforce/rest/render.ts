import type { Actor } from '../access/actor.ts';
import { refuse } from '../messages.ts';
import type { Field, ObjectType, Row } from '../model.ts';
import { type Call, recordUrl } from './call.ts';

/** A record on the wire: `attributes`, then the fields in the given order. */
export function renderRecord(call: Pick<Call, 'version'>, object: ObjectType, row: Row, fields: readonly Field[]): Record<string, unknown> {
  const record: Record<string, unknown> = {
    attributes: { type: object.name, url: recordUrl(call, object.name, String(row['Id'])) },
  };
  for (const field of fields) record[field.name] = field.type === 'address' ? address(field, row) : (row[field.name] ?? null);
  return record;
}

const parts = ['City', 'Country', 'GeocodeAccuracy', 'Latitude', 'Longitude', 'PostalCode', 'State', 'Street'] as const;

/** The compound of an address; null when every part is. */
function address(field: Field, row: Row): object | null {
  const prefix = field.name.slice(0, -'Address'.length);
  const values = parts.map((part) => [`${part[0]!.toLowerCase()}${part.slice(1)}`, row[`${prefix}${part}`] ?? null] as const);
  return values.every(([, value]) => value === null) ? null : Object.fromEntries(values);
}

export function readableFields({ permissions }: Actor, object: ObjectType): readonly Field[] {
  return object.fields.filter((field) => permissions.reads(object, field));
}

/** The fields in a comma-separated list; all readable ones when there is no list. Throws INVALID_FIELD. */
export function chosenFields(actor: Actor, object: ObjectType, names: readonly string[] | undefined): readonly Field[] {
  if (!names) return readableFields(actor, object);
  return names.map((name) => {
    const field = actor.permissions.field(object, name.trim());
    if (!field) throw refuse('noSuchColumnOnEntity', name.trim(), object.name);
    return field;
  });
}
