import { batchSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { accessToNames, referencesOf } from '../writes/names.ts';
import { allOrNone, maxBatch, objectName } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { saveMany, toBatch } from '../writes/save.ts';
import { checkValues } from '../writes/values.ts';
import { guardReferences, guardRequests, guardValues } from '../writes/guard.ts';
import { previewCreate } from '../writes/preview.ts';

const input = z.strictObject({
  object: objectName,
  records: z.array(z.record(z.string(), z.unknown())).min(1).max(maxBatch).describe('Field: value, each'),
  all_or_none: allOrNone,
});

export function createRecords(kit: Kit): Tool {
  return tool({
    name: 'create_records',
    title: 'Create records',
    description: `Creates up to ${maxBatch} records of one object; says for each what became of it.`,
    effect: 'create',
    requests: kit.metadataRequests + guardRequests + 1,
    input,
    output: batchSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, rows } = await check(workspace, given);
      // The answer tells the new ids.
      const fields = [...new Set(['Id', ...rows.flatMap((row) => Object.keys(row))])];
      return [{ object: object.name, effect: 'create', fields }, ...accessToNames(await referencesOf(workspace, object, rows))];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, rows } = await check(workspace, given);
      return previewCreate(workspace, object, rows);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, rows } = await check(workspace, given);
      for (const row of rows) guardValues(workspace, object, row, false);
      await guardReferences(workspace, object, rows);
      const records = rows.map((row) => ({ attributes: { type: object.name }, ...row }));
      const about = { object: object.name, effect: 'create' } as const;
      const body = { allOrNone: given.all_or_none, records };
      const results = await saveMany(workspace, { method: 'POST', segments: ['composite', 'sobjects'], body, about }, rows.length);
      return toBatch(workspace, object.name, 'create', results);
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  return { object, rows: given.records.map((row) => checkValues(object, row, 'create')) };
}
