import { visibleObject } from '../access/actor.ts';
import { saveError } from '../messages.ts';
import type { ObjectType } from '../model.ts';
import type { JsonObject } from '../rest/body.ts';
import { checkRequired, checkUnique, checkValues } from './checks.ts';
import { readInput } from './input.ts';
import { newRecord } from './records.ts';
import { checkReferences } from './references.ts';
import { checkDuplicates, checkRules } from './rules.ts';
import { failed, type SaveResult, type Writer } from './save.ts';

/** Checks a record and adds it. */
export function createRecord(writer: Writer, object: ObjectType, body: JsonObject): SaveResult {
  const { org, actor } = writer;
  if (!visibleObject(org, actor, object.name) || !actor.permissions.allows(object, 'create'))
    return failed(saveError('notInsertable', [object.label]));
  const input = readInput(writer, object, body, 'create');
  const values = { ...input.values };
  const wrong = firstErrors([
    () => input.errors,
    () => checkValues(object, values),
    () => checkRequired(object, values, 'create'),
    () => checkReferences(writer, object, values),
    () => checkUnique(writer, object, values, undefined),
  ]);
  if (wrong) return failed(...wrong);
  const row = newRecord(org, object, values, { userId: actor.id, at: org.clock.now() });
  const refused = firstErrors([() => checkRules(object, row, undefined), () => checkDuplicates(writer, object, row, undefined)]);
  if (refused) return failed(...refused);
  org.store.put(object.name, row);
  return { id: String(row['Id']), created: true };
}

/** The errors of the first check that finds any. */
export function firstErrors<E>(checks: readonly (() => readonly E[])[]): readonly E[] | undefined {
  for (const check of checks) {
    const errors = check();
    if (errors.length > 0) return errors;
  }
  return undefined;
}
