import { expect } from 'vitest';
import type { ToolCall } from './tool-calls.ts';

const account = "SELECT Id, Name, Industry FROM Account WHERE Name = 'Brightwater Dairy Ltd'";
const rows =
  (...columns: readonly string[]) =>
  (records: readonly Readonly<Record<string, unknown>>[]) =>
    records.map((record) => columns.map((column) => record[column]));

/** Every tool of Salesforce: how it is called, and what the sandbox says that it must answer or have done. */
export const salesforceCalls: Readonly<Record<string, ToolCall>> = {
  list_objects: {
    args: () => ({ keyword: 'opportunit' }),
    answers: async ({ truth }) => {
      const { sobjects } = (await truth.salesforce('/sobjects')) as {
        readonly sobjects: readonly { readonly name: string; readonly label: string }[];
      };
      const found = sobjects.filter(({ name }) => ['Opportunity', 'OpportunityContactRole'].includes(name));
      return { rows: found.map(({ name, label }) => [name, label]) };
    },
  },
  describe_object: {
    args: () => ({ object: 'Opportunity', keyword: 'NextStep' }),
    answers: async () => ({ object: 'Opportunity', label: 'Opportunity', fields: expect.stringContaining('NextStep:string') as string }),
  },
  query: {
    args: () => ({ soql: 'SELECT Name, StageName FROM Opportunity WHERE Amount > 500000 ORDER BY Name' }),
    answers: async ({ truth }) => ({
      rows: rows('Name', 'StageName')(await truth.soql('SELECT Name, StageName FROM Opportunity WHERE Amount > 500000 ORDER BY Name')),
    }),
  },
  find_records: {
    args: () => ({
      object: 'Contact',
      filters: [{ field: 'LastName', operator: '=', value: 'Hughes' }],
      fields: ['Id', 'Email'],
      sort: 'Id',
    }),
    answers: async ({ truth }) => ({
      rows: rows('Id', 'Email')(await truth.soql("SELECT Id, Email FROM Contact WHERE LastName = 'Hughes' ORDER BY Id")),
    }),
  },
  search: {
    args: () => ({ text: 'Kestrel', objects: ['Account'] }),
    answers: async ({ truth }) => ({
      results: [
        {
          rows: (await truth.soql("SELECT Id, Name FROM Account WHERE Name LIKE 'Kestrel%' ORDER BY Id")).map(({ Id, Name }) => [
            Id,
            Name,
            expect.anything(),
            expect.anything(),
          ]),
        },
      ],
    }),
  },
  get_record: {
    args: async ({ ids }) => ({ object: 'Account', id: ids.account, fields: ['Name', 'Industry'] }),
    answers: async ({ truth, ids }) => {
      const [one] = await truth.soql(account);
      return { id: ids.account, fields: { Name: one?.['Name'], Industry: one?.['Industry'] } };
    },
  },
  get_related_records: {
    args: ({ ids }) => ({ object: 'Account', id: ids.account, relationship: 'Contacts', fields: ['Id'], limit: 200 }),
    answers: async ({ truth, ids }) => ({ total: (await truth.soql(`SELECT Id FROM Contact WHERE AccountId = '${ids.account}'`)).length }),
  },
  get_account: {
    args: () => ({ name: 'Brightwater' }),
    answers: async ({ truth, ids }) => ({
      id: ids.account,
      fields: {
        Name: 'Brightwater Dairy Ltd',
        OpenOpportunities: (await truth.soql(`SELECT Id FROM Opportunity WHERE AccountId = '${ids.account}' AND IsClosed = false`)).length,
      },
    }),
  },
  list_opportunities: {
    args: ({ ids }) => ({ account: ids.account }),
    answers: async ({ truth, ids }) => {
      const found = await truth.soql(
        `SELECT Id, Name, StageName, Amount, CloseDate FROM Opportunity WHERE AccountId = '${ids.account}' ORDER BY CloseDate`,
      );
      return {
        rows: found.map((one) => [
          ...(rows('Id', 'Name', 'StageName', 'Amount', 'CloseDate')([one])[0] ?? []),
          'Brightwater Dairy Ltd',
          expect.any(String),
          'GBP',
        ]),
      };
    },
  },
  summarize_pipeline: {
    args: () => ({ group_by: 'stage', open_only: true }),
    answers: async ({ truth }) => {
      const found = await truth.soql('SELECT StageName s, COUNT(Id) n FROM Opportunity WHERE IsClosed = false GROUP BY StageName');
      const counts = found.map(({ s, n }) => expect.arrayContaining([s, n]) as unknown);
      return { rows: expect.arrayContaining(counts) as unknown, total: counts.length };
    },
  },
  search_knowledge: {
    args: ({ ids }) => ({ text: ids.articleWord }),
    answers: async ({ ids }) => ({ rows: expect.arrayContaining([expect.arrayContaining([ids.articleTitle])]) as unknown }),
  },
  get_article: {
    args: ({ ids }) => ({ article: ids.article }),
    answers: async ({ ids }) => ({ id: ids.article, fields: { Title: ids.articleTitle } }),
  },
  get_current_user: {
    args: () => ({}),
    answers: async () => ({ fields: { Username: 'ada@causeway.example' } }),
  },
  get_limits: {
    args: () => ({ keyword: 'DailyApiRequests' }),
    answers: async ({ truth }) => {
      const { DailyApiRequests: daily } = (await truth.salesforce('/limits')) as { readonly DailyApiRequests: { readonly Max: number } };
      return { rows: [['DailyApiRequests', daily.Max, expect.any(Number)]] };
    },
  },
  list_recent_changes: {
    args: () => ({ object: 'Account', since: '2026-10-01T00:00:00Z', limit: 200 }),
    answers: async ({ truth }) => ({
      total: (await truth.soql('SELECT Id FROM Account WHERE SystemModstamp >= 2026-10-01T00:00:00Z')).length,
    }),
  },
  create_record: {
    args: ({ ids }) => ({ object: 'Contact', values: { LastName: 'Created', AccountId: ids.account } }),
    did: async ({ truth, ids }) => [
      await truth.soql("SELECT AccountId FROM Contact WHERE LastName = 'Created'"),
      [{ AccountId: ids.account }],
    ],
  },
  update_record: {
    args: ({ ids }) => ({ object: 'Account', id: ids.account, values: { Industry: 'Retail' } }),
    did: async ({ truth, ids }) => [await truth.soql(`SELECT Industry FROM Account WHERE Id = '${ids.account}'`), [{ Industry: 'Retail' }]],
  },
  upsert_record: {
    args: ({ ids }) => ({ object: 'UpsertTable__c', external_id_field: ids.externalIdField, external_id: 'k1', values: { Name: 'One' } }),
    did: async ({ truth, ids }) => [(await truth.soql(`SELECT Id FROM UpsertTable__c WHERE ${ids.externalIdField} = 'k1'`)).length, 1],
  },
  delete_record: {
    args: ({ ids }) => ({ object: 'Case', id: ids.spareCase }),
    did: async ({ truth, ids }) => [await truth.soql(`SELECT Id FROM Case WHERE Id = '${ids.spareCase}'`), []],
  },
  create_records: {
    args: () => ({ object: 'Contact', records: [{ LastName: 'Batch' }, { FirstName: 'Nameless' }], all_or_none: false }),
    answers: async () => ({ failed: [{ index: 1, code: 'invalid_input' }] }),
    did: async ({ truth }) => [(await truth.soql("SELECT Id FROM Contact WHERE LastName = 'Batch'")).length, 1],
  },
  update_records: {
    args: ({ ids }) => ({ object: 'Contact', records: [{ id: ids.contact, values: { Title: 'Batched' } }] }),
    did: async ({ truth, ids }) => [await truth.soql(`SELECT Title FROM Contact WHERE Id = '${ids.contact}'`), [{ Title: 'Batched' }]],
  },
  log_activity: {
    args: ({ ids }) => ({ kind: 'call', subject: 'Called back', record_id: ids.account }),
    did: async ({ truth, ids }) => [
      await truth.soql("SELECT WhatId, Status FROM Task WHERE Subject = 'Called back'"),
      [{ WhatId: ids.account, Status: 'Completed' }],
    ],
  },
  create_case: {
    args: ({ ids }) => ({ subject: 'Belt torn', account_id: ids.account }),
    did: async ({ truth, ids }) => [
      await truth.soql("SELECT AccountId FROM Case WHERE Subject = 'Belt torn'"),
      [{ AccountId: ids.account }],
    ],
  },
  comment_on_case: {
    args: ({ ids }) => ({ case: ids.case, body: 'A part is on its way.' }),
    did: async ({ truth, ids }) => [
      (await truth.soql(`SELECT CommentBody FROM CaseComment WHERE ParentId = '${ids.case}'`)).filter(
        (one) => one['CommentBody'] === 'A part is on its way.',
      ).length,
      1,
    ],
  },
};
