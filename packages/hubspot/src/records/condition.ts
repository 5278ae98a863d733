import { ConnectorError, startOfDay } from '@causeway/core';
import type { Filter, Value } from '../schemas.ts';
import type { Property } from '../metadata/property.ts';

/** One filter of a search. */
export interface Condition {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: string[];
}

/** Most values in one list. */
const maxValues = 100;

const comparisons = { '=': 'EQ', '!=': 'NEQ', '<': 'LT', '<=': 'LTE', '>': 'GT', '>=': 'GTE' } as const;

/** A filter as HubSpot understands it, its value checked. A day stands for all of it, in `zone`. Throws `invalid_input`. */
export function toCondition(property: Property, { operator, value }: Filter, zone: string): Condition {
  const { name: propertyName } = property;
  if (operator === 'in' || operator === 'not_in') {
    const values = listOf(property, value).map((one) => toOperand(property, one, zone));
    return { propertyName, operator: operator === 'in' ? 'IN' : 'NOT_IN', values };
  }
  if (operator === 'contains' || operator === 'starts_with') {
    const sought = String(single(property, value)).replaceAll('*', ' ').trim();
    if (sought === '') throw unfit(property, 'a text');
    return { propertyName, operator: 'CONTAINS_TOKEN', value: operator === 'contains' ? `*${sought}*` : `${sought}*` };
  }
  if (value === null) return emptiness(property, operator);
  const only = single(property, value);
  if (property.type === 'datetime' && typeof only === 'string' && isDay(only)) return ofDay(property, operator, only, zone);
  return { propertyName, operator: comparisons[operator], value: toOperand(property, only, zone) };
}

function emptiness(property: Property, operator: Filter['operator']): Condition {
  if (operator === '=') return { propertyName: property.name, operator: 'NOT_HAS_PROPERTY' };
  if (operator === '!=') return { propertyName: property.name, operator: 'HAS_PROPERTY' };
  throw unfit(property, 'a value');
}

/** Times of a day, or around it: the day is all of it, so that `<=` includes it. */
function ofDay(property: Property, operator: Filter['operator'], day: string, zone: string): Condition {
  const start = String(startOfDay(day, zone));
  const next = startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10), zone);
  const { name: propertyName } = property;
  const conditions: Readonly<Record<string, Condition>> = {
    '=': { propertyName, operator: 'BETWEEN', value: start, highValue: String(next - 1) },
    '<': { propertyName, operator: 'LT', value: start },
    '<=': { propertyName, operator: 'LT', value: String(next) },
    '>': { propertyName, operator: 'GTE', value: String(next) },
    '>=': { propertyName, operator: 'GTE', value: start },
  };
  const condition = conditions[operator];
  if (condition === undefined) throw unfit(property, 'a time with offset');
  return condition;
}

type Writer = (value: string | number | boolean, property: Property, zone: string) => string | undefined;

/** How a value is written for a type; as text where the type is not here. Undefined when it does not fit. */
const writers: Readonly<Record<string, Writer>> = {
  number: (value) =>
    typeof value !== 'boolean' && String(value).trim() !== '' && Number.isFinite(Number(value)) ? String(value) : undefined,
  bool: (value) => (['true', 'false'].includes(String(value)) ? String(value) : undefined),
  date: (value) => (isDay(value) ? String(Date.parse(`${String(value)}T00:00:00Z`)) : undefined),
  datetime: (value, _, zone) => {
    if (isDay(value)) return String(startOfDay(String(value), zone));
    return isInstant(value) ? String(Date.parse(String(value))) : undefined;
  },
  enumeration: (value, { options }) => optionOf(options, String(value)),
};

const expected: Readonly<Record<string, string>> = {
  number: 'a number',
  bool: 'true or false',
  date: 'a date like 2026-11-02',
  datetime: 'a date, or a time with offset like 2026-11-02T09:00:00+01:00',
};

/** A value as text of a search. Throws `invalid_input` for one that does not fit the type. */
export function toOperand(property: Property, value: string | number | boolean, zone: string): string {
  const written = (writers[property.type] ?? String)(value, property, zone);
  if (written !== undefined) return written;
  throw unfit(property, expected[property.type] ?? 'another value');
}

/** The value of an option, also by its label; what is none is sought as it is. */
function optionOf(options: Property['options'], given: string): string {
  if (options.some(({ value }) => value === given)) return given;
  const sought = given.toLowerCase();
  return options.find(({ value, label }) => value.toLowerCase() === sought || label.toLowerCase() === sought)?.value ?? given;
}

function listOf(property: Property, value: Filter['value']): readonly (string | number | boolean)[] {
  const values = Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
  if (values.length === 0 || values.length > maxValues) throw unfit(property, `1 to ${maxValues} values`);
  // Of text, HubSpot compares lists in lower case (CRM search guide).
  return values.map((one) => single(property, one)).map((one) => (property.type === 'string' ? String(one).toLowerCase() : one));
}

function single(property: Property, value: Filter['value']): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw unfit(property, 'one value');
}

export function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}

export function isInstant(value: unknown): boolean {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)$/;
  return typeof value === 'string' && form.test(value) && !Number.isNaN(Date.parse(value));
}

function unfit({ name }: Property, wanted: string): ConnectorError {
  return new ConnectorError('invalid_input', `${name} needs ${wanted}.`, { fields: [name] });
}
