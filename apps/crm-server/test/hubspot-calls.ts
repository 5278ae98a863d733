import { expect } from 'vitest';
import type { Json } from './truth.ts';
import type { Situation, ToolCall } from './tool-calls.ts';

const email = 'claire.hughes@brightwaterdairy.example';
const read = async ({ truth }: Situation, object: string, id: string, properties: string): Promise<Json> =>
  (await truth.hubspot(`/crm/v3/objects/${object}/${id}?properties=${properties}`))['properties'] as Json;
const search = async ({ truth }: Situation, object: string, propertyName: string, value: string, properties: readonly string[] = []) => {
  const body = { filterGroups: [{ filters: [{ propertyName, operator: 'EQ', value }] }], properties };
  const { results } = (await truth.hubspot(`/crm/v3/objects/${object}/search`, body)) as {
    readonly results: readonly { readonly id: string; readonly properties: Json }[];
  };
  return results;
};
const linked = async ({ truth }: Situation, from: string, id: string, to: string): Promise<readonly string[]> => {
  const { results } = (await truth.hubspot(`/crm/v4/objects/${from}/${id}/associations/${to}`)) as {
    readonly results: readonly { readonly toObjectId: number | string }[];
  };
  return results.map(({ toObjectId }) => String(toObjectId));
};

/** Every tool of HubSpot: how it is called, and what the sandbox says that it must answer or have done. */
export const hubspotCalls: Readonly<Record<string, ToolCall>> = {
  list_object_types: {
    args: () => ({ keyword: 'service_plan' }),
    answers: async ({ truth }) => {
      const { results } = (await truth.hubspot('/crm-object-schemas/v3/schemas')) as {
        readonly results: readonly { readonly name: string; readonly labels: { readonly plural: string } }[];
      };
      const plan = results.find(({ name }) => name === 'machine_service_plan');
      return { rows: [[expect.stringContaining('machine_service_plan'), plan?.labels.plural]] };
    },
  },
  describe_object: {
    args: () => ({ object: 'deals', keyword: 'dealname' }),
    answers: async () => ({ object: 'deals', label: 'Deals', fields: expect.stringContaining('dealname:') as string }),
  },
  find_records: {
    args: () => ({ object: 'contacts', filters: [{ field: 'email', operator: '=', value: email }], fields: ['email'] }),
    answers: async ({ ids }) => ({ rows: [[ids.hubspotContact, email]], total: 1 }),
  },
  get_record: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact, fields: ['email', 'phone'], associations: ['companies'] }),
    answers: async (situation) => {
      const { ids } = situation;
      const { phone } = await read(situation, 'contacts', ids.hubspotContact, 'phone');
      return { id: ids.hubspotContact, fields: { email, phone, 'companies.hs_object_id': ids.company } };
    },
  },
  get_records: {
    args: ({ ids }) => ({ object: 'contacts', ids: [ids.hubspotContact], fields: ['email'] }),
    answers: async ({ ids }) => ({ rows: [[ids.hubspotContact, email]] }),
  },
  get_contact: {
    args: () => ({ email }),
    answers: async ({ ids }) => ({ id: ids.hubspotContact, fields: { email, 'companies.hs_object_id': ids.company } }),
  },
  list_deals: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact }),
    answers: async (situation) => {
      const deals = await linked(situation, 'contacts', situation.ids.hubspotContact, 'deals');
      const rows = await Promise.all(
        deals.map(async (id) => expect.arrayContaining([id, (await read(situation, 'deals', id, 'dealname'))['dealname']]) as unknown),
      );
      return { rows: expect.arrayContaining(rows) as unknown, total: deals.length };
    },
  },
  list_associated_records: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact, to_object: 'companies', fields: ['name'] }),
    answers: async (situation) => ({
      rows: [[situation.ids.company, (await read(situation, 'companies', situation.ids.company, 'name'))['name'], 'Primary']],
    }),
  },
  get_timeline: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact, kinds: ['meetings'], limit: 50 }),
    answers: async (situation) => {
      const meetings = await linked(situation, 'contacts', situation.ids.hubspotContact, 'meetings');
      return { rows: expect.arrayContaining(meetings.map((id) => expect.arrayContaining([id]) as unknown)) as unknown };
    },
  },
  list_pipelines: {
    args: () => ({ object: 'deals' }),
    answers: async ({ truth }) => {
      const { results } = (await truth.hubspot('/crm/v3/pipelines/deals')) as {
        readonly results: readonly { readonly stages: readonly { readonly id: string; readonly label: string }[] }[];
      };
      const stages = results.flatMap((pipeline) => pipeline.stages.map(({ id, label }) => expect.arrayContaining([id, label]) as unknown));
      return { rows: expect.arrayContaining(stages) as unknown, total: stages.length };
    },
  },
  list_owners: {
    args: () => ({ keyword: 'Sof' }),
    answers: async ({ truth }) => {
      const { results } = (await truth.hubspot('/crm/v3/owners?limit=100')) as { readonly results: readonly Json[] };
      const [owner] = results.filter((one) => String(one['firstName']).startsWith('Sof'));
      return { rows: [[owner?.['id'], `${String(owner?.['firstName'])} ${String(owner?.['lastName'])}`, owner?.['email']]] };
    },
  },
  summarize_pipeline: {
    args: () => ({ group_by: 'stage', pipeline: 'default' }),
    answers: async ({ truth }) => {
      const body = { filterGroups: [{ filters: [{ propertyName: 'dealstage', operator: 'EQ', value: 'contractsent' }] }], limit: 1 };
      const { total } = await truth.hubspot('/crm/v3/objects/deals/search', body);
      return { rows: expect.arrayContaining([expect.arrayContaining(['Contract Sent', total])]) as unknown };
    },
  },
  get_account_info: {
    args: () => ({}),
    answers: async ({ truth }) => {
      const { portalId, timeZone } = await truth.hubspot('/account-info/v3/details');
      return { id: String(portalId), fields: { time_zone: timeZone } };
    },
  },
  create_record: {
    args: () => ({ object: 'contacts', values: { email: 'created@brightwater.example', firstname: 'Created' } }),
    did: async (situation) => [
      (await search(situation, 'contacts', 'email', 'created@brightwater.example', ['firstname'])).map(
        (one) => one.properties['firstname'],
      ),
      ['Created'],
    ],
  },
  update_record: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact, values: { phone: '+44 1' } }),
    did: async (situation) => [(await read(situation, 'contacts', situation.ids.hubspotContact, 'phone'))['phone'], '+44 1'],
  },
  upsert_record: {
    args: () => ({ object: 'contacts', id_property: 'email', id: 'upserted@brightwater.example', values: { firstname: 'Upserted' } }),
    did: async (situation) => [(await search(situation, 'contacts', 'email', 'upserted@brightwater.example')).length, 1],
  },
  archive_record: {
    args: ({ ids }) => ({ object: 'tickets', id: ids.spareTicket }),
    did: async (situation) => [(await search(situation, 'tickets', 'hs_object_id', situation.ids.spareTicket)).length, 0],
  },
  create_records: {
    args: () => ({ object: 'contacts', records: [{ email: 'batch@brightwater.example' }, { email: 'nothing' }] }),
    answers: async () => ({ failed: [{ index: 1, code: 'invalid_input' }] }),
    did: async (situation) => [(await search(situation, 'contacts', 'email', 'batch@brightwater.example')).length, 1],
  },
  update_records: {
    args: ({ ids }) => ({ object: 'contacts', records: [{ id: ids.hubspotContact, values: { jobtitle: 'Batched' } }] }),
    did: async (situation) => [(await read(situation, 'contacts', situation.ids.hubspotContact, 'jobtitle'))['jobtitle'], 'Batched'],
  },
  associate_records: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact, to_object: 'tickets', to_id: ids.otherTicket }),
    did: async (situation) => [
      (await linked(situation, 'contacts', situation.ids.hubspotContact, 'tickets')).includes(situation.ids.otherTicket),
      true,
    ],
  },
  dissociate_records: {
    args: ({ ids }) => ({ object: 'contacts', id: ids.hubspotContact, to_object: 'tickets', to_id: ids.otherTicket }),
    did: async (situation) => [
      (await linked(situation, 'contacts', situation.ids.hubspotContact, 'tickets')).includes(situation.ids.otherTicket),
      false,
    ],
  },
  log_engagement: {
    args: ({ ids }) => ({ kind: 'note', body: 'Spoke with Claire.', records: [{ object: 'contacts', id: ids.hubspotContact }] }),
    did: async (situation, answer) => [await linked(situation, 'notes', String(answer['id']), 'contacts'), [situation.ids.hubspotContact]],
  },
  create_ticket: {
    args: ({ ids }) => ({ subject: 'Belt torn', contact_id: ids.hubspotContact }),
    did: async (situation, answer) => [(await read(situation, 'tickets', String(answer['id']), 'subject'))['subject'], 'Belt torn'],
  },
  move_deal: {
    args: ({ ids }) => ({ id: ids.deal, stage: 'Contract Sent' }),
    did: async (situation) => [(await read(situation, 'deals', situation.ids.deal, 'dealstage'))['dealstage'], 'contractsent'],
  },
};
