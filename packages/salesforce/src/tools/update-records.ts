import { batchSchema, ConnectorError, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { accessToNames, referencesOf } from '../writes/names.ts';
import { allOrNone, maxBatch, objectName, recordId, values } from '../schemas.ts';
import { guardRecords, guardReferences, guardRequests, guardValues } from '../writes/guard.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { saveMany, toBatch } from '../writes/save.ts';
import { checkValues } from '../writes/values.ts';
import { previewUpdate } from '../writes/preview.ts';
import { requireId } from '../records/get.ts';

const input = z.strictObject({
  object: objectName,
  records: z
    .array(z.strictObject({ id: recordId, values }))
    .min(1)
    .max(maxBatch)
    .describe('Changes'),
  all_or_none: allOrNone,
});

export function updateRecords(kit: Kit): Tool {
  return tool({
    name: 'update_records',
    title: 'Update records',
    description: `Changes up to ${maxBatch} records of one object; says for each what became of it.`,
    effect: 'update',
    requests: kit.metadataRequests + guardRequests + 1,
    input,
    output: batchSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, edits } = await check(workspace, given);
      const fields = [...new Set(['Id', ...edits.flatMap((edit) => Object.keys(edit.values))])];
      const rows = edits.map((edit) => edit.values);
      return [
        { object: object.name, effect: 'update', ids: edits.map(({ id }) => id), fields },
        ...accessToNames(await referencesOf(workspace, object, rows)),
      ];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, edits } = await check(workspace, given);
      return previewUpdate(workspace, object, edits);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, edits } = await check(workspace, given);
      await guardRecords(
        workspace,
        object,
        edits.map(({ id }) => id),
      );
      for (const edit of edits) guardValues(workspace, object, edit.values, true);
      await guardReferences(
        workspace,
        object,
        edits.map((edit) => edit.values),
      );
      const records = edits.map((edit) => ({ attributes: { type: object.name }, id: edit.id, ...edit.values }));
      const about = { object: object.name, effect: 'update' } as const;
      const body = { allOrNone: given.all_or_none, records };
      const results = await saveMany(workspace, { method: 'PATCH', segments: ['composite', 'sobjects'], body, about }, edits.length);
      return toBatch(workspace, object.name, 'update', results);
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  const edits = given.records.map((record) => ({ id: requireId(record.id), values: checkValues(object, record.values, 'update') }));
  const ids = new Set(edits.map(({ id }) => id));
  if (ids.size < edits.length) throw new ConnectorError('invalid_input', 'A record is named twice.', { fields: ['records'] });
  return { object, edits };
}
