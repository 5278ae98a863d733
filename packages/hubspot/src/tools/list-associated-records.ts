import { page, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, fieldNames, limit, objectName, recordId } from '../schemas.ts';
import { idProperty, openWorkspace, requireId, shownProperties, type Kit } from '../workspace.ts';
import { linkedRequests, readLinked } from '../records/linked.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { valueOf } from '../records/record.ts';
import { touch, zoneFor } from '../records/table.ts';

const input = z.strictObject({
  object: objectName,
  id: recordId,
  to_object: z.string().describe('Type of the associated ones'),
  fields: fieldNames,
  limit,
  cursor,
});

/** Column with the names of the association. */
const labels = 'association';

export function listAssociatedRecords(kit: Kit): Tool {
  return tool({
    name: 'list_associated_records',
    title: 'List associated records',
    description: 'Records associated with one, with the labels of the association.',
    effect: 'read',
    requests: coldRequests.objects(2) + coldRequests.account + linkedRequests,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const from = await workspace.describe(given.object);
      const to = await workspace.describe(given.to_object);
      return [
        { object: from.name, effect: 'read', ids: [requireId(given.id)], fields: [idProperty] },
        { object: to.name, effect: 'read', fields: shownProperties(to, given.fields) },
      ];
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const from = await workspace.describe(given.object);
      const to = await workspace.describe(given.to_object);
      const names = shownProperties(to, given.fields);
      const { limit, cursor, ...query } = given;
      const linked = await readLinked(workspace, { from, id: requireId(given.id), to, names, limit, cursor, query });
      const zone = await zoneFor(workspace, to, names);
      workspace.columns(to, names);
      workspace.column(labels, to, idProperty);
      const set = page(call, {
        object: to.name,
        columns: [...names, labels],
        rows: linked.rows.map(({ link, record }) => [
          ...names.map((name) => valueOf(record, to.properties.get(name), name, zone)),
          link.labels.length === 0 ? null : link.labels,
        ]),
        total: linked.total,
        notes: workspace.notes(),
        query,
        next: (kept) => linked.next(kept),
      });
      touch(
        workspace,
        to,
        linked.rows.slice(0, set.rows.length).map(({ record }) => record),
      );
      return set;
    },
  });
}
