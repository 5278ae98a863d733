import type { Clients } from '../clients.ts';
import { compareJson } from '../compare-json.ts';
import type { Row } from '../row.ts';
import { query } from './ask-salesforce.ts';

const folder = 'salesforce-restforce/sobject';

const paging = { 'Sforce-Query-Options': 'batchSize=200' };

/** The recordings speak of an object that the demo org does not have; this is what stands for it. */
const whizbang = {
  IsClosed: 'Checkbox_Label',
  Description: 'Text_Label',
  CloseDate: 'Date_Label',
  CreatedDate: 'DateTime_Label',
  Type: 'Picklist_Multiselect_Label',
  Account: 'ParentWhizbang__r',
  Phone: 'Text_Label',
  Tasks: 'Whizbangs__r',
  Subject: 'Name',
  LastName: 'Text_Label',
};

const queries: readonly Row[] = [
  { file: `${folder}/org_query_response.json`, status: 200, ask: (clients) => query(clients, 'SELECT Id FROM Organization') },
  {
    file: `${folder}/query_aggregate_success_response.json`,
    status: 200,
    ask: (clients) => query(clients, 'SELECT AccountId, SUM(Amount) FROM Opportunity GROUP BY AccountId'),
    compare: compareJson({ rename: { AccountId: 'CampaignId' } }),
  },
  {
    file: `${folder}/query_empty_response.json`,
    status: 200,
    ask: (clients) => query(clients, "SELECT Id FROM Account WHERE Name = 'No such name'"),
  },
  {
    file: `${folder}/query_error_response.json`,
    status: 400,
    ask: (clients) => query(clients, 'SELECT Foo FROM Account'),
    compare: compareJson({ allow: { '[].message': 'the recorded text was replaced by a placeholder' } }),
  },
  {
    file: `${folder}/query_paginated_first_page_response.json`,
    status: 200,
    ask: (clients) => query(clients, 'SELECT LastName FROM Contact', paging),
    compare: compareJson({ rename: whizbang }),
  },
  {
    file: `${folder}/query_paginated_last_page_response.json`,
    status: 200,
    ask: async (clients) => {
      const first = await query(clients, 'SELECT LastName FROM Contact LIMIT 250', paging);
      return clients.salesforce((JSON.parse(first.body) as { readonly nextRecordsUrl: string }).nextRecordsUrl);
    },
    compare: compareJson({ rename: whizbang }),
  },
  {
    file: `${folder}/query_success_response.json`,
    status: 200,
    ask: (clients) =>
      query(
        clients,
        `SELECT IsClosed, Description, CloseDate, CreatedDate, Type, Account.Name, Account.Phone, (SELECT Subject FROM Tasks)
         FROM Opportunity WHERE Name LIKE 'Brightwater%Premium%'`,
      ),
    compare: compareJson({ rename: whizbang }),
  },
];

const searches: readonly Row[] = [
  { file: `${folder}/search_error_response.json`, status: 400, ask: (clients) => clients.salesforce('~/search?q=FIND%20foo') },
  {
    file: `${folder}/search_success_response.json`,
    status: 200,
    ask: async (clients) => {
      const { status, body } = await clients.salesforce(`~/search?q=${encodeURIComponent('FIND {Brightwater} RETURNING Account(Id)')}`);
      // From v37.0 on the recorded list is the member `searchRecords` of an object (Salesforce documentation).
      return {
        status,
        body: status === 200 ? JSON.stringify((JSON.parse(body) as { readonly searchRecords: unknown }).searchRecords) : body,
      };
    },
  },
  {
    file: `${folder}/list_view_results_success_response.json`,
    status: 200,
    ask: async (clients) => {
      const { body } = await clients.salesforce('~/sobjects/Account/listviews');
      const { listviews } = JSON.parse(body) as { readonly listviews: readonly { readonly resultsUrl: string }[] };
      return clients.salesforce(listviews[0]?.resultsUrl ?? '');
    },
  },
];

const later = 'added by Salesforce after this was recorded (API v23)';

const describes: readonly Row[] = [
  ...['describe_sobjects_success_response.json', 'list_sobjects_success_response.json'].map((name) => ({
    file: `${folder}/${name}`,
    status: 200,
    ask: (clients: Clients) => clients.salesforce('/services/data/v31.0/sobjects'),
    compare: compareJson({ align: { sobjects: 'name' }, allow: { 'sobjects[Account].*': later, 'sobjects[Account].urls.*': later } }),
  })),
  {
    file: `${folder}/sobject_describe_error_response.json`,
    status: 404,
    ask: (clients) => clients.salesforce('~/sobjects/Whizbang/describe'),
  },
  {
    file: `${folder}/sobject_describe_success_response.json`,
    status: 200,
    ask: (clients) => clients.salesforce('/services/data/v31.0/sobjects/UpsertTable__c/describe'),
    compare: compareJson({
      allow: { '*': later, 'fields[].*': later, 'urls.*': later, 'childRelationships[].*': later, 'recordTypeInfos[].*': later },
    }),
  },
];

export const queryRows: readonly Row[] = [...queries, ...searches, ...describes];
