import { ConnectorError, rowFilters, type RowFilter } from '@causeway/core';
import type { CheckedValues } from './values.ts';
import { compare, field, type Condition } from '../soql/statement.ts';
import { fetchBatch } from '../records/fetch.ts';
import { filtersOf } from '../soql/restrict.ts';
import { idsOf } from '../records/cells.ts';
import { notFound } from '../records/get.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { quote } from '../soql/literal.ts';
import { maxObjects, type Workspace } from '../workspace.ts';
import { referencesOf } from './names.ts';
import { split } from '../soql/split.ts';

/**
 * Holds writes to the row filters of a policy: only records within them may be changed, and none may be made, or moved, outside of them.
 * Sends a request only when there are such filters.
 */
export async function guardRecords(workspace: Workspace, object: ObjectMeta, ids: readonly string[]): Promise<void> {
  if (filters(workspace, object).length === 0) return;
  const found = new Set(await idsWithin(workspace, object, compare('Id', 'IN', ids.map(quote))));
  if (ids.some((id) => !found.has(id))) throw notFound(object.name);
}

/** Holds references to the row filters: a record that the caller may not see cannot be referred to. */
export async function guardReferences(workspace: Workspace, object: ObjectMeta, rows: readonly CheckedValues[]): Promise<void> {
  if (workspace.call.get(rowFilters).length === 0) return;
  for (const { object: target, ids } of await referencesOf(workspace, object, rows)) {
    if (filters(workspace, target).length === 0) continue;
    if (ids.length > 0) await guardRecords(workspace, target, ids);
    else workspace.call.trail.restricted(target.name);
  }
}

/** Holds new values to the row filters. `existing` records may leave the filtered fields as they are. */
export function guardValues(workspace: Workspace, object: ObjectMeta, values: CheckedValues, existing: boolean): void {
  for (const filter of filters(workspace, object)) {
    const name = object.field(filter.field)?.name ?? filter.field;
    if (existing && !(name in values)) continue;
    if (!satisfies(filter, values[name] ?? null))
      throw new ConnectorError('permission_denied', `The value of ${object.name}.${name} is out of what you may use.`, {
        hint: `Your access to ${object.name} is restricted by ${name}.`,
        fields: [name],
      });
  }
  if (filters(workspace, object).length > 0) workspace.call.trail.restricted(object.name);
}

/** Holds a write by external id: a record that exists has to be within the filters. */
export async function guardUpsert(workspace: Workspace, object: ObjectMeta, which: Condition, values: CheckedValues): Promise<void> {
  if (filters(workspace, object).length === 0) return;
  if ((await idsWithin(workspace, object, which)).length > 0) return guardValues(workspace, object, values, true);
  const anywhere = await fetchBatch(workspace.org, { object: object.name, fields: [field('Id')], where: which, limit: 1 });
  if (anywhere.records.length > 0) throw notFound(object.name);
  guardValues(workspace, object, values, false);
}

/** The records, the record behind an external id, and one request for each object that is referred to. */
export const guardRequests = 2 + maxObjects;

function filters({ call }: Workspace, { name }: ObjectMeta): readonly RowFilter[] {
  return filtersOf({ filters: call.get(rowFilters) }, name);
}

async function idsWithin(workspace: Workspace, object: ObjectMeta, where: Condition): Promise<readonly string[]> {
  const { statement, restricted } = await workspace.analyse({ object: object.name, fields: [field('Id')], where });
  const batches = await Promise.all(split(statement).map((part) => fetchBatch(workspace.org, part)));
  for (const name of restricted) workspace.call.trail.restricted(name);
  return batches.flatMap(({ records }) => idsOf(records));
}

function satisfies({ operator, value }: RowFilter, actual: CheckedValues[string]): boolean {
  const wanted = (Array.isArray(value) ? value : [value]).map(normal);
  const among = wanted.includes(normal(actual));
  return operator === '!=' ? !among : among;
}

/** Salesforce compares text without its case. */
function normal(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
