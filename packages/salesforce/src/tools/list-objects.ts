import { byKeyword, holdsKeyword, openCursor, page, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, keyword, limit } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';

const object = 'EntityDefinition';
const columns = ['QualifiedApiName', 'Label'] as const;

export function listObjects(kit: Kit): Tool {
  return tool({
    name: 'list_objects',
    title: 'List objects',
    description: 'Objects the user may see, standard and custom, by keyword.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input: z.strictObject({ keyword, limit, cursor }),
    output: recordSetSchema,
    access: () => [{ object, effect: 'read', fields: columns }],
    async run({ keyword, limit, cursor }, call) {
      const workspace = await openWorkspace(kit, call);
      const entries = await kit.metadata.objects(workspace.org);
      const found = entries.filter((entry) => entry.queryable && holdsKeyword(keyword, entry)).toSorted(byKeyword(keyword));
      const start = cursor === undefined ? 0 : Number(openCursor(call, { keyword }, cursor));
      for (const name of columns) call.trail.column(name, { object, field: name });
      return page(call, {
        object,
        columns,
        rows: found.slice(start, start + limit).map(({ name, label }) => [name, label]),
        total: found.length,
        query: { keyword },
        next: (kept) => (start + kept < found.length ? start + kept : undefined),
      });
    },
  });
}
