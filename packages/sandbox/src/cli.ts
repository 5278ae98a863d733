#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { demo, startSandbox } from './index.ts';

const usage = `Usage: causeway-sandbox [options]

Salesforce and HubSpot on loopback, with demo data and faults on demand.

  --salesforce-port <n>  default: any free port
  --hubspot-port <n>     default: any free port
  --host <address>       default: 127.0.0.1
  --scale <n>            data n times as large as the demo, default 1
  --seed <n>             seed of the demo data and of chance, default 1
  --now <ISO time>       virtual time at the start, default 2026-11-02T09:00:00Z
  --json                 print what is listening as one line of JSON
  --help

The token of the admin endpoint is taken from CAUSEWAY_SANDBOX_ADMIN_TOKEN, or made at random.
`;

const flags = {
  'salesforce-port': { type: 'string' },
  'hubspot-port': { type: 'string' },
  host: { type: 'string' },
  scale: { type: 'string' },
  seed: { type: 'string' },
  now: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];

try {
  const { values } = parseArgs({ options: flags });
  if (values.help) process.stdout.write(usage);
  else await run(values);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function run(values: Values): Promise<void> {
  const adminToken = process.env['CAUSEWAY_SANDBOX_ADMIN_TOKEN'];
  const sandbox = await startSandbox({
    ...(values.scale !== undefined && { scale: whole('scale', values.scale) }),
    ...(values.seed !== undefined && { seed: whole('seed', values.seed) }),
    ...(values.now !== undefined && { now: instant(values.now) }),
    ...(values.host && { host: values.host }),
    ...(adminToken && { adminToken }),
    salesforce: port('salesforce-port', values),
    hubspot: port('hubspot-port', values),
  });
  const facts = { salesforce: sandbox.salesforce.url, hubspot: sandbox.hubspot.url, adminToken: sandbox.adminToken };
  process.stdout.write(values.json ? `${JSON.stringify(facts)}\n` : described(facts));
  const stop = () => void sandbox.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

function described({ salesforce, hubspot, adminToken }: Readonly<Record<'salesforce' | 'hubspot' | 'adminToken', string>>): string {
  const { clientId, clientSecret, admin, limited } = demo.salesforce;
  return `Salesforce  ${salesforce}
  client credentials  ${clientId} / ${clientSecret}
  administrator       ${admin.username} / ${admin.password} (security token ${admin.securityToken})
  sales rep           ${limited.username} / ${limited.password} (security token ${limited.securityToken})

HubSpot     ${hubspot}
  access token        ${demo.hubspot.accessToken}
  few scopes          ${demo.hubspot.limitedToken}

Admin       ${salesforce}/_sandbox/faults
  token               ${adminToken}
`;
}

function port(name: 'salesforce-port' | 'hubspot-port', values: Values): { readonly port?: number } {
  const text = values[name];
  if (text === undefined) return {};
  const value = whole(name, text);
  if (value > 65_535) throw new RangeError(`--${name} takes a port up to 65535, not ${value}`);
  return { port: value };
}

function whole(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new TypeError(`--${name} takes a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
}

function instant(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new TypeError(`--now takes an ISO time, not ${JSON.stringify(text)}`);
  return ms;
}
