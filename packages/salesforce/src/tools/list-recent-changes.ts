import { ConnectorError, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { compare, field, type Statement } from '../soql/statement.ts';
import { cursor, limit, objectName } from '../schemas.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { literalOfType } from '../soql/value.ts';
import { select } from '../records/select.ts';
import { toOrder } from './filters.ts';
import { visibleOf } from './default-columns.ts';

const input = z.strictObject({
  object: objectName,
  since: z.string().describe('Date, time with offset, or LAST_N_DAYS:7'),
  limit,
  cursor,
});

export function listRecentChanges(kit: Kit): Tool {
  return tool({
    name: 'list_recent_changes',
    title: 'List recent changes',
    description: 'Records created, updated or deleted since a time, oldest change first. Deleted ones stay for 15 days.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await toStatement(workspace, given))).access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { limit, cursor, ...query } = given;
      return select(workspace, { statement: await toStatement(workspace, given), limit, cursor, query, deleted: true });
    },
  });
}

/** Keyed by the time of the last change, ascending: a record that changes during a walk moves ahead of it and is seen again. */
async function toStatement(workspace: Workspace, { object, since }: z.output<typeof input>): Promise<Statement> {
  const meta = await workspace.describe(object);
  const stamp = meta.field('SystemModstamp') ?? meta.field('LastModifiedDate') ?? meta.field('CreatedDate');
  if (stamp === undefined)
    throw new ConnectorError('invalid_input', `${meta.name} does not tell when its records changed.`, { fields: ['object'] });
  const { zone } = await workspace.person();
  const name = meta.nameField === undefined ? [] : [meta.nameField.name];
  const paths = await visibleOf(workspace, meta.name, ['Id', ...name, stamp.name, 'IsDeleted', 'LastModifiedBy.Name']);
  return {
    object: meta.name,
    fields: paths.map(field),
    where: compare(stamp.name, '>=', literalOfType(stamp, since, zone)),
    orderBy: [toOrder(stamp.name)],
  };
}
