import { demo, startSandbox, type Sandbox } from '@causeway/sandbox';

/** Records of the demo portal, whose ids never change. */
export const known = {
  contact: '220000000001',
  email: 'claire.hughes@brightwaterdairy.example',
  company: '29000002351',
  deal: '38000002751',
  otherDeal: '38000004701',
  plan: '60000000001',
} as const;

export const allScopes = demo.hubspot.accessToken;
export const fewScopes = demo.hubspot.limitedToken;

/** One input for every tool that the demo portal can answer. */
export const samples: Readonly<Record<string, object | readonly object[]>> = {
  list_object_types: { limit: 5 },
  describe_object: { object: 'machine_service_plan' },
  find_records: [
    { object: 'contacts', filters: [{ field: 'company', operator: 'contains', value: 'dairy' }], limit: 3 },
    { object: 'deals', sort: '-amount', fields: ['dealname', 'amount', 'closedate'], limit: 3 },
  ],
  get_record: [
    { object: 'contacts', id: known.contact, associations: ['companies', 'deals'] },
    { object: 'contacts', id: known.email, id_property: 'email', fields: ['firstname', 'createdate'] },
  ],
  get_records: { object: 'companies', ids: [known.company], fields: ['name', 'domain'] },
  get_contact: [{ email: known.email }, { id: known.contact }],
  list_deals: { object: 'contacts', id: known.contact, limit: 1 },
  list_associated_records: { object: 'deals', id: known.deal, to_object: 'contacts', limit: 1 },
  get_timeline: { object: 'contacts', id: known.contact, limit: 3 },
  list_pipelines: { object: 'deals', limit: 3 },
  list_owners: { limit: 3 },
  summarize_pipeline: { group_by: 'stage' },
  get_account_info: {},
  create_record: { object: 'contacts', values: { email: 'sample@example.com', firstname: 'Sam', hubspot_owner_id: '76000101' } },
  update_record: { object: 'deals', id: known.deal, values: { amount: 1_200, hs_next_step: 'Call on Monday' } },
  upsert_record: { object: 'contacts', id_property: 'email', id: 'sample@example.com', values: { firstname: 'Sam' } },
  archive_record: { object: 'deals', id: known.deal },
  create_records: { object: 'companies', records: [{ name: 'One' }, { name: 'Two' }] },
  update_records: { object: 'deals', records: [{ id: known.deal, values: { amount: 5 } }] },
  associate_records: [
    { object: 'contacts', id: known.contact, to_object: 'companies', to_id: known.company, label: 'Billing contact' },
    { object: 'contacts', id: known.contact, to_object: 'deals', to_id: known.otherDeal },
  ],
  dissociate_records: { object: 'contacts', id: known.contact, to_object: 'companies', to_id: known.company },
  log_engagement: {
    kind: 'note',
    body: 'They called back.',
    records: [{ object: 'contacts', id: known.contact }],
    when: '2026-11-02T10:00:00+01:00',
  },
  create_ticket: { subject: 'Broken belt', content: 'It stops.', contact_id: known.contact, priority: 'HIGH' },
  move_deal: { id: known.deal, stage: 'contractsent' },
};

export { startSandbox, type Sandbox };
