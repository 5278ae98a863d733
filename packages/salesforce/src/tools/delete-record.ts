import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { guardRecords, guardRequests } from '../writes/guard.ts';
import { objectName, recordId } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { saveOne, written } from '../writes/save.ts';
import { defaultColumns } from './default-columns.ts';
import { previewDelete } from '../writes/preview.ts';
import { requireId } from '../records/get.ts';
import { requireRight } from '../writes/values.ts';

const input = z.strictObject({ object: objectName, id: recordId });

export function deleteRecord(kit: Kit): Tool {
  return tool({
    name: 'delete_record',
    title: 'Delete a record',
    description: 'Moves one record, with what belongs to it, to the recycle bin.',
    effect: 'delete',
    requests: kit.metadataRequests + guardRequests + 1,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const { object, id } = await check(await openWorkspace(kit, call), given);
      return [{ object: object.name, effect: 'delete', ids: [id], fields: '*' }];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id } = await check(workspace, given);
      // Only its own fields: those of other objects stay.
      const own = (await defaultColumns(workspace, object.name)).filter((path) => !path.includes('.'));
      return previewDelete(workspace, object, id, own);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id } = await check(workspace, given);
      await guardRecords(workspace, object, [id]);
      const about = { object: object.name, effect: 'delete' } as const;
      await saveOne(workspace, { method: 'DELETE', segments: ['sobjects', object.name, id], about });
      return written(workspace, object.name, id, ['Deleted.']);
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  requireRight(object, 'delete');
  return { object, id: requireId(given.id) };
}
