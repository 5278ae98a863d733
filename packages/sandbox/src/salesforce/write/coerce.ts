import { isDay, parseDateTime, toDateTime } from '../datetime.ts';
import type { Field, FieldType, Value } from '../model.ts';

/** Turns JSON into what is stored; undefined when the value cannot be of the type. */
type Coerce = (value: string | number | boolean, field: Field) => Value | undefined;

const text: Coerce = (value) => (typeof value === 'string' ? emptyToNull(value.trim()) : undefined);

const truth: Coerce = (value) => {
  if (typeof value === 'boolean') return value;
  const written = String(value).toLowerCase();
  return written === 'true' || written === 'false' ? written === 'true' : undefined;
};

const decimal: Coerce = (value, field) => {
  const number = toNumber(value);
  return number === undefined ? undefined : Number(number.toFixed(Math.min(field.scale, 15)));
};

const whole: Coerce = (value) => {
  const number = toNumber(value);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
};

const day: Coerce = (value) => {
  if (typeof value !== 'string') return undefined;
  if (isDay(value)) return value;
  const instant = parseDateTime(value);
  return Number.isNaN(instant) ? undefined : value.slice(0, 10);
};

const instant: Coerce = (value) => {
  const ms = typeof value === 'string' ? parseDateTime(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : toDateTime(ms);
};

const time: Coerce = (value) => {
  const match = typeof value === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{3}))?)?Z?$/.exec(value) : null;
  return match ? `${match[1]}:${match[2]}:${match[3] ?? '00'}.${match[4] ?? '000'}Z` : undefined;
};

const never: Coerce = () => undefined;

export const coercions: Readonly<Record<FieldType, Coerce>> = {
  string: text,
  textarea: text,
  picklist: text,
  multipicklist: text,
  combobox: text,
  email: text,
  phone: text,
  url: text,
  encryptedstring: text,
  base64: text,
  id: text,
  reference: text,
  boolean: truth,
  int: whole,
  double: decimal,
  currency: decimal,
  percent: decimal,
  date: day,
  datetime: instant,
  time,
  address: never,
  location: never,
  anyType: never,
  complexvalue: never,
};

function toNumber(value: string | number | boolean): number | undefined {
  if (typeof value === 'boolean') return undefined;
  const number = typeof value === 'number' ? value : value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

function emptyToNull(value: string): string | null {
  return value === '' ? null : value;
}
