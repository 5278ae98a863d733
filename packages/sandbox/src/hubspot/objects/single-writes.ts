import type { Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { recordAccess } from './access.ts';
import { archiveRecord } from './archive.ts';
import { lookUp, named } from './find.ts';
import { readInput } from './input.ts';
import { systemNames, viewOf } from './project.ts';
import { createRecord, updateRecord } from './write.ts';
import { notNumeric } from '../errors.ts';

/** Create, update and archive of one record. */
export const singleWriteEndpoints: readonly Endpoint[] = [
  { family: 'objects', method: 'POST', path: '/:objectType', access: recordAccess('write'), handle: create },
  { family: 'objects', method: 'PATCH', path: '/:objectType/:objectId', access: recordAccess('write'), handle: update },
  { family: 'objects', method: 'DELETE', path: '/:objectType/:objectId', access: recordAccess('write'), handle: archive },
];

/** The answer holds everything the new record has, not just the defaults (recorded). */
function create(call: Call): Reply {
  const type = call.type();
  const record = createRecord(call, type, readInput(call, type, call.body()));
  const location = `${call.portal.baseUrl()}${call.exchange.path.replace(/\/$/, '')}/${record.id}`;
  return ok(viewOf(type, record, Object.keys(record.properties)), 201, { location });
}

/** The answer holds what was written and the system properties, not the whole record (recorded). */
function update(call: Call): Reply {
  const type = call.type();
  const before = named(call, type);
  const { record, written } = updateRecord(call, type, before, readInput(call, type, call.body()));
  return ok(viewOf(type, record, [...written, ...systemNames(type)]));
}

/** Archiving what is not there is no error. */
function archive(call: Call): Reply {
  const type = call.type();
  const id = call.param('objectId');
  if (!/^\d+$/.test(id)) throw notNumeric(id);
  const record = lookUp(call, type, id);
  if (record) archiveRecord(call.portal, { type, id: record.id });
  return noContent;
}
