import { DateTime } from 'luxon';
import type { Call } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { Property } from '../model/property.ts';
import type { CrmRecord } from '../store/records.ts';
import type { Filter, Operator } from './request.ts';
import { containsToken } from './text.ts';

export type Predicate = (record: CrmRecord) => boolean;

/** Any group, and in it all filters. No group: everything. */
export function matchesGroups(call: Call, type: ObjectType, groups: readonly (readonly Filter[])[]): Predicate {
  const tests = groups.map((group) => group.map((filter) => predicate(call, type, filter)));
  if (tests.length === 0) return () => true;
  return (record) => tests.some((group) => group.every((test) => test(record)));
}

function predicate(call: Call, type: ObjectType, filter: Filter): Predicate {
  if (filter.property.startsWith('associations.')) return associated(call, type, filter);
  const property = searchable(call, type, filter.property);
  const { name } = property;
  const { operator } = filter;
  if (operator === 'HAS_PROPERTY') return ({ properties }) => Boolean(properties[name]);
  if (operator === 'NOT_HAS_PROPERTY') return ({ properties }) => !properties[name];
  const test = valueTests[operator](property, filter);
  return ({ properties }) => {
    const value = properties[name];
    return value !== undefined && value !== '' && test(value);
  };
}

/** A property that can be filtered and sorted by; others are a 400. */
export function searchable(call: Call, type: ObjectType, name: string): Property {
  const property = call.portal.catalog.properties(type).get(name);
  if (property && property.archived !== true && call.may('read', type, property)) return property;
  throw invalid('There was a problem with the request.', {
    errors: [
      {
        message: `The property named '${name}' does not exist for object type ${type.fullyQualifiedName}`,
        in: 'propertyName',
        code: 'PROPERTY_DOESNT_EXIST',
      },
    ],
  });
}

/** `associations.contact EQ <id>`: records linked to that one. */
function associated(call: Call, type: ObjectType, filter: Filter): Predicate {
  const target = call.portal.catalog.type(filter.property.slice('associations.'.length));
  const linked = (ids: readonly string[]): ReadonlySet<string> =>
    new Set(ids.flatMap((id) => call.portal.links.of(target.id, id, type.id).map(({ to }) => to)));
  const any: Predicate = ({ id }) => call.portal.links.of(type.id, id, target.id).length > 0;
  const table: Partial<Record<Operator, () => Predicate>> = {
    EQ: () => within(linked([filter.value ?? ''])),
    IN: () => within(linked(filter.values ?? [])),
    NEQ: () => not(within(linked([filter.value ?? '']))),
    NOT_IN: () => not(within(linked(filter.values ?? []))),
    HAS_PROPERTY: () => any,
    NOT_HAS_PROPERTY: () => not(any),
  };
  const make = table[filter.operator];
  if (!make) throw invalid(`Operator ${filter.operator} is not supported for ${filter.property}`);
  return make();
}

function within(ids: ReadonlySet<string>): Predicate {
  return ({ id }) => ids.has(id);
}

function not(test: Predicate): Predicate {
  return (record) => !test(record);
}

type ValueTest = (value: string) => boolean;

/** What an operator asks of a value that is there. */
const valueTests: Readonly<
  Record<Exclude<Operator, 'HAS_PROPERTY' | 'NOT_HAS_PROPERTY'>, (property: Property, filter: Filter) => ValueTest>
> = {
  EQ: (property, { value = '' }) => equals(property, value),
  NEQ: (property, { value = '' }) => none(equals(property, value)),
  IN: (property, { values = [] }) => oneOf(property, values),
  NOT_IN: (property, { values = [] }) => none(oneOf(property, values)),
  CONTAINS_TOKEN: (_, { value = '' }) => containsToken(value),
  NOT_CONTAINS_TOKEN: (_, { value = '' }) => none(containsToken(value)),
  LT: (property, { value = '' }) => ordered(property, value, (order) => order < 0),
  LTE: (property, { value = '' }) => ordered(property, value, (order) => order <= 0),
  GT: (property, { value = '' }) => ordered(property, value, (order) => order > 0),
  GTE: (property, { value = '' }) => ordered(property, value, (order) => order >= 0),
  BETWEEN: (property, { value = '', highValue = '' }) => {
    const [low, high] = [compareWith(property, value), compareWith(property, highValue)];
    return (held) => low(held) >= 0 && high(held) <= 0;
  },
};

function none(test: ValueTest): ValueTest {
  return (held) => !test(held);
}

function ordered(property: Property, value: string, fits: (order: number) => boolean): ValueTest {
  const compare = compareWith(property, value);
  return (held) => fits(compare(held));
}

/** Enumerations are compared to the letter, other text without regard to case. */
function equals(property: Property, value: string): ValueTest {
  if (property.type === 'enumeration')
    return property.fieldType === 'checkbox' ? (held) => held.split(';').includes(value) : (held) => held === value;
  const compare = compareWith(property, value);
  return (held) => compare(held) === 0;
}

/** Of text, the values are expected in lower case: others match nothing. */
function oneOf(property: Property, values: readonly string[]): ValueTest {
  if (property.type === 'string') {
    const set = new Set(values);
    return (held) => set.has(held.toLowerCase());
  }
  const tests = values.map((value) => equals(property, value));
  return (held) => tests.some((test) => test(held));
}

/** The order of a held value relative to an operand, by the property's type. */
function compareWith(property: Property, operand: string): (held: string) => number {
  const scale = scaleOf(property);
  if (scale) {
    const right = scale(operand);
    if (Number.isNaN(right)) throw invalid(`${operand} is not a valid value for the ${property.type} property ${property.name}`);
    return (held) => scale(held) - right;
  }
  const right = operand.toLowerCase();
  return (held) => {
    const left = held.toLowerCase();
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

/** How values of a type become numbers; undefined: they are compared as text. */
export function scaleOf({ type }: Property): ((text: string) => number) | undefined {
  if (type === 'number') return (text) => (text.trim() === '' ? Number.NaN : Number(text));
  if (type === 'date' || type === 'datetime') return instant;
  return undefined;
}

/** Milliseconds as text, or ISO 8601; a day is its midnight in UTC. */
export function instant(text: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  const fast = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(fast) ? DateTime.fromISO(text, { zone: 'utc' }).toMillis() : fast;
}
