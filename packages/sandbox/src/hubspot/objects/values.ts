import { DateTime } from 'luxon';
import type { InvalidValue } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { Property, PropertyType } from '../model/property.ts';
import type { Portal } from '../portal.ts';

/** A value in the form HubSpot keeps, or what is wrong with it. */
export type Checked = { readonly value: string } | { readonly error: string; readonly message: string };

/** Checks a value that is not empty against its property, and brings it into HubSpot's form. */
export function checkValue(portal: Portal, type: ObjectType, property: Property, value: string): Checked {
  if (type.id === '0-1' && property.name === 'email') return email(value);
  if (property.type !== 'enumeration') return byType[property.type](value, property);
  return property.externalOptions ? external(portal, property, value) : options(value, property);
}

export function unknownProperty(name: string): InvalidValue {
  return { name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
}

export function readOnly(name: string): InvalidValue {
  return { name, error: 'READ_ONLY_VALUE', message: `"${name}" is a read only property; its value cannot be set.` };
}

type Check = (value: string, property: Property) => Checked;

const asItIs: Check = (value) => ({ value });

const byType: Readonly<Record<Exclude<PropertyType, 'enumeration'>, Check>> = {
  string: asItIs,
  phone_number: asItIs,
  object_coordinates: asItIs,
  json: asItIs,
  number: (value) =>
    value.trim() !== '' && Number.isFinite(Number(value))
      ? { value: value.trim() }
      : { error: 'INVALID_INTEGER', message: `${value} was not a valid number.` },
  bool: (value, property) => (['true', 'false'].includes(value) ? { value } : notAllowed(value, property)),
  date,
  datetime: (value) => {
    const at = instant(value);
    return at.isValid ? { value: at.toJSDate().toISOString() } : { error: 'INVALID_LONG', message: `${value} was not a valid long.` };
  },
};

/** A day, or milliseconds that are midnight in UTC. */
function date(value: string): Checked {
  const at = instant(value);
  if (!at.isValid) return { error: 'INVALID_DATE', message: `${value} was not a valid date.` };
  const midnight = at.toMillis() % 86_400_000 === 0;
  return midnight
    ? { value: at.toJSDate().toISOString().slice(0, 10) }
    : { error: 'INVALID_DATE', message: `${value} is at ${at.toJSDate().toISOString().slice(11, 23)} UTC, not midnight!` };
}

function instant(value: string): DateTime {
  return /^-?\d{5,}$/.test(value) ? DateTime.fromMillis(Number(value), { zone: 'utc' }) : DateTime.fromISO(value, { zone: 'utc' });
}

function email(value: string): Checked {
  const address = value.trim().toLowerCase();
  const valid = /^[^\s@<>()",;:]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address);
  return valid ? { value: address } : { error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
}

/** Checkboxes hold several values, joined by semicolons. */
function options(value: string, property: Property): Checked {
  const known = new Set(property.options.map((option) => option.value));
  const chosen = property.fieldType === 'checkbox' ? value.split(';').filter((part) => part !== '') : [value];
  const wrong = chosen.find((part) => !known.has(part));
  return wrong === undefined ? { value: chosen.join(';') } : notAllowed(wrong, property);
}

function notAllowed(value: string, property: Property): Checked {
  const allowed = property.options.map((option) => option.value).join(', ');
  return { error: 'INVALID_OPTION', message: `${value} was not one of the allowed options: [${allowed}]` };
}

/** Owners must exist, be they still there or not; pipelines and stages are checked together, elsewhere. */
function external(portal: Portal, property: Property, value: string): Checked {
  if (property.referencedObjectType !== 'OWNER' || portal.owners.has(value)) return { value };
  return { error: 'INVALID_OPTION', message: `${value} was not one of the allowed options: []` };
}
