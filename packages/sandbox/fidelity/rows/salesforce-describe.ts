import type { Clients } from '../clients.ts';
import { compareJson } from '../compare-json.ts';
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

const feature = (name: string, fields: readonly string[]) =>
  fields.map((field) => [`fields[${field}]`, `the demo org does not use ${name}`] as const);

/** Members that come and go with the API version; the recordings are of v48 to v59. */
const versions = Object.fromEntries([
  ...['associateEntityType', 'associateParentEntity', 'sobjectDescribeOption'].map((name) => [name, 'not yet sent by API v48']),
  ['urls.defaultValues', 'no longer sent by API v52'],
]) as Readonly<Record<string, string>>;

/** Fields of features that are switched off, and what else an org of its own would not have. */
const missing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Account: Object.fromEntries([
    ...feature('fields made by the owners of the recorded org', [
      'Primary_Contact__c',
      'ns__Description__c',
      'History__c',
      'ns__LinkedAccount__c',
    ]),
    ...feature('portals', ['IsPartner', 'IsCustomerPortal', 'ChannelProgramName', 'ChannelProgramLevelName']),
    ...feature('Data.com', ['DandbCompanyId']),
    ...feature('operating hours', ['OperatingHoursId']),
  ]),
  Contact: Object.fromEntries(feature('individuals', ['IndividualId'])),
  Case: Object.fromEntries([
    ...feature('assets', ['AssetId']),
    ['urls.caseArticleSuggestions', 'article suggestions are not served'],
    ['urls.caseRowArticleSuggestions', 'article suggestions are not served'],
  ]),
  Lead: Object.fromEntries([...feature('Data.com', ['CompanyDunsNumber', 'DandbCompanyId']), ...feature('individuals', ['IndividualId'])]),
  Opportunity: Object.fromEntries([
    ...feature('price books', ['Pricebook2Id']),
    ...feature('field history of opportunities', ['LastAmountChangedHistoryId', 'LastCloseDateChangedHistoryId']),
  ]),
  Event: {
    'fields[Recurrence*]': 'the demo org has no recurring events',
    'fields[IsRecurrence*]': 'the demo org has no recurring events',
    'fields[IsRecurrence]': 'the demo org has no recurring events',
    childRelationships: 'the demo org has no children of events',
    'urls.eventSeriesUpdates': 'the demo org has no recurring events',
  },
  OpportunityContactRole: { childRelationships: 'the demo org has no children of contact roles' },
};

/** The two recordings of Event, for one, name other links. */
const linksVary = 'which links an object has varies with release and features';

const describes: readonly Row[] = Object.entries(missing).map(([name, allow]) => ({
  file: `${folder}/describe_${name}.json`,
  status: 200,
  ask: (clients: Clients) => clients.salesforce(`/services/data/v52.0/sobjects/${name}/describe`),
  compare: compareJson({ exact, align: { fields: 'name' }, allow: { ...versions, ...allow } }),
}));

export const describeRows: readonly Row[] = [
  ...describes,
  {
    file: `${folder}/describe_Custom__c.json`,
    status: 200,
    ask: (clients) => clients.salesforce('/services/data/v52.0/sobjects/BigTable__c/describe'),
    compare: compareJson({ allow: { 'urls.*': 'the recording was edited: it has no urls' } }),
  },
  {
    file: `${folder}/describe_Global.json`,
    status: 200,
    ask: (clients) => clients.salesforce('/services/data/v52.0/sobjects'),
    compare: compareJson({
      exact,
      align: { sobjects: 'name' },
      allow: { 'sobjects[*]': 'the demo org has fewer objects', 'sobjects[*].urls.*': linksVary },
    }),
  },
  { file: `${folder}/describe_Account_PersonAccount.json`, notServed: 'the demo org has no person accounts' },
  {
    file: `${folder}/sobject_Organization.json`,
    status: 200,
    ask: (clients) => clients.salesforce(`/services/data/v52.0/sobjects/Organization/${clients.sandbox.salesforce.organizationId}`),
  },
];
