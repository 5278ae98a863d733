import type { Reply } from '../../wire/exchange.ts';
import { visibleRow } from '../access/actor.ts';
import { parseDateTime } from '../datetime.ts';
import { SalesforceError } from '../errors.ts';
import { normalizeId } from '../ids.ts';
import { refuse } from '../messages.ts';
import type { ObjectType, Row } from '../model.ts';
import { markRecent } from '../recent.ts';
import { json, noContent } from '../replies.ts';
import { createRecord } from '../write/create.ts';
import { deleteRecord } from '../write/delete.ts';
import { isFailed, type Saved, type SaveResult, type Writer } from '../write/save.ts';
import { updateRecord } from '../write/update.ts';
import { readJson } from './body.ts';
import { type Call, objectInPath, recordUrl, type Resource } from './call.ts';
import { chosenFields, renderRecord } from './render.ts';

export const recordResources: readonly Resource[] = [
  { method: 'POST', path: '/sobjects/:type', handle: create },
  { method: 'GET', path: '/sobjects/:type/:id', handle: (call) => readRecord(call, ...target(call)) },
  { method: 'PATCH', path: '/sobjects/:type/:id', handle: (call) => update(call, ...idInPath(call)) },
  { method: 'DELETE', path: '/sobjects/:type/:id', handle: (call) => remove(call, ...idInPath(call)) },
];

export function writerOf({ org, actor, exchange }: Call): Writer {
  const allowDuplicates = /\ballowSave\s*=\s*true\b/i.test(exchange.headers['sforce-duplicate-rule-header'] ?? '');
  return { org, actor, allowDuplicates, source: exchange.body.toString('utf8') };
}

/** The record that was saved; its errors are thrown with the status of the first. */
export function saved(call: Call, result: SaveResult): Saved {
  if (isFailed(result)) throw new SalesforceError(result.errors[0]?.status ?? 400, result.errors);
  markRecent(call.org, call.actor, [result.id]);
  return result;
}

function create(call: Call): Reply {
  const object = objectInPath(call);
  const { id } = saved(call, createRecord(writerOf(call), object, readJson(call.exchange)));
  return json(201, { id, success: true, errors: [] }, { location: recordUrl(call, object.name, id) });
}

export function readRecord(call: Call, object: ObjectType, row: Row): Reply {
  const fields = call.exchange.query.get('fields')?.split(',');
  const record = { ...renderRecord(call, object, row, chosenFields(call.actor, object, fields)), Id: row['Id'] };
  const modified = row['LastModifiedDate'] ?? row['SystemModstamp'];
  if (unchangedSince(call, modified)) return { status: 304 };
  markRecent(call.org, call.actor, [String(row['Id'])]);
  return json(200, record, typeof modified === 'string' ? { 'last-modified': httpDate(modified) } : {});
}

function update(call: Call, object: ObjectType, id: string): Reply {
  requireUnmodified(call, object, id);
  saved(call, updateRecord(writerOf(call), object, id, readJson(call.exchange)));
  return noContent;
}

export function remove(call: Call, object: ObjectType, id: string): Reply {
  requireUnmodified(call, object, id);
  const result = deleteRecord(writerOf(call), object, id);
  if (isFailed(result)) throw new SalesforceError(result.errors[0]?.status ?? 400, result.errors);
  return noContent;
}

function idInPath(call: Call): [ObjectType, string] {
  const object = objectInPath(call);
  const given = call.exchange.params['id'] ?? '';
  const id = normalizeId(given);
  if (id === undefined || call.org.catalog.byPrefix(id) !== object) throw refuse('noExternalId', given);
  return [object, id];
}

/** The record in the path. One that is deleted, hidden or not there is NOT_FOUND all the same. */
function target(call: Call): [ObjectType, Row] {
  const [object, id] = idInPath(call);
  const row = visibleRow(call.org, call.actor, object, id);
  if (!row) throw refuse(call.org.store.get(object.name, id)?.['IsDeleted'] === true ? 'deleted' : 'notFound');
  return [object, row];
}

function httpDate(dateTime: string): string {
  return new Date(parseDateTime(dateTime)).toUTCString();
}

/** HTTP dates have whole seconds. */
function isLater(dateTime: unknown, condition: string): boolean {
  return typeof dateTime === 'string' && Math.floor(parseDateTime(dateTime) / 1000) * 1000 > Date.parse(condition);
}

function unchangedSince({ exchange }: Call, modified: unknown): boolean {
  const condition = exchange.headers['if-modified-since'];
  return condition !== undefined && typeof modified === 'string' && !isLater(modified, condition);
}

function requireUnmodified({ org, exchange }: Call, object: ObjectType, id: string): void {
  const condition = exchange.headers['if-unmodified-since'];
  if (condition !== undefined && isLater(org.store.get(object.name, id)?.['LastModifiedDate'], condition))
    throw refuse('preconditionFailed');
}
