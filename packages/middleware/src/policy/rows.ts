import type { Caller, Change, RowFilter } from '@causeway/core';
import type { Judgement, KnownCall } from './judgement.ts';
import { everyObject } from './object-rules.ts';
import type { PolicyRule } from './document.ts';
import { refusal } from '../refusal.ts';

type RowRule = NonNullable<PolicyRule['rows']>[number];

/** Where `{ from }` finds its value. */
const sources: Readonly<Record<'tenant' | 'principal' | 'groups', (caller: Caller) => RowFilter['value'] | undefined>> = {
  tenant: ({ tenant }) => tenant,
  principal: ({ principal }) => principal?.id,
  groups: ({ principal }) => (principal === undefined || principal.groups.length === 0 ? undefined : principal.groups),
};

/** The restrictions for the connector. Throws when the caller lacks what a restriction compares with. */
export function toRowFilters(judgement: Judgement, caller: Caller): readonly RowFilter[] {
  return judgement.rows.flatMap(({ rule, object }) => {
    // Over all objects, a restriction names its own: those it names by pattern are withheld unless acknowledged.
    const objects = object === everyObject ? (rule.source.what?.objects ?? []).filter((name) => !name.includes('*')) : [object];
    return objects.flatMap((name) => (rule.source.rows ?? []).map((row) => toRowFilter(name, row, caller)));
  });
}

function toRowFilter(object: string, { field, operator, value }: RowRule, caller: Caller): RowFilter {
  const from = typeof value === 'object' && value !== null && 'from' in value ? sources[value.from](caller) : value;
  if (from === undefined) throw refusal('permission_denied', 'Your access does not cover any records here.');
  return { object, field, operator: Array.isArray(from) && operator === '=' ? 'in' : operator, value: from };
}

/**
 * A write under a restriction reads what it would change first: its preview runs under the same restriction, and fails for records
 * that it hides. What is written must satisfy the restriction too.
 */
export async function checkWrite(call: KnownCall, judgement: Judgement, filters: readonly RowFilter[]): Promise<void> {
  const writes = judgement.rows.filter(({ effect }) => effect !== 'read');
  if (writes.length === 0) return;
  const changes = await call.preview?.();
  for (const { object, effect } of writes)
    for (const filter of filters.filter((one) => one.object === object))
      if (changes === undefined || !satisfies(filter, changes, effect === 'create')) throw outside();
}

function satisfies(filter: RowFilter, changes: readonly Change[], required: boolean): boolean {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const relevant = changes.filter(({ object, field }) => same(object, filter.object) && same(field, filter.field));
  if (relevant.length === 0) return !required;
  return relevant.every(({ after }) => holds(filter, after));
}

function holds({ operator, value }: RowFilter, actual: unknown): boolean {
  if (operator === '=') return actual === value;
  if (operator === '!=') return actual !== value;
  return Array.isArray(value) && value.includes(actual);
}

function outside(): Error {
  return refusal('permission_denied', 'Your access does not cover this record.');
}
