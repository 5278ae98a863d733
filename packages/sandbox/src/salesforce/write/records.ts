import { toDateTime } from '../datetime.ts';
import type { ObjectType, Value, Row } from '../model.ts';
import type { Org } from '../org.ts';
import { withDerived } from './derive.ts';

/** When and by whom a record is written. */
export interface Stamp {
  readonly userId: string;
  readonly at: number;
}

const blanks = new WeakMap<ObjectType, Row>();

/** A record with every stored field: null, false, or the default. */
function blank(object: ObjectType): Row {
  const known = blanks.get(object);
  if (known) return known;
  const made = Object.fromEntries(
    object.fields.filter((field) => field.type !== 'address').map((field): [string, Value] => [field.name, field.defaultValue ?? null]),
  );
  blanks.set(object, made);
  return made;
}

/** A new record with its id, defaults and derived fields, not yet in the store. */
export function newRecord(org: Org, object: ObjectType, values: Row, { userId, at }: Stamp): Row {
  const stamp = toDateTime(at);
  const currency = org.store.get('User', userId)?.['DefaultCurrencyIsoCode'] ?? 'EUR';
  const made = { OwnerId: userId, CurrencyIsoCode: currency, CreatedDate: stamp, CreatedById: userId, ...audit(userId, stamp) };
  const row: Record<string, Value> = { ...blank(object), Id: org.store.nextId(object.name, object.keyPrefix ?? '000') };
  fill(row, made);
  fill(row, values);
  if (object.custom) row['Name'] ??= row['Id'] ?? null;
  return withDerived(object.name, row, { store: org.store, now: at, before: undefined });
}

/** The record after a change. */
export function changedRecord(org: Org, object: ObjectType, before: Row, values: Row, { userId, at }: Stamp): Row {
  const row: Record<string, Value> = { ...before };
  fill(row, audit(userId, toDateTime(at)));
  fill(row, values);
  return withDerived(object.name, row, { store: org.store, now: at, before });
}

function audit(userId: string, stamp: string): Row {
  return { LastModifiedDate: stamp, LastModifiedById: userId, SystemModstamp: stamp };
}

/** Sets the fields that the object has. */
function fill(row: Record<string, Value>, values: Row): void {
  for (const [name, value] of Object.entries(values)) {
    if (Object.hasOwn(row, name)) row[name] = value;
  }
}
