import { ConnectorError, startOfDay } from '@causeway/core';
import { isRelativeDate, logical, nothing, number, quote, literalOf, type Literal } from './literal.ts';
import type { FieldMeta } from '../metadata/object-meta.ts';

const ids = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const days = /^\d{4}-\d\d-\d\d$/;
const instants = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)$/;
const times = /^\d\d:\d\d:\d\d(?:\.\d{1,3})?Z?$/;

/** Whether a text is a record id, of 15 or 18 characters. */
export function isId(text: string): boolean {
  return ids.test(text);
}

/** The form of 18 characters of an id; other texts as they are (Salesforce help 000383278). */
export function fullId(text: string): string {
  if (!/^[A-Za-z0-9]{15}$/.test(text)) return text;
  const suffix = [0, 5, 10].map((start) => {
    const capitals = Array.from(text.slice(start, start + 5), (character) => /[A-Z]/.test(character));
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[capitals.reduce((sum, capital, index) => sum + (capital ? 2 ** index : 0), 0)];
  });
  return text + suffix.join('');
}

type Write = (value: string | number | boolean, zone: string) => Literal | undefined;

const numeric: Write = (value) => {
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? number(parsed) : undefined;
};
const id: Write = (value) => (typeof value === 'string' && isId(value) ? quote(fullId(value)) : undefined);
const text: Write = (value) => quote(String(value));

/** How a value is written for a field of a type; text where the type is not here. Undefined when it does not fit. */
const writers: Readonly<Record<string, Write>> = {
  id,
  reference: id,
  boolean: (value) =>
    value === true || value === 'true' ? logical(true) : value === false || value === 'false' ? logical(false) : undefined,
  int: numeric,
  double: numeric,
  currency: numeric,
  percent: numeric,
  long: numeric,
  date: (value) => (isDay(value) || isRelative(value) ? literalOf(String(value)) : undefined),
  datetime: (value, zone) => {
    if (isRelative(value)) return literalOf(String(value));
    if (isDay(value)) return instant(startOfDay(String(value), zone));
    return typeof value === 'string' && instants.test(value) ? instant(Date.parse(value)) : undefined;
  },
  time: (value) => (typeof value === 'string' && times.test(value) ? literalOf(value.endsWith('Z') ? value : `${value}Z`) : undefined),
};

const expected: Readonly<Record<string, string>> = {
  id: 'a record id of 15 or 18 characters',
  reference: 'a record id of 15 or 18 characters',
  boolean: 'true or false',
  date: 'a date like 2026-11-02, or a relative one like LAST_N_DAYS:30',
  datetime: 'a time with offset like 2026-11-02T09:00:00+01:00, a date, or a relative one like LAST_N_DAYS:30',
  time: 'a time like 09:00:00Z',
};

/** A value for a field, as text of a statement. A date for a time means the day's beginning in `zone`. Throws `invalid_input`. */
export function literalOfType(field: FieldMeta, value: string | number | boolean | null, zone: string): Literal {
  if (value === null) return nothing;
  const literal = (writers[field.type] ?? text)(value, zone);
  if (literal !== undefined) return literal;
  throw new ConnectorError('invalid_input', `${field.name} needs ${expected[field.type] ?? 'a number'}.`, { fields: [field.name] });
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && days.test(value) && !Number.isNaN(Date.parse(value));
}

function isRelative(value: unknown): boolean {
  return typeof value === 'string' && isRelativeDate(value);
}

function instant(ms: number): Literal | undefined {
  return Number.isNaN(ms) ? undefined : literalOf(new Date(ms).toISOString());
}
