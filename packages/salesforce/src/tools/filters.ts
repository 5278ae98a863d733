import { ConnectorError } from '@causeway/core';
import { all, compare, type Condition, type Order } from '../soql/statement.ts';
import { field as fieldOf } from '../soql/statement.ts';
import { quotePattern, type Literal } from '../soql/literal.ts';
import type { Filter, Value } from '../schemas.ts';
import type { FieldMeta } from '../metadata/object-meta.ts';
import { literalOfType } from '../soql/value.ts';
import { resolvePath } from '../soql/resolve.ts';
import type { Workspace } from '../workspace.ts';

/** Most values in one list. */
const maxValues = 1_000;

/** Filters as conditions, their fields checked and their values bound. */
export async function toConditions(workspace: Workspace, object: string, filters: readonly Filter[]): Promise<Condition | undefined> {
  const meta = await workspace.describe(object);
  const conditions: Condition[] = [];
  for (const filter of filters) {
    const { path, meta: field } = await resolvePath(workspace.lookup, meta, filter.field);
    if (!field.filterable) throw new ConnectorError('invalid_input', `${path} cannot be filtered by.`, { fields: [path] });
    const zone = field.type === 'datetime' ? (await workspace.person()).zone : 'UTC';
    conditions.push(toCondition(path, field, filter, zone));
  }
  return all(conditions);
}

function toCondition(path: string, field: FieldMeta, { operator, value }: Filter, zone: string): Condition {
  if (operator === 'in' || operator === 'not_in') {
    const values = Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
    if (values.length === 0 || values.length > maxValues)
      throw new ConnectorError('invalid_input', `${path} needs 1 to ${maxValues} values.`, { fields: [path] });
    const literals = values.map((one) => literalOfType(field, requireValue(path, one), zone));
    if (field.type === 'multipicklist') return compare(path, operator === 'in' ? 'INCLUDES' : 'EXCLUDES', literals);
    return compare(path, operator === 'in' ? 'IN' : 'NOT IN', literals);
  }
  const single = requireValue(path, value);
  if (operator === 'contains' && field.type === 'multipicklist') return compare(path, 'INCLUDES', [literalOfType(field, single, zone)]);
  if (operator === 'contains' || operator === 'starts_with') return compare(path, 'LIKE', pattern(path, single, operator === 'contains'));
  return compare(path, operator, literalOfType(field, single, zone));
}

function pattern(path: string, value: Value, before: boolean): Literal {
  if (typeof value !== 'string' || value === '') throw new ConnectorError('invalid_input', `${path} needs a text.`, { fields: [path] });
  return quotePattern(value, { before, after: true });
}

function requireValue(path: string, value: unknown): Value {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as Value;
  throw new ConnectorError('invalid_input', `${path} needs one value.`, { fields: [path] });
}

/** `-CloseDate` as an order. */
export function toOrder(sort: string): Order {
  const descending = sort.startsWith('-');
  return { by: fieldOf(descending ? sort.slice(1) : sort), descending, nulls: descending ? 'LAST' : 'FIRST' };
}
