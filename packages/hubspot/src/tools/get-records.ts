import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { checkPointers, maxBatch, readRecords } from '../records/read.ts';
import { fieldNames, objectName, uniqueProperty } from '../schemas.ts';
import { openWorkspace, shownProperties, type Kit } from '../workspace.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { toRecordSet } from '../records/table.ts';

const input = z.strictObject({
  object: objectName,
  ids: z.array(z.string()).min(1).max(maxBatch).describe('Record ids, or values of id_property'),
  id_property: uniqueProperty,
  fields: fieldNames,
});

export function getRecords(kit: Kit): Tool {
  return tool({
    name: 'get_records',
    title: 'Get records',
    description: `Up to ${maxBatch} records of one object type.`,
    effect: 'read',
    requests: coldRequests.objects(1) + coldRequests.account + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const object = await (await openWorkspace(kit, call)).describe(given.object);
      checkPointers(object, { ids: given.ids, by: given.id_property });
      const pointer = given.id_property === undefined ? { ids: given.ids } : { filters: [given.id_property] };
      const fields = [...shownProperties(object, given.fields), ...(given.id_property === undefined ? [] : [given.id_property])];
      return [{ object: object.name, effect: 'read', fields: [...new Set(fields)], ...pointer }];
    },
    async run({ ids, id_property: by, ...given }, call) {
      const workspace = await openWorkspace(kit, call);
      const object = await workspace.describe(given.object);
      const names = [...new Set([...shownProperties(object, given.fields), ...(by === undefined ? [] : [by])])];
      const found = await readRecords(workspace, object, { ids, by }, names);
      const keyed = new Map(found.map((record) => [by === undefined ? record.id : (record.properties[by] ?? '').toLowerCase(), record]));
      const wanted = [...new Set(ids.map((id) => (by === undefined ? id : id.toLowerCase())))];
      const records = wanted.flatMap((id) => keyed.get(id) ?? []);
      if (records.length < wanted.length) workspace.note(`${wanted.length - records.length} of ${wanted.length} were not found.`);
      return toRecordSet(workspace, object, { records, names, total: records.length });
    },
  });
}
