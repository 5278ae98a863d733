import type { Completion, View } from '@causeway/core';

const types: Completion = { tool: 'list_object_types', input: (typed) => ({ keyword: typed, limit: 100 }), column: 'name' };

/** The ids of records that were made last. */
const recentIds: Completion = {
  tool: 'find_records',
  input: (_, { object = '' }) => ({ object, fields: [], sort: '-hs_object_id', limit: 100 }),
  column: 'hs_object_id',
};

/** Addresses under which records and schemas are read like files. */
export function viewsOf(name: string, has: (tool: string) => boolean): readonly View[] {
  const views: readonly View[] = [
    {
      uri: `${name}://record/{object}/{id}`,
      title: 'HubSpot record',
      tool: 'get_record',
      input: ({ object, id }) => ({ object, id }),
      complete: { object: types, id: recentIds },
    },
    {
      uri: `${name}://schema/{object}`,
      title: 'HubSpot object type',
      tool: 'describe_object',
      input: ({ object }) => ({ object }),
      complete: { object: types },
    },
  ];
  return views.filter(({ tool }) => has(tool));
}
