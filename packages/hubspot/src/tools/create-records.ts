import { batchSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { batchShape, toBatch } from '../writes/batch.ts';
import { objectName, values } from '../schemas.ts';
import { idProperty, openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { checkValues } from '../writes/values.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { guardValues } from '../writes/guard.ts';
import { maxBatch } from '../records/read.ts';
import { present } from '../writes/draft.ts';
import { previewCreate } from '../writes/preview.ts';
import { writing } from '../metadata/shaped.ts';

const input = z.strictObject({ object: objectName, records: z.array(values).min(1).max(maxBatch).describe('Values of each') });

export function createRecords(kit: Kit): Tool {
  return tool({
    name: 'create_records',
    title: 'Create records',
    description: `Creates up to ${maxBatch} records of one object type.`,
    effect: 'create',
    requests: coldRequests.objects(1) + coldRequests.account + 1,
    input,
    output: batchSchema,
    async access(given, call) {
      const { object, rows } = await check(await openWorkspace(kit, call), given);
      return [{ object: object.name, effect: 'create', fields: [...new Set([idProperty, ...rows.flatMap((row) => Object.keys(row))])] }];
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
      const inputs = rows.map((row, index) => ({ properties: present(row), associations: [], objectWriteTraceId: String(index) }));
      const answer = await writing(batchShape, () => workspace.portal.batch.create(object.path, { inputs }));
      return toBatch(workspace, object, rows.length, answer);
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const object = await workspace.describe(given.object);
  return { object, rows: await Promise.all(given.records.map((row) => checkValues(workspace, object, row))) };
}
