import { byKeyword, ConnectorError, holdsKeyword, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, keyword, limit } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { list } from './list.ts';
import { ownTypes, type ObjectType } from '../metadata/object-type.ts';

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
      const found = (await typesOf(kit, workspace)).filter((type) => holdsKeyword(keyword, type)).toSorted(byKeyword(keyword));
      for (const name of columns) call.trail.column(name, { object, field: name });
      return list(call, { object, columns, rows: found.map(({ name, label }) => [name, label]), query: { keyword }, limit, cursor });
    },
  });
}

/** Custom types have a scope of their own; those of HubSpot need no list. */
async function typesOf({ metadata }: Kit, { portal }: Workspace): Promise<readonly ObjectType[]> {
  try {
    return await metadata.types(portal);
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || thrown.code !== 'permission_denied') throw thrown;
    const hint = `${thrown.hint ?? ''} HubSpot's own types are there without it: ${ownTypes.map(({ name }) => name).join(', ')}.`.trim();
    throw new ConnectorError(thrown.code, thrown.message, {
      hint,
      cause: thrown,
      ...(thrown.upstream === undefined ? {} : { upstream: thrown.upstream }),
    });
  }
}
