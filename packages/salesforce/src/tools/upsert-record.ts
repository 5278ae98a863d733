import { recordOfSchema, tool, type RecordOf, type Tool } from '@causeway/core';
import { z } from 'zod';
import { field, type Condition } from '../soql/statement.ts';
import { accessToNames, referencesOf } from '../writes/names.ts';
import { guardReferences, guardRequests, guardUpsert } from '../writes/guard.ts';
import { objectName, values } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { previewCreate, previewUpdate } from '../writes/preview.ts';
import { saveOne, written } from '../writes/save.ts';
import { checkValues } from '../writes/values.ts';
import { fetchBatch } from '../records/fetch.ts';
import { idsOf } from '../records/cells.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { pointAt } from '../records/get.ts';

const input = z.strictObject({
  object: objectName,
  external_id_field: z.string().describe('External id field'),
  external_id: z.string().min(1).describe('Its value'),
  values,
});
type Input = z.output<typeof input>;

export function upsertRecord(kit: Kit): Tool {
  return tool({
    name: 'upsert_record',
    title: 'Create or update a record',
    description: 'Updates the record with this external id, or creates it. Can be repeated without harm.',
    effect: 'update',
    idempotent: true,
    requests: kit.metadataRequests + guardRequests + 2,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, key, body } = await check(workspace, given);
      const fields = [...Object.keys(body), key];
      const names = accessToNames(await referencesOf(workspace, object, [body]));
      return [
        { object: object.name, effect: 'update', fields, filters: [key] },
        { object: object.name, effect: 'create', fields },
        ...names,
      ];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, key, body, which } = await check(workspace, given);
      const { statement } = await workspace.analyse({ object: object.name, fields: [field('Id')], where: which, limit: 1 });
      const [id] = idsOf((await fetchBatch(workspace.org, statement)).records);
      if (id !== undefined) return previewUpdate(workspace, object, [{ id, values: body }]);
      return previewCreate(workspace, object, [{ [key]: given.external_id, ...body }]);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, key, body, which } = await check(workspace, given);
      await guardUpsert(workspace, object, which, body);
      await guardReferences(workspace, object, [body]);
      const about = { object: object.name, effect: 'update' } as const;
      const segments = ['sobjects', object.name, key, given.external_id];
      const result = await saveOne(workspace, { method: 'PATCH', segments, body, about });
      const note = result?.created === true ? 'Created.' : 'Updated.';
      if (typeof result?.id === 'string') return written(workspace, object.name, result.id, [note]);
      return withLookedUpId(workspace, object, which, given.external_id);
    },
  });
}

async function check(workspace: Workspace, given: Input) {
  const object = await workspace.describe(given.object);
  const which = pointAt(object, { id: given.external_id, by: given.external_id_field });
  const key = object.field(given.external_id_field)?.name ?? given.external_id_field;
  const { [key]: _, ...rest } = given.values;
  return { object, key, which, body: checkValues(object, rest, object.updateable ? 'update' : 'create') };
}

/** Older revisions answer an update with nothing. The write is done, whatever comes of the look-up. */
async function withLookedUpId(workspace: Workspace, object: ObjectMeta, where: Condition, externalId: string): Promise<RecordOf> {
  const records = await fetchBatch(workspace.org, { object: object.name, fields: [field('Id')], where, limit: 1 }).then(
    (batch) => batch.records,
    () => [],
  );
  const [id] = idsOf(records);
  if (id !== undefined) return written(workspace, object.name, id, ['Updated.']);
  return written(workspace, object.name, externalId, ['Updated. The record id could not be read; this is the external id.']);
}
