import type { Reply } from '../../wire/exchange.ts';
import { noContent } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import { asArray, asText, type JsonObject } from '../json-body.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { CrmRecord } from '../store/records.ts';
import { recordAccess } from './access.ts';
import { archiveRecord } from './archive.ts';
import { inputsOf, Missing, runBatch } from './batch.ts';
import { checkUnique, lookUp } from './find.ts';
import { readInput } from './input.ts';
import { projection, systemNames, viewOf } from './project.ts';
import { createRecord, updateRecord } from './write.ts';

/** Reads and writes of up to 100 records. */
export const batchEndpoints: readonly Endpoint[] = [
  { family: 'objects', method: 'POST', path: '/:objectType/batch/read', access: recordAccess('read'), handle: read },
  { family: 'objects', method: 'POST', path: '/:objectType/batch/create', access: recordAccess('write'), handle: create },
  { family: 'objects', method: 'POST', path: '/:objectType/batch/update', access: recordAccess('write'), handle: update },
  { family: 'objects', method: 'POST', path: '/:objectType/batch/upsert', access: recordAccess('write'), handle: upsert },
  { family: 'objects', method: 'POST', path: '/:objectType/batch/archive', access: recordAccess('write'), handle: archive },
];

function read(call: Call): Reply {
  const type = call.type();
  const body = call.body();
  const show = projection(call, type, names(body['properties']), names(body['propertiesWithHistory']));
  const idProperty = optional(body['idProperty']);
  const archived = call.flag('archived');
  return runBatch(call, inputsOf(call), { status: 200, writes: false }, (input) =>
    show(find(call, type, asText(input['id']), idProperty, archived)),
  );
}

function create(call: Call): Reply {
  const type = call.type();
  return runBatch(call, inputsOf(call), { status: 201, writes: true }, (input) => {
    const record = createRecord(call, type, readInput(call, type, input));
    return { ...viewOf(type, record, Object.keys(record.properties)), ...trace(input) };
  });
}

function update(call: Call): Reply {
  const type = call.type();
  const inputs = inputsOf(call);
  refuseDuplicates(inputs);
  return runBatch(call, inputs, { status: 200, writes: true }, (input) => {
    const before = find(call, type, asText(input['id']), optional(input['idProperty']));
    const { record, written } = updateRecord(call, type, before, readInput(call, type, input));
    return { ...viewOf(type, record, [...written, ...systemNames(type)]), ...trace(input) };
  });
}

function upsert(call: Call): Reply {
  const type = call.type();
  const inputs = inputsOf(call);
  refuseDuplicates(inputs);
  return runBatch(call, inputs, { status: 200, writes: true }, (input) => {
    const [id, idProperty] = [asText(input['id']), optional(input['idProperty'])];
    if (idProperty !== undefined) checkUnique(call, type, idProperty);
    const before = lookUp(call, type, id, idProperty);
    const write = readInput(call, type, input);
    if (before) {
      const { record, written } = updateRecord(call, type, before, write);
      return { ...viewOf(type, record, [...written, ...systemNames(type)]), new: false, ...trace(input) };
    }
    if (idProperty === undefined) throw missing(type, id);
    const record = createRecord(call, type, { ...write, values: { [idProperty]: id, ...write.values } });
    return { ...viewOf(type, record, Object.keys(record.properties)), new: true, ...trace(input) };
  });
}

function archive(call: Call): Reply {
  const type = call.type();
  for (const input of inputsOf(call)) {
    const record = lookUp(call, type, asText(input['id']));
    if (record) archiveRecord(call.portal, { type, id: record.id });
  }
  return noContent;
}

function find(call: Call, type: ObjectType, id: string, idProperty?: string, archived = false): CrmRecord {
  const record = lookUp(call, type, id, idProperty, archived);
  if (record) return record;
  throw missing(type, id);
}

function missing(type: ObjectType, id: string): Missing {
  return new Missing(404, {
    message: `Could not get some ${type.name.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
    category: 'OBJECT_NOT_FOUND',
    context: { ids: [id] },
  });
}

function refuseDuplicates(inputs: readonly JsonObject[]): void {
  const ids = inputs.map((input) => asText(input['id']));
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (twice.length > 0) throw invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`);
}

function names(value: unknown): readonly string[] {
  return value === undefined || value === null ? [] : asArray(value, 'properties').map(asText);
}

function optional(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : asText(value);
}

function trace(input: JsonObject): { readonly objectWriteTraceId?: string } {
  return input['objectWriteTraceId'] === undefined ? {} : { objectWriteTraceId: asText(input['objectWriteTraceId']) };
}
