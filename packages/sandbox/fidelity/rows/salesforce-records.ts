import { compareJson } from '../compare-json.ts';
import type { Row } from '../row.ts';
import { firstId } from './ask-salesforce.ts';

const folder = 'salesforce-restforce/sobject';

/** The recordings speak of an object that the demo org does not have; this is what stands for it. */
const whizbang = {
  AnnualRevenue: 'Currency_Label',
  NumberOfEmployees: 'Number_Label',
  CreatedDate: 'DateTime_Label',
  Phone: 'Phone_Label',
  Industry: 'Picklist_Label',
  Website: 'URL_Label',
  Description: 'TextArea_Label',
};

const absent = [
  'Auto_Number',
  'Checkbox_Label',
  'Date_Label',
  'OtherDateTime_Label',
  'Email_Label',
  'Percent_Label',
  'Picklist_Multiselect_Label',
  'Text_Label',
  'TextAreaLong_Label',
  'TextAreaRich_Label',
];

const reads: readonly Row[] = [
  {
    file: `${folder}/sobject_find_success_response.json`,
    status: 200,
    ask: async (clients) => {
      const id = await firstId(clients, "SELECT Id FROM Account WHERE Name LIKE 'Brightwater Dairy%'");
      const fields = ['Id', 'OwnerId', 'IsDeleted', 'Name', 'CreatedById', 'LastModifiedById', ...Object.keys(whizbang)];
      return clients.salesforce(`~/sobjects/Account/${id}?fields=${fields.join(',')}`);
    },
    compare: compareJson({ rename: whizbang, allow: Object.fromEntries(absent.map((name) => [name, 'accounts have no such field'])) }),
  },
  {
    file: `${folder}/sobject_find_error_response.json`,
    status: 404,
    ask: (clients) => clients.salesforce('~/sobjects/Account/23foo'),
  },
  {
    file: `${folder}/sobject_select_success_response.json`,
    status: 200,
    ask: async (clients) => {
      const path = '~/sobjects/UpsertTable__c/External_Id__c/1234';
      await clients.salesforce(path, { method: 'PATCH', body: { Name: 'One' } });
      return clients.salesforce(`${path}?fields=External_Id__c`);
    },
    compare: compareJson({ rename: { External_Id__c: 'External_Field__c' } }),
  },
  {
    file: `${folder}/recent_success_response.json`,
    status: 200,
    ask: async (clients) => {
      await clients.salesforce(`~/sobjects/Account/${await firstId(clients, 'SELECT Id FROM Account')}`);
      return clients.salesforce('~/recent');
    },
  },
  {
    file: `${folder}/get_deleted_success_response.json`,
    status: 200,
    ask: async (clients) => {
      const { clock } = clients.sandbox;
      await clients.salesforce(`~/sobjects/Task/${await firstId(clients, 'SELECT Id FROM Task')}`, { method: 'DELETE' });
      clock.advance(120_000);
      return clients.salesforce(`~/sobjects/Task/deleted?${period(clock.now() - 600_000, clock.now())}`);
    },
  },
  {
    file: `${folder}/get_updated_success_response.json`,
    status: 200,
    ask: (clients) => {
      const now = clients.sandbox.clock.now();
      return clients.salesforce(`~/sobjects/Contact/updated?${period(now - 20 * 86_400_000, now)}`);
    },
  },
];

function period(start: number, end: number): string {
  const iso = (ms: number) => new Date(ms).toISOString().replace(/\.\d{3}Z$/, '+00:00');
  return new URLSearchParams({ start: iso(start), end: iso(end) }).toString();
}

const writes: readonly Row[] = [
  {
    file: `${folder}/create_success_response.json`,
    status: 201,
    ask: (clients) => clients.salesforce('~/sobjects/Contact', { method: 'POST', body: { LastName: 'Fidelity' } }),
  },
  {
    file: `${folder}/delete_error_response.json`,
    status: 404,
    ask: (clients) => clients.salesforce('~/sobjects/Account/rid/1', { method: 'DELETE' }),
  },
  {
    file: `${folder}/write_error_response.json`,
    status: 400,
    ask: (clients) => clients.salesforce('~/sobjects/Account', { method: 'POST', body: { foo: 1 } }),
    compare: compareJson({ reword: { 'type Bar': 'type Account' } }),
  },
  {
    file: `${folder}/upsert_created_success_response.json`,
    status: 201,
    ask: (clients) => clients.salesforce('~/sobjects/UpsertTable__c/External_Id__c/new', { method: 'PATCH', body: { Name: 'New' } }),
    compare: compareJson({ allow: { created: 'sent since API v46.0' } }),
  },
  {
    file: `${folder}/upsert_updated_success_response.json`,
    status: 204,
    ask: async (clients) => {
      const path = '/services/data/v45.0/sobjects/UpsertTable__c/External_Id__c/new';
      await clients.salesforce(path, { method: 'PATCH', body: { Name: 'New' } });
      return clients.salesforce(path, { method: 'PATCH', body: { Name: 'Newer' } });
    },
    compare: (recorded, served) => (recorded.trim() === served ? [] : [{ path: '', what: `the body ${served} instead of none` }]),
  },
  {
    file: `${folder}/upsert_error_response.json`,
    status: 404,
    ask: (clients) => clients.salesforce('~/sobjects/UpsertTable__c/Namez/1', { method: 'PATCH', body: { Name: 'x' } }),
  },
  {
    file: `${folder}/upsert_multiple_error_response.json`,
    status: 300,
    ask: (clients) => clients.salesforce('~/sobjects/UpsertTable__c/Legacy_Key__c/SHARED', { method: 'PATCH', body: { Name: 'Which?' } }),
  },
];

export const recordRows: readonly Row[] = [...reads, ...writes];
