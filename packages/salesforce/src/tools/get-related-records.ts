import { ConnectorError, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, fieldNames, limit, objectName, recordId } from '../schemas.ts';
import { compare, field, type Condition, type Statement } from '../soql/statement.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { defaultColumns } from './default-columns.ts';
import { literalOfType } from '../soql/value.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { pointAt } from '../records/get.ts';
import { select } from '../records/select.ts';

const input = z.strictObject({
  object: objectName,
  id: recordId,
  relationship: z.string().describe('Contacts, Owner'),
  fields: fieldNames,
  limit,
  cursor,
});
type Input = z.output<typeof input>;

export function getRelatedRecords(kit: Kit): Tool {
  return tool({
    name: 'get_related_records',
    title: 'Get related records',
    description: 'Children of a record, or its parent, by relationship name (describe_object lists them).',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await toStatement(workspace, given))).access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { limit, cursor, ...query } = given;
      return select(workspace, { statement: await toStatement(workspace, given), limit, cursor, query });
    },
  });
}

async function toStatement(workspace: Workspace, given: Input): Promise<Statement> {
  const from = await workspace.describe(given.object);
  const { object, where } = await follow(workspace, from, given);
  return { object, fields: (given.fields ?? (await defaultColumns(workspace, object))).map(field), where };
}

/** The other end of a relationship: children point at the record; a parent is among those that the record points at. */
async function follow(workspace: Workspace, from: ObjectMeta, { id, relationship }: Input): Promise<{ object: string; where: Condition }> {
  const child = from.child(relationship);
  if (child !== undefined) {
    const reference = (await workspace.describe(child.childSObject)).field(child.field);
    if (reference === undefined) throw unknown(from, relationship);
    return { object: child.childSObject, where: compare(reference.name, '=', literalOfType(reference, id, 'UTC')) };
  }
  const parent = from.parent(relationship);
  const [object, ...others] = parent?.referenceTo ?? [];
  if (parent === undefined || object === undefined || others.length > 0) throw unknown(from, relationship);
  const statement: Statement = { object: from.name, fields: [field(parent.name)], where: pointAt(from, { id }) };
  return { object, where: { kind: 'among', left: { kind: 'field', path: 'Id' }, operator: 'IN', statement } };
}

function unknown({ name }: ObjectMeta, relationship: string): ConnectorError {
  return new ConnectorError('invalid_input', `${name} has no relationship ${relationship} that this user may see.`, {
    hint: `Use describe_object on ${name} with relationships: true.`,
    fields: ['relationship'],
  });
}
