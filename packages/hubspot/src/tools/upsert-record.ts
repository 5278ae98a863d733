import { ConnectorError, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { batchShape } from '../writes/batch.ts';
import { checkPointers, readRecords } from '../records/read.ts';
import { checkValues } from '../writes/values.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { guardUpsert, upsertGuardRequests } from '../writes/guard-upsert.ts';
import { idProperty, openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { objectName, values } from '../schemas.ts';
import { previewCreate, previewUpdate } from '../writes/preview.ts';
import { readBack } from '../writes/written.ts';
import { show } from '../records/table.ts';
import { toConnectorError } from '../errors.ts';
import { updateRequests } from '../writes/update.ts';
import { writing } from '../metadata/shaped.ts';

const input = z.strictObject({
  object: objectName,
  id_property: z.string().describe('Unique property'),
  id: z.string().min(1).describe('Its value'),
  values,
});

export function upsertRecord(kit: Kit): Tool {
  return tool({
    name: 'upsert_record',
    title: 'Create or update a record',
    description: 'Updates the record with this unique value, or creates it. Can be repeated without harm.',
    effect: 'update',
    idempotent: true,
    requests: coldRequests.objects(1) + upsertGuardRequests + updateRequests,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const { object, body } = await check(await openWorkspace(kit, call), given);
      const fields = [...new Set([...Object.keys(body), given.id_property])];
      return [
        { object: object.name, effect: 'update', fields, filters: [given.id_property] },
        { object: object.name, effect: 'create', fields },
      ];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, body } = await check(workspace, given);
      const [found] = await readRecords(workspace, object, { ids: [given.id], by: given.id_property }, [idProperty]);
      if (found !== undefined) return previewUpdate(workspace, object, [{ id: found.id, values: body }]);
      return previewCreate(workspace, object, [{ [given.id_property]: given.id, ...body }]);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, body } = await check(workspace, given);
      const { id, id_property: by } = given;
      await guardUpsert(workspace, object, { ids: [id], by }, { [by]: id, ...body });
      await workspace.zone();
      const inputs = [{ id, idProperty: by, properties: body }];
      const { results, errors } = await writing(batchShape, () => workspace.portal.batch.upsert(object.path, { inputs }));
      const [result] = results;
      if (result === undefined) throw toConnectorError({ status: 400, headers: {}, body: errors?.[0] ?? {} });
      workspace.note(result._new === true ? 'Created.' : 'Updated.');
      const properties = { [by]: id, ...body };
      const names = Object.keys(properties);
      return show(workspace, object, await readBack(workspace, object, { id: result.id, properties }, names), { names });
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  checkPointers(object, { ids: [given.id], by: given.id_property });
  if (given.id_property === idProperty)
    throw new ConnectorError('invalid_input', 'Use update_record for a record by its id.', { fields: ['id_property'] });
  const { [given.id_property]: _, ...rest } = given.values;
  return { object, body: await checkValues(workspace, object, rest) };
}
