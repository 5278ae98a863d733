import { ConnectorError, type RowFilter } from '@causeway/core';
import { toOperand, type Condition } from './condition.ts';
import type { HubSpotRecord } from './record.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import type { Property } from '../metadata/property.ts';
import type { Workspace } from '../workspace.ts';

/** A row filter of a policy, with the property that it is about. */
export interface Restriction {
  readonly filter: RowFilter;
  readonly property: Property;
}

/** The row filters in force for an object. Throws `permission_denied` when one cannot be applied. */
export function restrictionsOf(workspace: Workspace, object: ObjectMeta): readonly Restriction[] {
  return workspace.filtersOf(object.name).map((filter) => {
    const property = object.all.get(filter.field);
    if (property !== undefined) return { filter, property };
    throw new ConnectorError(
      'permission_denied',
      `The records of ${object.name} are restricted by a property that this token cannot read.`,
      {
        hint: 'An administrator has to grant the token access to that property.',
      },
    );
  });
}

/** As filters of a search: HubSpot itself leaves records out. */
export function toConditions(restrictions: readonly Restriction[]): readonly Condition[] {
  return restrictions.map(({ filter: { operator, value }, property }): Condition => {
    const { name: propertyName } = property;
    if (value === null) return { propertyName, operator: operator === '!=' ? 'HAS_PROPERTY' : 'NOT_HAS_PROPERTY' };
    const values = valuesOf(value).map((one) => toOperand(property, one, 'UTC'));
    if (operator === 'in') return { propertyName, operator: 'IN', values: property.type === 'string' ? values.map(lower) : values };
    return { propertyName, operator: operator === '=' ? 'EQ' : 'NEQ', value: values[0] ?? '' };
  });
}

/** Whether a record is within the row filters. For records that are read by id, which no search has filtered. */
export function isWithin(restrictions: readonly Restriction[], properties: HubSpotRecord['properties']): boolean {
  return restrictions.every(({ filter: { operator, value }, property }) => {
    const text = properties[property.name] ?? '';
    if (value === null) return (text === '') === (operator !== '!=');
    // A record without a value meets no comparison: so it is in a search.
    if (text === '') return false;
    const among = valuesOf(value).some((one) => same(property, text, one));
    return operator === '!=' ? !among : among;
  });
}

/** Options are compared to the letter, other text without its case, as HubSpot does; several options one by one. */
function same(property: Property, text: string, value: string | number | boolean): boolean {
  if (property.type === 'number') return Number(text) === Number(value);
  if (property.multiple) return text.split(';').includes(String(value));
  if (property.type === 'enumeration') return text === toOperand(property, value, 'UTC');
  if (property.type === 'date' || property.type === 'datetime') return Date.parse(text) === Number(toOperand(property, value, 'UTC'));
  return lower(text) === lower(String(value));
}

function valuesOf(value: RowFilter['value']): readonly (string | number | boolean)[] {
  if (value === null) return [];
  return typeof value === 'object' ? value : [value];
}

function lower(text: string): string {
  return text.toLowerCase();
}
