import { type SaveError, saveError } from '../messages.ts';
import type { Field, ObjectType, Value, Row } from '../model.ts';
import type { Writer } from './save.ts';

type Values = Readonly<Record<string, Value>>;

/** Fields that must be filled and are not: on create all of them, on update those that are being cleared. */
export function checkRequired(object: ObjectType, values: Values, mode: 'create' | 'update'): readonly SaveError[] {
  const missing = object.fields.filter((field) => {
    if (field.nillable || field.type === 'boolean' || !field.createable) return false;
    return Object.hasOwn(values, field.name) ? values[field.name] === null : mode === 'create' && !field.defaultedOnCreate;
  });
  const names = missing.map((field) => field.name);
  return names.length > 0 ? [saveError('required', [names.join(', ')], names)] : [];
}

// Deliberately loose, as the vendor's is: something, an at sign, a domain with a dot.
const emailPattern = /^[^\s@<>(),;:"]+@[^\s@<>(),;:".]+(?:\.[^\s@<>(),;:".]+)+$/;

/** Lengths, ranges, picklists and addresses, field by field. */
export function checkValues(object: ObjectType, values: Values): readonly SaveError[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const field = object.field(name);
    const error = field && value !== null ? checkValue(field, value) : undefined;
    return error ? [error] : [];
  });
}

function checkValue(field: Field, value: string | number | boolean): SaveError | undefined {
  if (typeof value === 'number') return checkNumber(field, value);
  const text = String(value);
  if (isText(field) && text.length > field.length) return saveError('tooLong', [field.label, text, String(field.length)], [field.name]);
  if (field.type === 'email' && !emailPattern.test(text)) return saveError('email', [field.label, text], [field.name]);
  if (!field.restrictedPicklist) return undefined;
  const given = field.type === 'multipicklist' ? text.split(';') : [text];
  const bad = given.find((one) => !field.picklistValues.some((entry) => entry.active && entry.value === one));
  return bad === undefined ? undefined : saveError('picklist', [field.label, bad], [field.name]);
}

function checkNumber(field: Field, value: number): SaveError | undefined {
  const digits = field.type === 'int' ? 10 : field.precision - field.scale;
  const inRange = field.type === 'int' ? Math.abs(value) < 2 ** 31 : Math.abs(value) < 10 ** digits;
  return inRange ? undefined : saveError('numberRange', [field.label, String(value)], [field.name]);
}

function isText(field: Field): boolean {
  return field.length > 0 && field.type !== 'reference' && field.type !== 'id';
}

/** Values that only one record may have. Case is ignored. */
export function checkUnique({ org }: Writer, object: ObjectType, values: Values, id: string | undefined): readonly SaveError[] {
  return object.fields.flatMap((field) => {
    const value = values[field.name];
    if (!field.unique || typeof value !== 'string') return [];
    const other = findByText(org.store.all(object.name), field.name, value).find((row) => row['Id'] !== id);
    return other ? [saveError('duplicateValue', [field.name, String(other['Id']).slice(0, 15)])] : [];
  });
}

function findByText(rows: Iterable<Row>, name: string, value: string): readonly Row[] {
  const wanted = value.toLowerCase();
  return [...rows].filter((row) => row['IsDeleted'] !== true && String(row[name] ?? '').toLowerCase() === wanted);
}
