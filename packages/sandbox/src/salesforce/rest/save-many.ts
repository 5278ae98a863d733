import { handlerFault } from '../../wire/exchange.ts';
import { asSaveError, refuse, saveError } from '../messages.ts';
import { markRecent } from '../recent.ts';
import { type Failed, failed, isFailed, type SaveResult } from '../write/save.ts';
import { isObject, type JsonObject, readJson } from './body.ts';
import type { Call } from './call.ts';

/** Most records that one request may save. */
export const maxRecords = 200;

/** Saves the records of a collection one by one. Throws when there are too many or none. */
export function saveRecords(call: Call, save: (record: JsonObject) => SaveResult): readonly SaveResult[] {
  const body = readJson(call.exchange);
  const records = body['records'];
  if (!Array.isArray(records)) throw refuse('requiredParameter', 'records');
  return saveMany(call, body['allOrNone'] === true, records, (record) =>
    isObject(record) ? save(record) : failed(asSaveError('invalidInput', 'a record must be an object')),
  );
}

/** With `allOrNone` a single failure undoes them all. */
export function saveMany<T>(call: Call, allOrNone: boolean, items: readonly T[], save: (item: T) => SaveResult): readonly SaveResult[] {
  if (items.length > maxRecords) throw refuse('tooManyRecords', String(maxRecords));
  const { store } = call.org;
  const before = store.snapshot();
  const struck = new Set(handlerFault(call.exchange, 'partial')?.indexes);
  const results = items.map((item, index) => (struck.has(index) ? failed(saveError('locked', ['unknown'])) : save(item)));
  if (!allOrNone || !results.some(isFailed)) {
    const saved = results.flatMap((result) => (isFailed(result) ? [] : [result.id]));
    markRecent(call.org, call.actor, saved);
    return results;
  }
  store.restore(before);
  return results.map((result) => (isFailed(result) ? result : failed(saveError('rolledBack'))));
}

/** A result on the wire. In collections the code of an error is called `statusCode`. */
export function saveResult(result: SaveResult): Record<string, unknown> {
  if (!isFailed(result)) return { id: result.id, success: true, errors: [] };
  return { ...(result.id !== undefined && { id: result.id }), success: false, errors: saveErrors(result) };
}

export function saveErrors({ errors }: Failed): readonly object[] {
  return errors.map(({ errorCode, message, fields, extra }) => ({ ...extra, statusCode: errorCode, message, fields: fields ?? [] }));
}
