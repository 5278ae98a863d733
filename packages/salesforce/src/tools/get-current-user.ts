import { ConnectorError, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { fetchOne, pointAt, show } from '../records/get.ts';
import { field, type Statement } from '../soql/statement.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { ifVisible } from './visible.ts';
import type { ObjectMeta } from '../metadata/object-meta.ts';
import { visibleOf } from './default-columns.ts';

const userColumns = [
  'Name',
  'Username',
  'Email',
  'Profile.Name',
  'UserRole.Name',
  'TimeZoneSidKey',
  'LocaleSidKey',
  'LanguageLocaleKey',
  'DefaultCurrencyIsoCode',
];
const organizationColumns = ['Name', 'OrganizationType', 'IsSandbox', 'InstanceName'];

export function getCurrentUser(kit: Kit): Tool {
  return tool({
    name: 'get_current_user',
    title: 'Get the current user',
    description: 'The user and org of this connection, with time zone and currency; optionally the rights on an object.',
    effect: 'read',
    requests: kit.metadataRequests + 2,
    input: z.strictObject({ object: z.string().optional().describe('Tell the rights on it') }),
    output: recordOfSchema,
    async access(_, call) {
      const workspace = await openWorkspace(kit, call);
      const { user, organization } = await statements(workspace);
      const judged = [await workspace.analyse(user)];
      if (organization !== undefined) judged.push(await workspace.analyse(organization));
      return judged.flatMap(({ access }) => access);
    },
    async run({ object }, call) {
      const workspace = await openWorkspace(kit, call);
      const { user, organization } = await statements(workspace);
      const [person, org, rights] = await Promise.all([
        fetchOne(workspace, user).then((one) => show(workspace, one, { terse: true })),
        organization === undefined ? undefined : fetchOrganization(workspace, organization),
        object === undefined ? undefined : workspace.describe(object).then(rightsOn),
      ]);
      const notes = [...(person.notes ?? []), ...(rights === undefined ? [] : [rights])];
      return { ...person, fields: { ...person.fields, ...org }, ...(notes.length === 0 ? {} : { notes }) };
    },
  });
}

async function statements(workspace: Workspace): Promise<{ user: Statement; organization: Statement | undefined }> {
  const { userId, unreadable } = await workspace.person();
  if (userId === undefined) throw unreadable ?? unnamed();
  const user = await workspace.describe('User');
  return {
    user: { object: user.name, fields: await paths(workspace, user.name, userColumns), where: pointAt(user, { id: userId }) },
    organization: await ifVisible(async () => ({
      object: 'Organization',
      fields: await paths(workspace, 'Organization', organizationColumns),
    })),
  };
}

function unnamed(): ConnectorError {
  return new ConnectorError('permission_denied', 'The session does not tell whose it is.', {
    hint: 'An operator should give the app the OAuth scope "id".',
  });
}

async function paths(workspace: Workspace, object: string, columns: readonly string[]) {
  return (await visibleOf(workspace, object, columns)).map(field);
}

/** The org, its columns under names of their own. */
async function fetchOrganization(workspace: Workspace, statement: Statement) {
  const one = await fetchOne(workspace, statement);
  const columns = one.analysis.columns.map((column) => ({ ...column, name: `Organization.${column.name}` }));
  const { fields } = await show(workspace, { ...one, analysis: { ...one.analysis, columns } }, { terse: true });
  return fields;
}

function rightsOn({ name, queryable, createable, updateable, deletable, fields }: ObjectMeta): string {
  const rights = Object.entries({ read: queryable, create: createable, edit: updateable, delete: deletable });
  const editable = fields.filter((one) => one.updateable).length;
  const granted = rights.filter(([, has]) => has).map(([right]) => right);
  return `${name}: ${granted.join(', ') || 'none'}; ${fields.length} fields to read, ${editable} to edit`;
}
