import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { idProperty, openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { objectName, recordId } from '../schemas.ts';
import { changed } from '../writes/written.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { previewArchive } from '../writes/preview.ts';
import { readRecord } from '../records/read.ts';
import { writing } from '../metadata/shaped.ts';

const input = z.strictObject({ object: objectName, id: recordId });

export function archiveRecord(kit: Kit): Tool {
  return tool({
    name: 'archive_record',
    title: 'Archive a record',
    description: 'Moves one record to the recycle bin.',
    effect: 'delete',
    requests: coldRequests.objects(1) + coldRequests.account + 2,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const { object, id } = await check(await openWorkspace(kit, call), given);
      return [{ object: object.name, effect: 'delete', ids: [id], fields: '*' }];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id } = await check(workspace, given);
      return previewArchive(workspace, object, id);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id } = await check(workspace, given);
      // HubSpot says yes to archiving what is not there.
      await readRecord(workspace, object, id, [idProperty]);
      await workspace.account();
      await writing(z.unknown(), () => workspace.portal.objects.archive(object.path, id));
      return changed(workspace, object, id, 'Archived.');
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  return { object: await workspace.describe(given.object), id: requireId(given.id) };
}
