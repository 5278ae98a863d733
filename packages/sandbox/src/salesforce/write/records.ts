import { toDateTime } from '../datetime.ts';
import type { ObjectType, Value, Row } from '../model.ts';
import type { Org } from '../org.ts';
import { withDerived } from './derive.ts';

type Values = Row;

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
export function newRecord(org: Org, object: ObjectType, values: Values, { userId, at }: Stamp): Row {
  const stamp = toDateTime(at);
  const base: Row = { ...blank(object), Id: org.store.nextId(object.name, object.keyPrefix ?? '000') };
  const row = only(object, {
    OwnerId: userId,
    ...defaultCurrency(org, userId),
    ...audit(userId, stamp),
    CreatedDate: stamp,
    CreatedById: userId,
    ...values,
  });
  const filled: Row = { ...base, ...row };
  const named: Row = object.custom && !filled['Name'] ? { ...filled, Name: filled['Id'] ?? null } : filled;
  return withDerived(object.name, named, { store: org.store, now: at, before: undefined });
}

/** The record after a change. */
export function changedRecord(org: Org, object: ObjectType, before: Row, values: Values, { userId, at }: Stamp): Row {
  const row: Row = { ...before, ...only(object, { ...audit(userId, toDateTime(at)), ...values }) };
  return withDerived(object.name, row, { store: org.store, now: at, before });
}

function audit(userId: string, stamp: string): Values {
  return { LastModifiedDate: stamp, LastModifiedById: userId, SystemModstamp: stamp };
}

function defaultCurrency(org: Org, userId: string): Values {
  return { CurrencyIsoCode: org.store.get('User', userId)?.['DefaultCurrencyIsoCode'] ?? 'EUR' };
}

function only(object: ObjectType, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => object.field(name)));
}
