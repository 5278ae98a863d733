import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, fieldNames, filter, limit, objectName } from '../schemas.ts';
import { openWorkspace, requireProperty, shownProperties, type Kit, type Workspace } from '../workspace.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { find } from '../records/find.ts';
import { searchBounds } from '../records/search.ts';
import { toCondition, type Condition } from '../records/condition.ts';

/** One place is kept for walking by id. */
const maxFilters = searchBounds.filters - 1;

const input = z.strictObject({
  object: objectName,
  filters: z.array(filter).max(maxFilters).default([]).describe('All must hold'),
  text: z.string().optional().describe('Words in its main properties'),
  fields: fieldNames,
  sort: z.string().optional().describe('Property; -property descends'),
  limit,
  cursor,
});
type Input = z.output<typeof input>;

export function findRecords(kit: Kit): Tool {
  return tool({
    name: 'find_records',
    title: 'Find records',
    description:
      'Records of any object type by filters or words. A date is the whole day in the zone of the portal; null is no value. For records that hang on another, use list_associated_records.',
    effect: 'read',
    requests: coldRequests.objects(1) + coldRequests.account + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const object = await workspace.describe(given.object);
      const filters = [...given.filters.map(({ field }) => requireProperty(object, field).name), ...sortOf(object, given)];
      return [{ object: object.name, effect: 'read', fields: shownProperties(object, given.fields), filters: [...new Set(filters)] }];
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const object = await workspace.describe(given.object);
      const names = shownProperties(object, given.fields);
      sortOf(object, given);
      const conditions = await conditionsOf(workspace, object, given.filters);
      const { limit, cursor, ...query } = given;
      return find(workspace, object, { conditions, text: given.text, sort: given.sort, names, limit, cursor, query });
    },
  });
}

function sortOf(object: ObjectMeta, { sort }: Input): readonly string[] {
  return sort === undefined ? [] : [requireProperty(object, sort.replace(/^-/, '')).name];
}

async function conditionsOf(workspace: Workspace, object: ObjectMeta, filters: Input['filters']): Promise<readonly Condition[]> {
  const conditions: Condition[] = [];
  for (const one of filters) {
    const property = requireProperty(object, one.field);
    const zone = property.type === 'datetime' ? await workspace.zone() : 'UTC';
    conditions.push(toCondition(property, one, zone));
    if ((one.operator === '!=' && one.value !== null) || one.operator === 'not_in')
      workspace.note(`Records without a value of ${property.name} are not among them.`);
  }
  return conditions;
}
