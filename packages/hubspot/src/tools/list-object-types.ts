import { byKeyword, holdsKeyword, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, keyword, limit } from '../schemas.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { list } from './list.ts';

const object = 'object_types';
const columns = ['name', 'label'] as const;

export function listObjectTypes(kit: Kit): Tool {
  return tool({
    name: 'list_object_types',
    title: 'List object types',
    description: 'Object types of the portal, standard and custom.',
    effect: 'read',
    requests: coldRequests.objects(0),
    input: z.strictObject({ keyword, limit, cursor }),
    output: recordSetSchema,
    access: () => [{ object, effect: 'read', fields: columns }],
    async run({ keyword, limit, cursor }, call) {
      const workspace = await openWorkspace(kit, call);
      const found = (await kit.metadata.types(workspace.portal)).filter((type) => holdsKeyword(keyword, type)).toSorted(byKeyword(keyword));
      for (const name of columns) call.trail.column(name, { object, field: name });
      return list(call, { object, columns, rows: found.map(({ name, label }) => [name, label]), query: { keyword }, limit, cursor });
    },
  });
}
