import { saveError, asSaveError, type SaveError } from '../messages.ts';
import type { ObjectType, Row } from '../model.ts';
import type { JsonObject } from '../rest/body.ts';
import { checkRequired, checkUnique, checkValues } from './checks.ts';
import { firstErrors } from './create.ts';
import { readInput } from './input.ts';
import { changedRecord } from './records.ts';
import { checkReferences } from './references.ts';
import { checkDuplicates, checkRules } from './rules.ts';
import { failed, isFailed, type Failed, type SaveResult, type Writer } from './save.ts';

/** Checks a change and applies it. The id has 18 characters. */
export function updateRecord(writer: Writer, object: ObjectType, id: string, body: JsonObject): SaveResult {
  const { org, actor } = writer;
  const before = writeableRow(writer, object, id, 'update');
  if (isFailed(before)) return before;
  const input = readInput(writer, object, body, 'update');
  const values = { ...input.values };
  const wrong = firstErrors([
    () => input.errors,
    () => checkValues(object, values),
    () => checkRequired(object, values, 'update'),
    () => checkReferences(writer, object, values),
    () => checkUnique(writer, object, values, id),
  ]);
  if (wrong) return { ...failed(...wrong), id };
  const row = changedRecord(org, object, before, values, { userId: actor.id, at: org.clock.now() });
  const refused = firstErrors([() => checkRules(object, row, before), () => checkDuplicates(writer, object, row, before)]);
  if (refused) return { ...failed(...refused), id };
  org.store.put(object.name, row);
  return { id, created: false };
}

/** The row that is to be changed or deleted, or why it may not be. */
export function writeableRow(writer: Writer, object: ObjectType, id: string, action: 'update' | 'delete'): Row | Failed {
  const error = obstacle(writer, object, id, action);
  return error ? { ...failed(error), id } : writer.org.store.get(object.name, id)!;
}

function obstacle({ org, actor }: Writer, object: ObjectType, id: string, action: 'update' | 'delete'): SaveError | undefined {
  const row = org.store.get(object.name, id);
  if (!row) return asSaveError('notFound');
  if (row['IsDeleted'] === true) return saveError('entityDeleted');
  if (!actor.records.sees(object, row)) return saveError('crossReferenceAccess', [id]);
  if (!actor.permissions.allows(object, action) || !actor.records.edits(object, row)) return saveError('noAccess');
  return org.locks.strikes(id) ? saveError('locked', [id]) : undefined;
}
