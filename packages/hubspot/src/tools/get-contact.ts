import { ConnectorError, recordOfSchema, tool, type Access, type RecordOf, type Tool } from '@causeway/core';
import { z } from 'zod';
import { idProperty, openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { ifAllowed } from '../metadata/allowed.ts';
import { openWork } from '../records/open-work.ts';
import { readRecord, readRecords } from '../records/read.ts';
import { show } from '../records/table.ts';
import type { HubSpotRecord } from '../records/record.ts';

const input = z.strictObject({
  id: z.string().optional().describe('Contact id'),
  email: z.string().optional().describe('E-mail address'),
});
type Input = z.output<typeof input>;

const columns = ['email', 'firstname', 'lastname', 'company', 'phone', 'lifecyclestage', 'hubspot_owner_id'];
const companyId = 'associatedcompanyid';

export function getContact(kit: Kit): Tool {
  return tool({
    name: 'get_contact',
    title: 'Get a contact',
    description: 'One contact by id or email, with owner, company, and counts of open deals and tickets.',
    effect: 'read',
    requests: coldRequests.objects(4) + coldRequests.owners + coldRequests.pipelines + coldRequests.account + 4,
    input,
    output: recordOfSchema,
    access: async (given, call) => accessTo(await openWorkspace(kit, call), given),
    run: async (given, call) => contact(await openWorkspace(kit, call), given),
  });
}

/** What tells open records from closed ones. */
const stateOf: Readonly<Record<string, readonly string[]>> = { deals: ['hs_is_closed'], tickets: ['hs_pipeline_stage'] };

async function accessTo(workspace: Workspace, given: Input): Promise<readonly Access[]> {
  const contacts = await workspace.describe('contacts');
  const others = await Promise.all(['companies', 'deals', 'tickets'].map((name) => ifAllowed(workspace.type(name))));
  const { id } = pointer(given);
  const which = id === undefined ? { filters: ['email'] } : { ids: [id] };
  return [
    { object: 'contacts', effect: 'read', fields: [...visible(contacts), companyId], ...which },
    ...others.flatMap((type): readonly Access[] => {
      if (type === undefined) return [];
      const fields = type.name === 'companies' ? [idProperty, 'name'] : [idProperty];
      return [{ object: type.name, effect: 'read', fields, filters: stateOf[type.name] ?? [] }];
    }),
  ];
}

async function contact(workspace: Workspace, given: Input): Promise<RecordOf> {
  const contacts = await workspace.describe('contacts');
  const { id, email } = pointer(given);
  const names = visible(contacts);
  const record = await readRecord(workspace, contacts, id ?? email ?? '', [...names, companyId], id === undefined ? 'email' : undefined);
  const [owner, company, deals, tickets] = await Promise.all([
    ownerOf(workspace, contacts, record),
    companyOf(workspace, record),
    openWork(workspace, 'deals', 'contact', record.id),
    openWork(workspace, 'tickets', 'contact', record.id),
  ]);
  return show(workspace, contacts, record, { names, extra: { ...owner, ...company, ...deals, ...tickets } });
}

function pointer({ id, email }: Input): { readonly id?: string; readonly email?: string } {
  if (id !== undefined) return { id: requireId(id) };
  if (email !== undefined && /^[^\s@]+@[^\s@]+$/.test(email)) return { email };
  throw new ConnectorError('invalid_input', 'Give an id or an e-mail address.', { fields: ['id', 'email'] });
}

function visible({ properties }: ObjectMeta): readonly string[] {
  return [idProperty, ...columns.filter((name) => properties.has(name))];
}

async function ownerOf(workspace: Workspace, contacts: ObjectMeta, { properties }: HubSpotRecord) {
  const id = properties['hubspot_owner_id'];
  if (!contacts.properties.has('hubspot_owner_id') || id == null || id === '') return {};
  const name = (await workspace.owners()).get(id)?.name;
  if (name === undefined) return {};
  workspace.column('owner', contacts, 'hubspot_owner_id');
  return { owner: name };
}

/** The primary company. Its name is left out, with a note, where the token may not read companies. */
async function companyOf(workspace: Workspace, { properties }: HubSpotRecord) {
  const id = properties[companyId];
  if (id == null || id === '') return {};
  const companies = await ifAllowed(workspace.describe('companies'));
  const found = companies === undefined ? undefined : await ifAllowed(readRecords(workspace, companies, { ids: [id] }, ['name']));
  if (companies === undefined || found === undefined) workspace.note('The company is missing: this token may not read it.');
  const [company] = found ?? [];
  if (company === undefined || companies?.properties.has('name') !== true) return {};
  workspace.column('companies.name', companies, 'name');
  workspace.column('companies.hs_object_id', companies, idProperty);
  workspace.call.trail.touched('companies', [company.id]);
  return { 'companies.hs_object_id': company.id, 'companies.name': company.properties['name'] };
}
