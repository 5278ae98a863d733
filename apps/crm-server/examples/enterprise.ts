import { apiKeyVerifier, createAuthenticate, keyFile, scopes } from '@causeway/auth';
import { createToolkit, Secret } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { fileSink, governed } from '@causeway/middleware';
import { hubspot } from '@causeway/hubspot';
import { salesforce } from '@causeway/salesforce';

const { env } = process;
const org = (name: string) =>
  salesforce({
    name,
    auth: { clientId: env['SALESFORCE_CLIENT_ID'] ?? '', clientSecret: new Secret(env['SALESFORCE_CLIENT_SECRET'] ?? '') },
    loginUrl: env[`${name.toUpperCase()}_URL`],
    objects: { deny: ['*__Restricted__c'] },
  });

const rules = governed({
  policy: {
    rules: [
      {
        id: 'emea-for-emea',
        reason: 'The EMEA org is for its own people.',
        unless: { groups: ['emea'] },
        what: { connectors: ['emea'] },
        decision: 'deny',
      },
      {
        id: 'no-money',
        reason: 'Revenue is for finance.',
        what: { objects: ['Account'], fields: ['AnnualRevenue'] },
        decision: 'deny',
        mask: true,
      },
    ],
    defaults: { update: 'needs-approval' },
  },
  redact: { rules: [{ detect: ['iban', 'card'], action: 'mask' }] },
  audit: { sinks: [fileSink({ directory: env['AUDIT_DIRECTORY'] ?? 'audit' })] },
});
const byScope = scopes();
const toolkit = createToolkit({
  connectors: [
    org('emea'),
    org('us'),
    hubspot({ auth: { accessToken: new Secret(env['HUBSPOT_ACCESS_TOKEN'] ?? '') }, baseUrl: env['HUBSPOT_BASE_URL'] }),
  ],
  use: [byScope, rules],
});
const resource = env['PUBLIC_URL'] ?? 'http://127.0.0.1:3000/mcp';
const { authenticate } = createAuthenticate({
  resource,
  verifiers: [apiKeyVerifier({ store: keyFile(env['CAUSEWAY_KEYS'] ?? '.causeway/keys.json') })],
});
await rules.open();
const { url } = await serveHttp(toolkit, { name: 'acme', version: '1.0.0', port: Number(env['PORT'] ?? '3000'), authenticate });
process.stdout.write(`Serving on ${url}\n`);
