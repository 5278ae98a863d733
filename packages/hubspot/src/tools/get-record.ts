import { recordOfSchema, tool, type Access, type Tool } from '@causeway/core';
import { z } from 'zod';
import { fieldNames, objectName, uniqueProperty } from '../schemas.ts';
import { idProperty, openWorkspace, requireProperty, shownProperties, type Kit } from '../workspace.ts';
import { linkedIds, linkRequests } from '../records/links.ts';
import { checkPointers, readRecord } from '../records/read.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { show } from '../records/table.ts';

/** Most types of associated records in one call. */
const maxTypes = 3;

const input = z.strictObject({
  object: objectName,
  id: z.string().describe('Record id, or value of id_property'),
  id_property: uniqueProperty,
  fields: fieldNames,
  associations: z.array(z.string()).max(maxTypes).default([]).describe('Object types whose ids to add'),
});

export function getRecord(kit: Kit): Tool {
  return tool({
    name: 'get_record',
    title: 'Get a record',
    description: 'One record of any object type by id or unique property; without fields all that are filled.',
    effect: 'read',
    requests: coldRequests.objects(1 + maxTypes) + coldRequests.account + 1 + maxTypes * linkRequests,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const object = await workspace.describe(given.object);
      checkPointers(object, { ids: [given.id], by: given.id_property });
      const pointer =
        given.id_property === undefined ? { ids: [given.id] } : { filters: [requireProperty(object, given.id_property).name] };
      const fields = given.fields === undefined ? '*' : shownProperties(object, given.fields);
      const linked = await Promise.all(given.associations.map((name) => workspace.describe(name)));
      return [
        { object: object.name, effect: 'read', fields, ...pointer },
        ...linked.map((type): Access => ({ object: type.name, effect: 'read', fields: [idProperty] })),
      ];
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const object = await workspace.describe(given.object);
      const names = given.fields === undefined ? everything(object) : shownProperties(object, given.fields);
      const linked = await Promise.all(given.associations.map((name) => workspace.describe(name)));
      const record = await readRecord(workspace, object, given.id, names, given.id_property);
      const lists = await Promise.all(linked.map(async (type) => [type, await linkedIds(workspace, object, record.id, type)] as const));
      for (const [type] of lists) workspace.column(`${type.name}.${idProperty}`, type, idProperty);
      const extra = Object.fromEntries(lists.map(([type, ids]) => [`${type.name}.${idProperty}`, ids]));
      return show(workspace, object, record, { names, terse: given.fields === undefined, extra });
    },
  });
}

/** All properties but those that HubSpot keeps for itself: what it works out, and what it hides. */
function everything(object: ObjectMeta): readonly string[] {
  const shown = [...object.properties.values()].filter(
    ({ name, readOnly, hidden }) => object.columns.includes(name) || (!hidden && !(readOnly && name.startsWith('hs_'))),
  );
  return [...new Set([idProperty, ...shown.map(({ name }) => name)])];
}
