import type { Completion, View } from '@causeway/core';

const objects: Completion = {
  tool: 'list_objects',
  input: (typed) => ({ keyword: typed, limit: 100 }),
  column: 'QualifiedApiName',
};

/** The ids of records that changed last. */
const recentIds: Completion = {
  tool: 'find_records',
  input: (_, { object = '' }) => ({ object, fields: ['Id'], sort: '-LastModifiedDate', limit: 100 }),
  column: 'Id',
};

/** Addresses under which records and schemas are read like files. */
export function viewsOf(name: string, has: (tool: string) => boolean): readonly View[] {
  const views: readonly View[] = [
    {
      uri: `${name}://record/{object}/{id}`,
      title: 'Salesforce record',
      tool: 'get_record',
      input: ({ object, id }) => ({ object, id }),
      complete: { object: objects, id: recentIds },
    },
    {
      uri: `${name}://schema/{object}`,
      title: 'Salesforce object',
      tool: 'describe_object',
      input: ({ object }) => ({ object }),
      complete: { object: objects },
    },
  ];
  return views.filter(({ tool }) => has(tool));
}
