import { conformance, type Case } from '@causeway/testing';
import type { CallContext } from '@causeway/core';
import { startSandbox } from '@causeway/sandbox';
import { salesforce, type AccessToken, type SalesforceAuth } from '@causeway/salesforce';
import { afterAll, describe, test } from 'vitest';

const sandbox = await startSandbox();
const { url } = sandbox.salesforce;
const tokens = [sandbox.salesforce.token(), sandbox.salesforce.token()] as const;
const restore = sandbox.snapshot();
afterAll(() => sandbox.close());

const account = '001Cw000000000HIAQ';
const contact = '003Cw0000000005IAA';
const lock = [{ message: 'unable to obtain exclusive access to this record', errorCode: 'UNABLE_TO_LOCK_ROW' }];

const samples = {
  list_objects: { keyword: 'a', limit: 3 },
  describe_object: [{ object: 'Account' }, { object: 'Account', relationships: true }],
  query: [
    { soql: 'SELECT Name, Owner.Name, CreatedDate, AnnualRevenue FROM Account ORDER BY Name', limit: 3 },
    { soql: 'SELECT StageName, SUM(Amount) FROM Opportunity GROUP BY StageName', limit: 3 },
    { soql: 'SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)', limit: 2 },
  ],
  find_records: { object: 'Case', filters: [{ field: 'Priority', operator: '=', value: 'High' }], sort: '-CreatedDate', limit: 3 },
  search: { text: 'kestrel', limit: 2 },
  get_record: [
    { object: 'Account', id: account },
    { object: 'Contact', id: contact, fields: ['Name', 'Account.Name', 'MailingAddress'] },
  ],
  get_related_records: { object: 'Account', id: account, relationship: 'Contacts', limit: 3 },
  get_account: [{ id: account }, { name: 'Kestrel Foods GmbH' }],
  list_opportunities: { account: 'Kestrel', limit: 3 },
  summarize_pipeline: { group_by: 'stage' },
  search_knowledge: { text: 'label', limit: 2 },
  get_article: { article: '000001001' },
  get_current_user: { object: 'Case' },
  get_limits: { keyword: 'api' },
  list_recent_changes: { object: 'Account', since: 'LAST_N_DAYS:90', limit: 3 },
  create_record: { object: 'Contact', values: { LastName: 'Conform', AccountId: account } },
  update_record: { object: 'Contact', id: contact, values: { Title: 'Tester' } },
  upsert_record: { object: 'UpsertTable__c', external_id_field: 'External_Id__c', external_id: 'conform', values: { Name: 'Conform' } },
  delete_record: { object: 'Lead', id: '00QCw0000000001MAA' },
  create_records: { object: 'Contact', records: [{ LastName: 'One' }, { LastName: 'Two' }] },
  update_records: { object: 'Contact', records: [{ id: contact, values: { Title: 'Tester' } }] },
  log_activity: { kind: 'call', subject: 'Conform', record_id: account },
  create_case: { subject: 'Conform', account_id: account },
  comment_on_case: { case: '500Cw0000000001IAA', body: 'Conform' },
};

const cases = conformance({
  connect: (environment) =>
    salesforce({
      loginUrl: environment.url,
      async auth(call: CallContext, rejected?: SalesforceAuth): Promise<AccessToken> {
        const accessToken = await environment.credential(call, (rejected as AccessToken | undefined)?.accessToken);
        return { accessToken, instanceUrl: environment.url };
      },
    }),
  upstream: url,
  samples,
  tokens,
  faults: {
    unauthenticated: { status: 401, body: [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }] },
    permissionDenied: {
      status: 403,
      body: [{ message: 'insufficient access rights on object id', errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
    },
    notFound: { status: 404, body: [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }] },
    conflict: { status: 400, body: [{ message: 'Use one of these records?', errorCode: 'DUPLICATES_DETECTED' }] },
    rateLimited: [
      { status: 403, body: [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }] },
      { status: 429, headers: { 'retry-after': '7' }, body: 'Too many requests at once.' },
    ],
    serverError: [
      { status: 500, body: [{ message: 'An unexpected error occurred', errorCode: 'UNKNOWN_EXCEPTION' }] },
      { status: 503, body: [{ message: 'The server is too busy', errorCode: 'SERVER_UNAVAILABLE' }] },
      { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' },
      { status: 400, body: lock },
    ],
  },
  reset: restore,
});

const byTool = Map.groupBy(cases, ({ tool }: Case) => tool ?? 'the connector');
for (const [tool, own] of byTool) {
  describe(tool, () => {
    for (const { name, run } of own) test(name, run, 60_000);
  });
}
