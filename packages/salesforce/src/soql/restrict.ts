import { ConnectorError, type RowFilter } from '@causeway/core';
import { all, any, compare, type Condition } from './statement.ts';
import type { Lookup, Resolved, Step } from './resolve.ts';
import { literalOfType } from './value.ts';
import { nothing } from './literal.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';

/** The row filters of a policy, and which objects they were applied to. */
export interface Restrictions {
  readonly filters: readonly RowFilter[];
  readonly applied: Set<string>;
}

/**
 * The conditions that keep a statement within the row filters: for its own object, and for each object that its fields reach over a
 * relationship. A record whose parent is out of bounds is left out; one without a parent stays.
 */
export async function restrict(
  lookup: Lookup,
  restrictions: Restrictions,
  object: ObjectMeta,
  fields: readonly Resolved[],
): Promise<Condition | undefined> {
  if (restrictions.filters.length === 0) return undefined;
  const conditions = [conditionsFor(restrictions, object, '')];
  for (const step of new Map(fields.flatMap(({ steps }) => steps).map((one) => [one.path, one])).values())
    conditions.push(await stepCondition(lookup, restrictions, step));
  return all(conditions);
}

async function stepCondition(lookup: Lookup, restrictions: Restrictions, step: Step): Promise<Condition | undefined> {
  const filtered = step.objects.filter((object) => filtersOf(restrictions, object).length > 0);
  const [target] = filtered;
  if (target === undefined) return undefined;
  if (step.objects.length > 1)
    throw new ConnectorError('permission_denied', `${step.path} may lead to ${target}, whose records are restricted for you.`, {
      hint: `Leave the fields of ${step.path} out.`,
    });
  const condition = conditionsFor(restrictions, await lookup.describe(target), `${step.path}.`);
  return condition === undefined ? undefined : any([compare(step.reference, '=', nothing), condition]);
}

function conditionsFor(restrictions: Restrictions, object: ObjectMeta, prefix: string): Condition | undefined {
  const filters = filtersOf(restrictions, object.name);
  if (filters.length > 0) restrictions.applied.add(object.name);
  return all(filters.map((filter) => toCondition(object, filter, prefix)));
}

export function filtersOf({ filters }: Pick<Restrictions, 'filters'>, object: string): readonly RowFilter[] {
  return filters.filter((filter) => filter.object.toLowerCase() === object.toLowerCase());
}

function toCondition(object: ObjectMeta, { field: name, operator, value }: RowFilter, prefix: string): Condition {
  const field = object.field(name);
  if (field === undefined || !field.filterable)
    throw new ConnectorError(
      'permission_denied',
      `The records of ${object.name} are restricted by a field that this user cannot filter by.`,
      {
        hint: 'An administrator has to grant the user access to that field.',
      },
    );
  const values = isList(value) ? value : [value];
  const literals = values.map((one) => literalOfType(field, one, 'UTC'));
  const [first = nothing] = literals;
  return compare(prefix + field.name, operator === 'in' ? 'IN' : operator, operator === 'in' ? literals : first);
}

function isList(value: RowFilter['value']): value is readonly (string | number)[] {
  return Array.isArray(value);
}
