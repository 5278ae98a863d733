import { ConnectorError, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { accessToNames, referencesOf } from '../writes/names.ts';
import { guardRecords, guardReferences, guardRequests, guardValues } from '../writes/guard.ts';
import { objectName, recordId, values } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { saveOne, written } from '../writes/save.ts';
import { checkValues } from '../writes/values.ts';
import { previewUpdate } from '../writes/preview.ts';
import { requireId } from '../records/get.ts';

const input = z.strictObject({
  object: objectName,
  id: recordId,
  values,
  if_unmodified_since: z.string().optional().describe('Time with offset: refuse if changed later'),
});
type Input = z.output<typeof input>;

export function updateRecord(kit: Kit): Tool {
  return tool({
    name: 'update_record',
    title: 'Update a record',
    description: 'Changes fields of one record; null clears a field.',
    effect: 'update',
    requests: kit.metadataRequests + guardRequests + 1,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body } = await check(workspace, given);
      const names = accessToNames(await referencesOf(workspace, object, [body]));
      return [{ object: object.name, effect: 'update', ids: [id], fields: Object.keys(body) }, ...names];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body } = await check(workspace, given);
      return previewUpdate(workspace, object, [{ id, values: body }]);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body, headers } = await check(workspace, given);
      await guardRecords(workspace, object, [id]);
      guardValues(workspace, object, body, true);
      await guardReferences(workspace, object, [body]);
      const about = { object: object.name, effect: 'update' } as const;
      await saveOne(workspace, { method: 'PATCH', segments: ['sobjects', object.name, id], body, headers, about });
      return written(workspace, object.name, id);
    },
  });
}

async function check(workspace: Workspace, given: Input) {
  const object = await workspace.describe(given.object);
  const id = requireId(given.id);
  return { object, id, body: checkValues(object, given.values, 'update'), headers: unmodifiedSince(given.if_unmodified_since) };
}

/** Salesforce takes the form of RFC 9110, which knows no parts of a second: rounded up, so that the record's own time passes. */
function unmodifiedSince(time: string | undefined): Readonly<Record<string, string>> {
  if (time === undefined) return {};
  const instant = /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(instant))
    throw new ConnectorError('invalid_input', 'if_unmodified_since needs a time with offset.', { fields: ['if_unmodified_since'] });
  return { 'if-unmodified-since': new Date(Math.ceil(instant / 1_000) * 1_000).toUTCString() };
}
