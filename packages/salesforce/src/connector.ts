import { createBoundaries, type Connector } from '@causeway/core';
import { createClient } from './client/client.ts';
import { createMetadata } from './metadata/metadata.ts';
import { metadataRequests, type Kit } from './workspace.ts';
import type { SalesforceOptions } from './options.ts';
import { toolsOf } from './tools/index.ts';

/** Revision of the REST API that is current as this is written (Summer '26). */
export const defaultApiVersion = '67.0';
export const defaultLoginUrl = 'https://login.salesforce.com';

/** A Salesforce org as a set of tools. Throws a TypeError for options that cannot work. */
export function salesforce(options: SalesforceOptions): Connector {
  const { name = 'salesforce', auth, loginUrl = defaultLoginUrl, apiVersion = defaultApiVersion, toolsets = ['read', 'write'] } = options;
  if (!/^\d{2,3}\.0$/.test(apiVersion)) throw new TypeError(`apiVersion must look like "${defaultApiVersion}".`);
  const bounds = createBoundaries({ objects: options.objects, fields: options.fields });
  const client = createClient({
    auth,
    loginUrl,
    apiVersion,
    timeoutMs: (options.timeoutSeconds ?? 25) * 1_000,
    network: options.network ?? {},
  });
  const metadata = createMetadata({ boundaries: bounds, ttlMs: (options.metadataSeconds ?? 600) * 1_000 });
  const kit: Kit = { name, client, metadata, bounds, metadataRequests };
  return {
    spec: 1,
    kind: 'salesforce',
    name,
    version: '0.0.0',
    title: 'Salesforce',
    tools: toolsOf(kit, toolsets),
    close: () => client.close(),
  };
}
