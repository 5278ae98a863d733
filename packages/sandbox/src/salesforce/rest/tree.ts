import type { Reply } from '../../wire/exchange.ts';
import { visibleObject } from '../access/actor.ts';
import { refuse } from '../messages.ts';
import type { ObjectType } from '../model.ts';
import { json } from '../replies.ts';
import { createRecord } from '../write/create.ts';
import { type Failed, isFailed } from '../write/save.ts';
import { isObject, type JsonObject, readJson } from './body.ts';
import { type Call, objectInPath, type Resource } from './call.ts';
import { writerOf } from './records.ts';
import { maxRecords, saveErrors } from './save-many.ts';

/** Records with their children, all or none. */
export const treeResources: readonly Resource[] = [{ method: 'POST', path: '/composite/tree/:type', handle: createTree }];

const maxDepth = 5;
const maxTypes = 5;

interface Branch {
  readonly object: ObjectType;
  readonly referenceId: string;
  readonly values: JsonObject;
  /** Where the parent's id goes. */
  readonly parent?: { readonly branch: Branch; readonly field: string };
}

function createTree(call: Call): Reply {
  const branches = flatten(call, objectInPath(call), readJson(call.exchange)['records'], 1);
  checkSize(branches);
  const before = call.org.store.snapshot();
  const ids = new Map<Branch, string>();
  const failures: { readonly branch: Branch; readonly result: Failed }[] = [];
  for (const branch of branches) {
    const parent = branch.parent && { [branch.parent.field]: ids.get(branch.parent.branch) };
    if (branch.parent && !ids.has(branch.parent.branch)) continue;
    const result = createRecord(writerOf(call), branch.object, { ...branch.values, ...parent });
    if (isFailed(result)) failures.push({ branch, result });
    else ids.set(branch, result.id);
  }
  if (failures.length === 0) {
    return json(201, { hasErrors: false, results: branches.map((branch) => ({ referenceId: branch.referenceId, id: ids.get(branch) })) });
  }
  call.org.store.restore(before);
  return json(400, {
    hasErrors: true,
    results: failures.map(({ branch, result }) => ({ referenceId: branch.referenceId, errors: saveErrors(result) })),
  });
}

function checkSize(branches: readonly Branch[]): void {
  if (branches.length > maxRecords) throw refuse('tooManyRecords', String(maxRecords));
  if (new Set(branches.map((branch) => branch.object)).size > maxTypes)
    throw refuse('invalidInput', `A tree holds at most ${maxTypes} object types`);
  const references = branches.map((branch) => branch.referenceId);
  const repeated = references.find((reference, index) => references.indexOf(reference) !== index);
  if (repeated !== undefined) throw refuse('invalidInput', `Duplicate ReferenceId provided in the request: ${repeated}`);
}

/** Parents before their children. */
function flatten(call: Call, object: ObjectType, records: unknown, depth: number, parent?: Branch['parent']): readonly Branch[] {
  if (!Array.isArray(records)) throw refuse('requiredParameter', 'records');
  if (depth > maxDepth) throw refuse('invalidInput', `A tree is at most ${maxDepth} levels deep`);
  return records.flatMap((record: unknown) => {
    if (!isObject(record)) throw refuse('invalidInput', 'a record must be an object');
    const [values, children] = split(object, record);
    const branch: Branch = { object, referenceId: referenceOf(record), values, ...(parent && { parent }) };
    const below = children.flatMap(([name, value]) => {
      const relationship = object.childRelationships.find((candidate) => candidate.relationshipName?.toLowerCase() === name.toLowerCase());
      const child = relationship && visibleObject(call.org, call.actor, relationship.childSObject);
      if (!child) throw refuse('noSuchColumn', name, object.name);
      return flatten(call, child, value['records'], depth + 1, { branch, field: relationship.field });
    });
    return [branch, ...below];
  });
}

/** A member with `records` in it holds children; every other one is a value. */
function split(object: ObjectType, record: JsonObject): readonly [JsonObject, readonly (readonly [string, JsonObject])[]] {
  const isChildren = (value: unknown): value is JsonObject => isObject(value) && Array.isArray(value['records']);
  const entries = Object.entries(record);
  return [
    Object.fromEntries(entries.filter(([, value]) => !isChildren(value))),
    entries.flatMap(([name, value]) => (isChildren(value) && !object.field(name) ? [[name, value] as const] : [])),
  ];
}

function referenceOf(record: JsonObject): string {
  const attributes = record['attributes'];
  const reference = isObject(attributes) ? attributes['referenceId'] : undefined;
  if (typeof reference !== 'string' || reference === '')
    throw refuse('invalidInput', 'Include a reference ID for each record in the request.');
  return reference;
}
