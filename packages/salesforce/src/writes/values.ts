import { ConnectorError } from '@causeway/core';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';
import { fullId, isId } from '../soql/value.ts';
import { permissionHint } from '../errors.ts';

/** Values as a model gives them. */
export type GivenValues = Readonly<Record<string, unknown>>;
/** Values as Salesforce takes them, under names in declared case. */
export type CheckedValues = Readonly<Record<string, string | number | boolean | null>>;

type WriteEffect = 'create' | 'update';

/** Checks names, rights and types. Throws a ConnectorError that names the field and what is wrong with it. */
export function checkValues(object: ObjectMeta, values: GivenValues, effect: WriteEffect): CheckedValues {
  requireRight(object, effect);
  const names = Object.keys(values);
  if (names.length === 0) throw new ConnectorError('invalid_input', 'No values were given.', { fields: ['values'] });
  return Object.fromEntries(
    names.map((name) => {
      const field = object.field(name);
      if (field === undefined) throw unknownField(object, name);
      if (effect === 'create' ? !field.createable : !field.updateable) throw readOnly(object, field, effect);
      return [field.name, toValue(field, values[name])];
    }),
  );
}

/** Throws `permission_denied` when the user may not do this with any record of the object. */
export function requireRight(object: ObjectMeta, effect: WriteEffect | 'delete'): void {
  const granted = { create: object.createable, update: object.updateable, delete: object.deletable }[effect];
  if (granted) return;
  throw new ConnectorError('permission_denied', `This user may not ${effect} ${object.name} records.`, {
    hint: permissionHint({ object: object.name, effect }),
  });
}

/** How a value is taken for a type; as it is where the type is not here. Undefined when it does not fit. */
const readers: Readonly<Record<string, (value: unknown) => CheckedValues[string] | undefined>> = {
  boolean: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined),
  int: toNumber,
  double: toNumber,
  currency: toNumber,
  percent: toNumber,
  date: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  datetime: (value) => (typeof value === 'string' && instants.test(value) ? toInstant(value) : undefined),
  reference: (value) => (typeof value === 'string' && isId(value) ? fullId(value) : undefined),
  multipicklist: (value) => (Array.isArray(value) ? value.map(String).join(';') : toText(value)),
};

const expected: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  date: 'a date like 2026-11-02',
  datetime: 'a time with offset like 2026-11-02T09:00:00+01:00',
  reference: 'a record id',
  multipicklist: 'a list of values',
};
const numeric = new Set(['int', 'double', 'currency', 'percent']);

function toValue(field: FieldMeta, value: unknown): CheckedValues[string] {
  if (value === null || value === '') return null;
  const read = (readers[field.type] ?? toText)(value);
  if (read !== undefined) return read;
  const wanted = expected[field.type] ?? (numeric.has(field.type) ? 'a number' : 'a text');
  throw new ConnectorError('invalid_input', `${field.name} needs ${wanted}.`, { fields: [field.name] });
}

const instants = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)$/;

function isDay(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

function toInstant(value: string): string | undefined {
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}

function toNumber(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

function toText(value: unknown): string | number | boolean | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function unknownField(object: ObjectMeta, name: string): ConnectorError {
  return new ConnectorError('invalid_input', `${object.name} has no field ${name} that this user may see.`, {
    hint: `Use describe_object on ${object.name}. If it exists, the user needs "Edit Access" to ${object.name}.${name}.`,
    fields: [name],
  });
}

function readOnly(object: ObjectMeta, { name, calculated }: FieldMeta, effect: WriteEffect): ConnectorError {
  const why = calculated ? 'it is calculated' : `the user needs the field permission "Edit Access" on ${object.name}.${name}`;
  return new ConnectorError('permission_denied', `${object.name}.${name} cannot be set on ${effect} by this user.`, {
    hint: `Leave it out: ${why}, or it is read-only for everybody.`,
    fields: [name],
  });
}
