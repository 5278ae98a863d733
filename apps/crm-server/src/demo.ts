import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSink, governed, readCheckpoints, readLines, verifyLines } from '@causeway/middleware';
import { createToolkit } from '@causeway/core';
import { hubspotKind } from '@causeway/hubspot';
import { salesforceKind } from '@causeway/salesforce';
import { serveHttp } from '@causeway/core/mcp';
import { connectAssistant } from './demo-assistant.ts';
import { startDemo } from './demo-systems.ts';

/** The whole path in one process: sandbox, connectors, governance, server, and a client that nobody here wrote. */
const directory = await mkdtemp(join(tmpdir(), 'causeway-demo-'));
const demo = await startDemo();
const rules = governed({
  policy: {
    rules: [
      {
        id: 'amounts-belong-to-finance',
        reason: 'Amounts are changed in the finance system.',
        what: { objects: ['Opportunity'], fields: ['Amount'], effects: ['update'] },
        decision: 'deny',
      },
    ],
    defaults: { create: 'needs-approval', update: 'needs-approval' },
  },
  audit: { sinks: [fileSink({ directory })] },
});
const optionsOf = (kind: string) => demo.entries.find((entry) => entry.kind === kind)?.options;
const toolkit = createToolkit({
  connectors: [
    await salesforceKind.create(salesforceKind.options.parse(optionsOf('salesforce'))),
    await hubspotKind.create(hubspotKind.options.parse(optionsOf('hubspot'))),
  ],
  use: [rules],
});
await rules.open();
const serving = await serveHttp(toolkit, { name: 'causeway-demo', version: '1.0.0', port: 0 });
const assistant = await connectAssistant(serving.url);

console.log(`Salesforce and HubSpot from the sandbox, served on ${serving.url} (MCP ${assistant.revision})`);

assistant.says('What is going on at Brightwater?');
const account = await assistant.record('salesforce_get_account', { name: 'Brightwater' }, ['Name', 'OpenOpportunities', 'OpenCases']);
const [renewal] = await assistant.rows('salesforce_list_opportunities', { account: account.id, open_only: true }, [
  'Name',
  'StageName',
  'Amount',
  'CurrencyIsoCode',
  'CloseDate',
]);

assistant.says('And for Claire Hughes, in HubSpot?');
const contact = await assistant.record('hubspot_get_contact', { email: 'claire.hughes@brightwaterdairy.example' }, [
  'firstname',
  'lastname',
  'lifecyclestage',
  'owner',
]);
await assistant.rows('hubspot_list_deals', { object: 'contacts', id: contact.id }, ['dealname', 'stage', 'amount', 'closedate']);

assistant.says('Set the amount of the renewal to what HubSpot says.');
const id = renewal?.['Id'];
await assistant.change('salesforce_update_record', { object: 'Opportunity', id, values: { Amount: 162_000 } });

assistant.says('Then remind me to ask about it.');
const reminder = { kind: 'task', subject: 'Ask which amount is right', record_id: id, when: '2026-11-09' };
await assistant.change('salesforce_log_activity', reminder);

await assistant.close();
await serving.close();
await toolkit.close();
await rules.close();
await demo.close();
const audit = await verifyLines(readLines(directory, 'main'), { checkpoints: await readCheckpoints(directory, 'main') });
await rm(directory, { recursive: true });
console.log(
  `\nAudit: ${audit.records} records, ${audit.ok && audit.coveredUntil === audit.records ? 'the chain is whole' : 'THE CHAIN IS BROKEN'}`,
);
process.exitCode = audit.ok && assistant.refused === 1 && assistant.approved === 1 ? 0 : 1;
