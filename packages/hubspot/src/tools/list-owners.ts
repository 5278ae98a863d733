import { holdsKeyword, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, limit } from '../schemas.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { list } from './list.ts';
import { openWorkspace, type Kit } from '../workspace.ts';

const object = 'owners';
const columns = ['id', 'name', 'email'] as const;

export function listOwners(kit: Kit): Tool {
  return tool({
    name: 'list_owners',
    title: 'List owners',
    description: 'Users who can own records.',
    effect: 'read',
    requests: coldRequests.owners,
    input: z.strictObject({ keyword: z.string().optional().describe('Part of name or email'), limit, cursor }),
    output: recordSetSchema,
    access: () => [{ object, effect: 'read', fields: columns }],
    async run({ keyword, limit, cursor }, call) {
      const { portal } = await openWorkspace(kit, call);
      const owners = [...(await kit.metadata.owners(portal)).values()];
      const found = owners.filter(({ name, email }) => holdsKeyword(keyword, { name, label: email }));
      for (const name of columns) call.trail.column(name, { object, field: name, ...(name === 'id' ? {} : { class: 'personal' }) });
      const rows = found.map(({ id, name, email }) => [id, name, email]);
      return list(call, { object, columns, rows, query: { keyword }, limit, cursor });
    },
  });
}
