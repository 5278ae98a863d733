import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { accessTo, fetchOne, pointAt, show, type Pointer } from '../records/get.ts';
import { field, type Statement } from '../soql/statement.ts';
import { fieldNames, objectName } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';

const input = z.strictObject({
  object: objectName,
  id: z.string().describe('Record id, or value of external_id_field'),
  external_id_field: z.string().optional().describe('Unique field'),
  fields: fieldNames,
});
type Input = z.output<typeof input>;

export function getRecord(kit: Kit): Tool {
  return tool({
    name: 'get_record',
    title: 'Get a record',
    description: 'One record of any object by id or unique field; without fields, all that are filled.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { statement, everything } = await toStatement(workspace, given);
      const access = accessTo(await workspace.analyse(statement), pointer(given));
      return everything ? access.map((one) => (one.fields === '*' ? one : { ...one, fields: '*' as const })) : access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { statement, everything, notes } = await toStatement(workspace, given);
      return show(workspace, await fetchOne(workspace, statement), { terse: everything, notes });
    },
  });
}

function pointer({ id, external_id_field: by }: Input): Pointer {
  return { id, by };
}

async function toStatement(workspace: Workspace, given: Input) {
  const object = await workspace.describe(given.object);
  const { paths, notes } = given.fields === undefined ? everyField(object) : { paths: given.fields, notes: [] };
  const statement: Statement = { object: object.name, fields: paths.map(field), where: pointAt(object, pointer(given)) };
  return { statement, everything: given.fields === undefined, notes };
}

const unwieldy = new Set(['address', 'location', 'base64']);
/** An address takes some 10 kB, the rest of the statement included. */
const maxNames = 7_000;

/** All fields, as far as their names fit into a request. */
function everyField({ fields }: ObjectMeta): { readonly paths: readonly string[]; readonly notes: readonly string[] } {
  const plain = fields.filter(({ type }: FieldMeta) => !unwieldy.has(type)).map(({ name }) => name);
  let room = maxNames;
  const paths = plain.filter((name) => (room -= name.length + 4) > 0);
  const left = plain.length - paths.length;
  return { paths, notes: left === 0 ? [] : [`${left} more fields were not read; name those you need.`] };
}
