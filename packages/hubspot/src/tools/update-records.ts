import { batchSchema, ConnectorError, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { batchShape, toBatch } from '../writes/batch.ts';
import { guardRecords, guardRequests, guardValues } from '../writes/guard.ts';
import { objectName, recordId, values } from '../schemas.ts';
import { idProperty, openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { checkValues } from '../writes/values.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { maxBatch } from '../records/read.ts';
import { previewUpdate, type Edit } from '../writes/preview.ts';
import { writing } from '../metadata/shaped.ts';

const input = z.strictObject({
  object: objectName,
  records: z
    .array(z.strictObject({ id: recordId, values }))
    .min(1)
    .max(maxBatch)
    .describe('Changes'),
});

export function updateRecords(kit: Kit): Tool {
  return tool({
    name: 'update_records',
    title: 'Update records',
    description: `Changes up to ${maxBatch} records of one object type.`,
    effect: 'update',
    requests: coldRequests.objects(1) + coldRequests.account + guardRequests + 1,
    input,
    output: batchSchema,
    async access(given, call) {
      const { object, edits } = await check(await openWorkspace(kit, call), given);
      const fields = [...new Set([idProperty, ...edits.flatMap((edit) => Object.keys(edit.values))])];
      return [{ object: object.name, effect: 'update', ids: edits.map(({ id }) => id), fields }];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, edits } = await check(workspace, given);
      return previewUpdate(workspace, object, edits);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, edits } = await check(workspace, given);
      for (const edit of edits) guardValues(workspace, object, edit.values, true);
      const ids = edits.map(({ id }) => id);
      await guardRecords(workspace, object, ids);
      const inputs = edits.map((edit, index) => ({ id: edit.id, properties: edit.values, objectWriteTraceId: String(index) }));
      const answer = await writing(batchShape, () => workspace.portal.batch.update(object.path, { inputs }));
      return toBatch(workspace, object, edits.length, answer, ids);
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  const edits = await Promise.all(
    given.records.map(async (one): Promise<Edit> => ({ id: requireId(one.id), values: await checkValues(workspace, object, one.values) })),
  );
  if (new Set(edits.map(({ id }) => id)).size < edits.length)
    throw new ConnectorError('invalid_input', 'A record is named twice.', { fields: ['records'] });
  return { object, edits };
}
