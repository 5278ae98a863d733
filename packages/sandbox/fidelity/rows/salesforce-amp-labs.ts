import { compareJson } from '../compare-json.ts';
import type { Row } from '../row.ts';
import { firstId, query } from './ask-salesforce.ts';

const folder = 'salesforce-amp-labs';

const reads: readonly Row[] = [
  {
    file: `${folder}/read-list-contacts.json`,
    status: 200,
    ask: (clients) => query(clients, 'SELECT AccountId, Department, AssistantName, Description FROM Contact LIMIT 20'),
  },
  {
    file: `${folder}/read-list-leads.json`,
    status: 200,
    ask: (clients) => query(clients, 'SELECT Address, City, CleanStatus, FirstName FROM Lead'),
    compare: compareJson({ allow: { nextRecordsUrl: 'the recording was edited: it is done and has a next page' } }),
  },
  {
    file: `${folder}/read-opportunity-with-account.json`,
    status: 200,
    ask: (clients) => query(clients, 'SELECT Id, Name, AccountId, Amount, StageName FROM Opportunity LIMIT 2'),
  },
  {
    file: `${folder}/read-opportunity-with-contacts.json`,
    status: 200,
    ask: (clients) =>
      query(
        clients,
        `SELECT Id, Name, Amount, StageName, (SELECT Id, ContactId, Role FROM OpportunityContactRoles)
         FROM Opportunity WHERE Id IN (SELECT OpportunityId FROM OpportunityContactRole) LIMIT 1`,
      ),
  },
  {
    file: `${folder}/unknown-object.json`,
    status: 400,
    ask: (clients) => query(clients, 'SELECT Id,Name,BillingCity,IsDeleted FROM Accout'),
  },
];

const writes: readonly Row[] = [
  {
    file: `${folder}/create-ok.json`,
    status: 201,
    ask: (clients) => clients.salesforce('~/sobjects/Account', { method: 'POST', body: { Name: 'Fidelity' } }),
  },
  {
    file: `${folder}/invalid-field-upsert.json`,
    status: 400,
    ask: async (clients) => {
      const id = await firstId(clients, 'SELECT Id FROM Account');
      return clients.salesforce(`~/sobjects/Account/${id}`, { method: 'PATCH', body: { MasterRecordId: id } });
    },
  },
  {
    file: `${folder}/success-with-errors.json`,
    status: 200,
    ask: async (clients) => {
      const records = [{ attributes: { type: 'Account' }, id: '001RM000003oLrB000', Name: 'x' }];
      const { status, body } = await clients.salesforce('~/composite/sobjects', { method: 'PATCH', body: { records } });
      return { status, body: status === 200 ? JSON.stringify((JSON.parse(body) as readonly unknown[])[0]) : body };
    },
  },
  {
    file: `${folder}/unknown-field.json`,
    status: 400,
    ask: (clients) => clients.salesforce('~/sobjects/Account', { method: 'POST', body: { Name: 'x', AccountNumer: '1' } }),
  },
];

export const ampLabsRows: readonly Row[] = [...reads, ...writes];
