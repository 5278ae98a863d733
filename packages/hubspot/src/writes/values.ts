import { ConnectorError, startOfDay } from '@causeway/core';
import { isDay, isInstant } from '../records/condition.ts';
import { requireProperty, type Workspace } from '../workspace.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import type { Property } from '../metadata/property.ts';

/** Values as a model gives them. */
export type GivenValues = Readonly<Record<string, unknown>>;
/** Values as HubSpot takes them; an empty text clears. */
export type CheckedValues = Readonly<Record<string, string>>;

/** Checks names, rights and types. Throws a ConnectorError that names the property and what is wrong with it. */
export async function checkValues(workspace: Workspace, object: ObjectMeta, values: GivenValues): Promise<CheckedValues> {
  const names = Object.keys(values);
  if (names.length === 0) throw new ConnectorError('invalid_input', 'No values were given.', { fields: ['values'] });
  const properties = names.map((name) => requireProperty(object, name));
  const locked = properties.find(({ readOnly }) => readOnly);
  if (locked !== undefined)
    throw new ConnectorError('invalid_input', `${object.name}.${locked.name} cannot be written: HubSpot keeps it.`, {
      hint: 'Leave it out.',
      fields: [locked.name],
    });
  const zone = properties.some(({ type }) => type === 'datetime') ? await workspace.zone() : 'UTC';
  return Object.fromEntries(properties.map((property) => [property.name, toValue(property, values[property.name], zone)]));
}

type Reader = (value: unknown, property: Property, zone: string) => string | undefined;

/** How a value is taken for a type; as text where the type is not here. Undefined when it does not fit. */
const readers: Readonly<Record<string, Reader>> = {
  number: (value) =>
    (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) && Number.isFinite(Number(value))
      ? String(value)
      : undefined,
  bool: (value) => (value === true || value === 'true' ? 'true' : value === false || value === 'false' ? 'false' : undefined),
  date: (value) => (isDay(value) ? String(value) : undefined),
  datetime: (value, _, zone) => {
    if (isDay(value)) return new Date(startOfDay(String(value), zone)).toISOString();
    return isInstant(value) ? new Date(Date.parse(String(value))).toISOString() : undefined;
  },
  enumeration: toOptions,
};

const expected: Readonly<Record<string, string>> = {
  number: 'a number',
  bool: 'true or false',
  date: 'a date like 2026-11-02',
  datetime: 'a time with offset like 2026-11-02T09:00:00+01:00',
};

function toValue(property: Property, value: unknown, zone: string): string {
  if (value === null || value === '') return '';
  const read = (readers[property.type] ?? toText)(value, property, zone);
  if (read !== undefined) return read;
  const values = property.options.slice(0, 20).map((option) => option.value);
  const wanted = expected[property.type] ?? (values.length === 0 ? 'a text' : `one of ${values.join(', ')}`);
  throw new ConnectorError('invalid_input', `${property.name} needs ${wanted}.`, { fields: [property.name] });
}

const toText: Reader = (value) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** Options also go by their label. */
function toOptions(value: unknown, property: Property, zone: string): string | undefined {
  const given = Array.isArray(value) ? value : property.multiple && typeof value === 'string' ? value.split(';') : [value];
  if (given.length > 1 && !property.multiple) return undefined;
  const chosen = given.map((one) => toOption(toText(one, property, zone), property));
  return chosen.includes(undefined) ? undefined : chosen.join(';');
}

function toOption(text: string | undefined, { options }: Property): string | undefined {
  if (text === undefined || options.length === 0) return text;
  const sought = text.trim().toLowerCase();
  const found =
    options.find(({ value }) => value === text) ??
    options.find(({ value, label }) => [value, label].some((name) => name.toLowerCase() === sought));
  return found?.value;
}
