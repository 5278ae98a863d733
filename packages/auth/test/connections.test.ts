import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubspot } from '@causeway/hubspot';
import { governed, type AuditRecord, type AuditSink } from '@causeway/middleware';
import { salesforce } from '@causeway/salesforce';
import { demo, startSandbox, type Sandbox } from '@causeway/sandbox';
import { Secret } from '@causeway/core';
import type { HttpServing } from '@causeway/core/mcp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  apiKeyVerifier,
  createApiKey,
  createAuthenticate,
  createConnections,
  createKeyMemory,
  createVault,
  hubspotSystem,
  salesforceSystem,
  sqliteVault,
  type ConnectionEvent,
} from '../src/index.ts';
import { connectUser } from './support/mcp.ts';
import { createBrowser } from './support/browser.ts';
import { freePort, serve } from './support/serving.ts';

const directory = mkdtempSync(join(tmpdir(), 'causeway-connections-'));
const { admin, limited } = demo.salesforce;
const keys = ['ada', 'lee'].map((principal) => createApiKey({ principal, tenant: 'acme', scopes: [] }));
const events: ConnectionEvent[] = [];
let sandbox: Sandbox;
let serving: HttpServing;
let closing: () => Promise<unknown>;
const records: AuditRecord[] = [];
const sink: AuditSink = {
  name: 'memory',
  chain: 'main',
  open: async () => ({ head: { seq: 0, hash: 'A'.repeat(43) } }),
  write: async (sealed) => void records.push(...sealed.map(({ record }) => record)),
  close: async () => {},
};

beforeAll(async () => {
  sandbox = await startSandbox();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const { clientId, clientSecret } = demo.salesforce;
  const connections = createConnections({
    vault: createVault({ store: sqliteVault(join(directory, 'vault.db')), keys: [new Secret('k'.repeat(32))] }),
    systems: {
      salesforce: salesforceSystem({
        clientId,
        clientSecret: new Secret(clientSecret),
        loginUrl: sandbox.salesforce.url,
        allowPrivate: true,
      }),
      hubspot: hubspotSystem({
        clientId: demo.hubspot.clientId,
        clientSecret: new Secret(demo.hubspot.clientSecret),
        appUrl: sandbox.hubspot.url,
        apiUrl: sandbox.hubspot.url,
        allowPrivate: true,
      }),
    },
    publicUrl,
    signIn: 'trust-link',
    onEvent: (event) => events.push(event),
  });
  const governance = governed({
    audit: { sinks: [sink] },
    policy: {
      rules: [{ id: 'own', what: { connectors: ['connections'] }, decision: 'allow', reason: 'Everyone may end their own connections.' }],
    },
    approval: false,
  });
  await governance.open();
  const { authenticate } = createAuthenticate({
    resource: `${publicUrl}/mcp`,
    verifiers: [apiKeyVerifier({ store: createKeyMemory(keys.map(({ key }) => key)) })],
  });
  const connectors = [
    salesforce({ auth: connections.credentials.salesforce, loginUrl: sandbox.salesforce.url, toolsets: ['read'] }),
    hubspot({ auth: connections.credentials.hubspot, baseUrl: sandbox.hubspot.url, toolsets: ['read'] }),
    connections.connector,
  ];
  serving = await serve({ port, connectors, use: [governance], authenticate, routes: connections.routes });
  closing = async () => {
    await serving.close();
    await connections.close();
    await governance.close();
    await sandbox.close();
  };
});
afterAll(async () => {
  await closing();
  rmSync(directory, { recursive: true });
});

/** What a person does with the link: reads the page, goes on, signs in to Salesforce and allows. */
async function consent(link: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const browser = createBrowser();
  const page = await browser.open(link);
  const vendor = await browser.submit(page, {});
  const done = await browser.submit(vendor, fields);
  return done.text;
}

const linkIn = (text: string) => /http:\/\/127\.0\.0\.1:\d+\/connect\/\w+\?ticket=[\w-]+/.exec(text)?.[0] ?? '';

const tokenOf = (index: number) => keys[index]?.token.reveal() ?? '';
const yes = ({ username, password }: typeof admin | typeof limited) => ({ username, password, decision: 'allow' });

test('a client without elicitation gets the link in the error, and the next call works', async () => {
  const user = await connectUser(serving.url, tokenOf(0));
  const first = await user.call('salesforce_get_current_user');
  expect(first.isError).toBe(true);
  expect(first.text).toContain('Salesforce is not connected yet');
  expect(await consent(linkIn(first.text), yes(admin))).toContain(`The assistant now works in Salesforce as ${admin.username}`);
  expect((await user.call('salesforce_get_current_user')).text).toContain(admin.username);
  await user.close();
});

test('a client with elicitation opens the page, and the call goes on by itself', async () => {
  let page: Promise<string> | undefined;
  const user = await connectUser(serving.url, tokenOf(1), (url) => {
    page = consent(url, yes(limited));
  });
  const answer = await user.call('salesforce_get_current_user');
  expect(await page).toContain(`as ${limited.username}`);
  expect(answer.text).toContain(limited.username);
  await user.close();
});

test('two users of one server see what each may see, and the audit names both the user and the upstream identity', async () => {
  const [ada, lee] = [await connectUser(serving.url, tokenOf(0)), await connectUser(serving.url, tokenOf(1))];
  const count = async (user: typeof ada) => {
    const { structuredContent } = await user.call('salesforce_query', { soql: 'SELECT COUNT(Id) n FROM Account' });
    return (structuredContent as { rows: [[number]] }).rows[0][0];
  };
  const [all, own] = [await count(ada), await count(lee)];
  expect(own).toBeGreaterThan(0);
  expect(all).toBeGreaterThan(own);
  const fields = async (user: typeof ada) => (await user.call('salesforce_describe_object', { object: 'Account' })).text;
  expect(await fields(ada)).toContain('AnnualRevenue');
  expect(await fields(lee)).not.toContain('AnnualRevenue');
  const seen = records
    .filter(({ operation, kind }) => operation === 'salesforce_query' && kind === 'outcome')
    .map(({ principal, tenant, target }) => [principal?.sub, tenant, target?.find(({ type }) => type === 'upstream_user')?.ids]);
  expect(seen).toEqual([
    ['ada', 'acme', [admin.username]],
    ['lee', 'acme', [limited.username]],
  ]);
  await ada.close();
  await lee.close();
});

test('HubSpot is connected beside it, and both are listed with the user there', async () => {
  const user = await connectUser(serving.url, tokenOf(0));
  const first = await user.call('hubspot_list_owners');
  const link = linkIn(first.text);
  expect(await consent(link, { decision: 'grant' })).toContain('HubSpot is connected');
  const { structuredContent } = await user.call('connections_list_connections');
  expect(structuredContent).toMatchObject({
    columns: ['system', 'title', 'state', 'user', 'organization', 'scopes', 'connected_at'],
    rows: [
      ['salesforce', 'Salesforce', 'connected', admin.username, expect.any(String), 'api refresh_token id', expect.any(String)],
      ['hubspot', 'HubSpot', 'connected', 'ada@causeway.example', expect.any(String), expect.any(String), expect.any(String)],
    ],
  });
  await user.close();
});

test('a session that ended is renewed once, and the new refresh token takes the place of the old one', async () => {
  const user = await connectUser(serving.url, tokenOf(0));
  for (let round = 0; round < 3; round += 1) {
    sandbox.salesforce.expireSessions();
    sandbox.clearRequests();
    const answer = await user.call('salesforce_query', { soql: 'SELECT COUNT(Id) n FROM Account' });
    expect(answer.isError).toBeFalsy();
    const renewals = sandbox.requests.filter(({ url }) => url.includes('/services/oauth2/token'));
    expect(renewals).toHaveLength(1);
  }
  await user.close();
});

test('access that was taken back upstream asks for consent anew', async () => {
  const user = await connectUser(serving.url, tokenOf(1));
  sandbox.salesforce.expireSessions();
  sandbox.inject({
    path: '/services/oauth2/token',
    times: 1,
    fault: { kind: 'status', status: 400, body: { error: 'invalid_grant', error_description: 'expired access/refresh token' } },
  });
  const answer = await user.call('salesforce_query', { soql: 'SELECT COUNT(Id) n FROM Account' });
  expect(answer.isError).toBe(true);
  expect(answer.text).toContain('Salesforce is not connected yet');
  await user.close();
});

test('a deleted connection is gone here and upstream', async () => {
  const user = await connectUser(serving.url, tokenOf(0));
  sandbox.clearRequests();
  expect((await user.call('connections_delete_connection', { system: 'salesforce' })).isError).toBeFalsy();
  expect(sandbox.requests.map(({ url }) => url)).toContain('/services/oauth2/revoke');
  expect((await user.call('salesforce_get_current_user')).text).toContain('Salesforce is not connected yet');
  expect(events.map(({ kind, subject, upstreamUser }) => [kind, subject, upstreamUser])).toEqual([
    ['connected', 'ada', admin.username],
    ['connected', 'lee', limited.username],
    ['connected', 'ada', 'ada@causeway.example'],
    ['disconnected', 'ada', admin.username],
  ]);
  await user.close();
});

test('a person who says no is sent back, and nothing is connected', async () => {
  const user = await connectUser(serving.url, tokenOf(0));
  const { text } = await user.call('salesforce_get_current_user');
  expect(await consent(linkIn(text), { ...yes(admin), decision: 'deny' })).toContain('Salesforce did not give access');
  expect((await user.call('salesforce_get_current_user')).isError).toBe(true);
  await user.close();
});

test('a connection that no key opens is shown as ended, can be deleted, and is then connected anew', async () => {
  const user = await connectUser(serving.url, tokenOf(1));
  const store = sqliteVault(join(directory, 'vault.db'));
  await store.write({ tenant: 'acme', user: JSON.stringify(['causeway:keys', 'lee']), system: 'salesforce' }, 'unknown.AAAA');
  await store.close();
  expect((await user.call('salesforce_get_current_user')).text).toContain('delete the connection');
  expect((await user.call('connections_list_connections')).structuredContent).toMatchObject({
    rows: [
      ['salesforce', 'Salesforce', 'ended', null, null, null, null],
      ['hubspot', 'HubSpot', 'none', null, null, null, null],
    ],
  });
  expect((await user.call('connections_delete_connection', { system: 'salesforce' })).isError).toBeFalsy();
  expect((await user.call('salesforce_get_current_user')).text).toContain('is not connected yet');
  await user.close();
});
