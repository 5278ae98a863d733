import { createBoundaries, type Connector, type Credential } from '@causeway/core';
import { metadataRequests, type Kit } from './workspace.ts';
import { checkHealth } from './health.ts';
import { createClient } from './client/client.ts';
import { createMetadata } from './metadata/metadata.ts';
import { isLoopback } from './client/network.ts';
import { promptsOf } from './prompts.ts';
import type { SalesforceAuth } from './auth.ts';
import type { SalesforceOptions } from './options.ts';
import { toolsOf } from './tools/index.ts';
import { version } from './version.ts';
import { viewsOf } from './views.ts';

/** Revision of the REST API that is current as this is written (Summer '26). */
export const defaultApiVersion = '67.0';
export const defaultLoginUrl = 'https://login.salesforce.com';

/** A Salesforce org as a set of tools. Throws a TypeError for options that cannot work. */
export function salesforce(options: SalesforceOptions): Connector {
  const { name = 'salesforce', auth, loginUrl = defaultLoginUrl, apiVersion = defaultApiVersion, toolsets = ['read', 'write'] } = options;
  requireValid(loginUrl, apiVersion);
  const bounds = createBoundaries({ objects: options.objects, fields: options.fields });
  const client = createClient({
    auth,
    loginUrl,
    apiVersion,
    timeoutMs: (options.timeoutSeconds ?? 25) * 1_000,
    network: options.network ?? {},
  });
  const metadata = createMetadata({ boundaries: bounds, ttlMs: Math.max(1, options.metadataSeconds ?? 600) * 1_000 });
  const kit: Kit = { name, client, metadata, bounds, metadataRequests };
  const tools = toolsOf(kit, toolsets);
  const has = (tool: string) => tools.some((one) => one.name === tool);
  return {
    spec: 1,
    kind: 'salesforce',
    name,
    version,
    title: 'Salesforce',
    instructions: `${name}: a Salesforce org. Objects and fields go by API name (Account, StageName, My_Field__c); look them up before you guess.`,
    tools,
    views: viewsOf(name, has),
    prompts: promptsOf(name, has),
    check: (call) => checkHealth({ client, metadata, apiVersion, notes: notesOn(auth) }, call),
    close: () => client.close(),
  };
}

function requireValid(loginUrl: string, apiVersion: string): void {
  if (!/^\d{2,3}\.0$/.test(apiVersion)) throw new TypeError(`apiVersion must look like "${defaultApiVersion}".`);
  const url = URL.parse(loginUrl);
  if (url === null) throw new TypeError(`loginUrl must be a URL like "${defaultLoginUrl}".`);
  if (url.protocol !== 'https:' && !isLoopback(loginUrl))
    throw new TypeError('loginUrl must start with https://: credentials are sent there.');
}

const retirement =
  'Salesforce retires SOAP login (user name, password and security token) in Summer 2027: move to client credentials or JWT bearer.';

function notesOn(auth: Credential<SalesforceAuth>): readonly string[] {
  return typeof auth === 'object' && 'password' in auth ? [retirement] : [];
}
