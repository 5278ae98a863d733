import { demo, startSandbox } from '../src/index.ts';

/** A sandbox in a process of its own, which tells its parent where it listens and how much processor time it has used. */
const sandbox = await startSandbox();

process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => void sandbox.close());

const token = sandbox.salesforce.token();
const answer = await fetch(`${sandbox.salesforce.url}/services/data/v62.0/query?q=SELECT+Id+FROM+Contact+LIMIT+1`, {
  headers: { authorization: `Bearer ${token}` },
});
const { records } = (await answer.json()) as { readonly records: readonly { readonly Id: string }[] };
const page = await fetch(`${sandbox.hubspot.url}/crm/v3/objects/contacts?limit=1`, {
  headers: { authorization: `Bearer ${demo.hubspot.accessToken}` },
});
const { results } = (await page.json()) as { readonly results: readonly { readonly id: string }[] };

process.send?.([
  { name: 'Salesforce record by id', url: `${sandbox.salesforce.url}/services/data/v62.0/sobjects/Contact/${records[0]?.Id}`, token },
  {
    name: 'Salesforce query by id',
    url: `${sandbox.salesforce.url}/services/data/v62.0/query?q=${encodeURIComponent(`SELECT Id, Name, Email FROM Contact WHERE Id = '${records[0]?.Id}'`)}`,
    token,
  },
  {
    name: 'HubSpot record by id',
    url: `${sandbox.hubspot.url}/crm/v3/objects/contacts/${results[0]?.id}`,
    token: demo.hubspot.accessToken,
  },
]);
