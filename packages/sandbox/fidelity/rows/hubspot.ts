import { demo } from '../../src/index.ts';
import { compareJson, errorMembers } from '../compare-json.ts';
import type { Clients } from '../clients.ts';
import type { Row } from '../row.ts';

const folder = 'hubspot-amp-labs';

const contactProperties = ['company', 'email', 'firstname', 'lastname', 'phone', 'website'];

const search = (clients: Clients, body: unknown, type = 'contacts') =>
  clients.hubspot(`/crm/v3/objects/${type}/search`, { method: 'POST', body });

async function ids(clients: Clients, type: string, count: number): Promise<readonly string[]> {
  const { body } = await clients.hubspot(`/crm/v3/objects/${type}?limit=${count}`);
  return (JSON.parse(body) as { readonly results: readonly { readonly id: string }[] }).results.map(({ id }) => id);
}

/** HubSpot has some 350 contact properties; the demo portal has those that its records use. */
const missingProperties = Object.fromEntries([
  ...['autogen', 'hobby__c'].map((name) => [`results[${name}]`, 'made by the owners of the recorded portal']),
  ...[
    'hs_associated_target_accounts',
    'hs_date_entered_customer',
    'hs_contact_enrichment_opt_out',
    'hs_content_membership_status',
    'hs_all_assigned_business_unit_ids',
    'hs_predictivecontactscorebucket',
    'hs_first_subscription_create_date',
    'hs_notes_last_activity',
  ].map((name) => [`results[${name}]`, 'no record of the demo portal uses it']),
]) as Readonly<Record<string, string>>;

const metadata: readonly Row[] = [
  ...['contacts', 'deals'].map((type) => ({
    file: `${folder}/metadata-${type}-external-pipelines.json`,
    status: 200,
    ask: (clients: Clients) => clients.hubspot(`/crm/v3/pipelines/${type}`),
    compare: compareJson({ exact: ['id', 'label', 'displayOrder', 'isClosed', 'probability', 'state'], align: { results: 'id' } }),
  })),
  ...['contacts', 'deals'].map((type) => ({
    file: `${folder}/metadata-${type}-properties-sampled.json`,
    status: 200,
    ask: (clients: Clients) => clients.hubspot(`/crm/v3/properties/${type}`),
    compare: compareJson({
      exact: [
        'type',
        'fieldType',
        'groupName',
        'calculated',
        'externalOptions',
        'hasUniqueValue',
        'hubspotDefined',
        'readOnlyValue',
        'readOnlyDefinition',
      ],
      align: { results: 'name' },
      allow: missingProperties,
    }),
  })),
  {
    file: `${folder}/metadata-err-schemas-scope.json`,
    status: 403,
    ask: (clients) => clients.hubspot('/crm-object-schemas/v3/schemas', { token: demo.hubspot.limitedToken }),
  },
  {
    file: `${folder}/associations/contacts-schema-resp.json`,
    status: 200,
    ask: (clients) => clients.hubspot('/crm-object-schemas/v3/schemas/contacts'),
  },
];

const reads: readonly Row[] = [
  {
    file: `${folder}/read/objects-api/contacts-response.json`,
    status: 200,
    ask: (clients) => clients.hubspot('/crm/v3/objects/contacts?limit=3&properties=email'),
    compare: compareJson({
      allow: {
        'results[].url': 'sent by the API since 2025 (as in contacts-batch.json)',
        'results[].properties.hs_object_id': 'always sent; the recording was edited (as in contacts-batch.json)',
      },
    }),
  },
  {
    file: `${folder}/read/objects-api/contacts-batch.json`,
    status: 200,
    ask: async (clients) => {
      const inputs = (await ids(clients, 'contacts', 2)).map((id) => ({ id }));
      return clients.hubspot('/crm/v3/objects/contacts/batch/read', {
        method: 'POST',
        body: { inputs, properties: ['email', 'firstname', 'lastname'] },
      });
    },
  },
  { file: `${folder}/read-via-search/campaigns-response.json`, notServed: 'marketing campaigns are not among the calls of the connectors' },
];

/** Recorded requests: the sandbox must take them as they are. */
const requests: readonly Row[] = [
  ...['since', 'until', 'since-until'].map((name) => `${folder}/read/objects-api/contacts-req-payload-${name}.json`),
  `${folder}/read-via-search/contacts-payload.json`,
].map((file) => ({
  file,
  status: 200,
  ask: async (clients: Clients) => search(clients, await clients.recorded(file)),
  compare: () => [],
}));

const searches: readonly Row[] = [
  {
    file: `${folder}/read-via-search/contacts-response.json`,
    status: 200,
    ask: (clients) => search(clients, { query: 'hughes', properties: contactProperties }),
  },
  {
    file: `${folder}/search/contacts/1-first-page.json`,
    status: 200,
    ask: (clients) => search(clients, { limit: 1, properties: contactProperties }),
  },
  {
    file: `${folder}/search/contacts/2-second-page.json`,
    status: 200,
    ask: async (clients) => {
      const { total } = JSON.parse((await search(clients, { limit: 1 })).body) as { readonly total: number };
      return search(clients, { limit: 10, after: String(total - 3), properties: contactProperties });
    },
  },
  { file: `${folder}/search/error-invalid-object.json`, status: 400, ask: (clients) => search(clients, {}, 'butterflies') },
];

const associations: readonly Row[] = [
  {
    file: `${folder}/search/contacts/contacts-to-companies.json`,
    status: 207,
    ask: async (clients) => {
      const [linked] = JSON.parse(
        (
          await search(clients, {
            limit: 1,
            filterGroups: [{ filters: [{ propertyName: 'associatedcompanyid', operator: 'HAS_PROPERTY' }] }],
          })
        ).body,
      ).results as readonly { readonly id: string }[];
      const lone = clients.sandbox.hubspot.load('contacts', [{ properties: { email: 'lone@mailbox.example' } }]);
      const inputs = [{ id: linked?.id }, { id: lone[0] }];
      return clients.hubspot('/crm/v4/associations/contacts/companies/batch/read', { method: 'POST', body: { inputs } });
    },
    compare: compareJson({ allow: { 'errors[].message': 'names another contact' } }),
  },
  {
    file: `${folder}/associations/contact-to-company-resp.json`,
    status: 201,
    ask: async (clients) => {
      const [contact] = clients.sandbox.hubspot.load('contacts', [{ properties: { email: 'lone@mailbox.example' } }]);
      const inputs = (await ids(clients, 'companies', 2)).map((id) => ({
        from: { id: contact },
        to: { id },
        types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }],
      }));
      return clients.hubspot('/crm/v4/associations/contacts/companies/batch/create', { method: 'POST', body: { inputs } });
    },
  },
  {
    file: `${folder}/associations/err-contact-to-contact.json`,
    status: 207,
    ask: async (clients) => {
      const [id] = await ids(clients, 'contacts', 1);
      const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 449 }];
      const inputs = ['unknown_id_123456798', id].map((to) => ({ from: { id }, to: { id: to }, types }));
      return clients.hubspot('/crm/v4/associations/contacts/contacts/batch/create', { method: 'POST', body: { inputs } });
    },
    compare: compareJson({ exact: errorMembers.filter((name) => name !== 'message') }),
  },
];

export const hubspotRows: readonly Row[] = [...metadata, ...reads, ...requests, ...searches, ...associations];
