import { compareJson } from '../compare-json.ts';
import type { Clients } from '../clients.ts';
import type { Row } from '../row.ts';

const folder = 'salesforce-cumulusci';

/** What a client decides by. These values are compared, not only their types. */
const exact = [
  'type',
  'soapType',
  'nillable',
  'createable',
  'updateable',
  'filterable',
  'sortable',
  'custom',
  'keyPrefix',
  'nameField',
  'idLookup',
];

const objects = ['Account', 'Contact', 'Case', 'Lead', 'Opportunity', 'Event', 'OpportunityContactRole'];

const extra = {
  'childRelationships[].*': 'other children',
};

const describes: readonly Row[] = objects.map((name) => ({
  file: `${folder}/describe_${name}.json`,
  status: 200,
  ask: (clients: Clients) => clients.salesforce(`/services/data/v52.0/sobjects/${name}/describe`),
  compare: compareJson({ exact, align: { fields: 'name' }, allow: extra }),
}));

export const describeRows: readonly Row[] = [
  ...describes,
  {
    file: `${folder}/describe_Custom__c.json`,
    status: 200,
    ask: (clients) => clients.salesforce('/services/data/v52.0/sobjects/BigTable__c/describe'),
    compare: compareJson(),
  },
  {
    file: `${folder}/describe_Global.json`,
    status: 200,
    ask: (clients) => clients.salesforce('/services/data/v52.0/sobjects'),
    compare: compareJson(),
  },
  { file: `${folder}/describe_Account_PersonAccount.json`, notServed: 'the demo org has no person accounts' },
  {
    file: `${folder}/sobject_Organization.json`,
    status: 200,
    ask: (clients) => clients.salesforce(`/services/data/v52.0/sobjects/Organization/${clients.sandbox.salesforce.organizationId}`),
  },
];
