import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { objectName, recordId, values } from '../schemas.ts';
import { openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { checkValues } from '../writes/values.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { guardRequests } from '../writes/guard.ts';
import { previewUpdate } from '../writes/preview.ts';
import { show } from '../records/table.ts';
import { update, updateRequests } from '../writes/update.ts';

const input = z.strictObject({ object: objectName, id: recordId, values });

export function updateRecord(kit: Kit): Tool {
  return tool({
    name: 'update_record',
    title: 'Update a record',
    description: 'Changes properties of one record; null clears one.',
    effect: 'update',
    requests: coldRequests.objects(1) + guardRequests + updateRequests,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const { object, id, body } = await check(await openWorkspace(kit, call), given);
      return [{ object: object.name, effect: 'update', ids: [id], fields: Object.keys(body) }];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body } = await check(workspace, given);
      return previewUpdate(workspace, object, [{ id, values: body }]);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body } = await check(workspace, given);
      return show(workspace, object, await update(workspace, object, id, body), { names: Object.keys(body) });
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  const id = requireId(given.id);
  return { object, id, body: await checkValues(workspace, object, given.values) };
}
