import { createBoundaries, type Connector } from '@causeway/core';
import { createClient } from './client/client.ts';
import { checkHealth } from './health.ts';
import { createMetadata } from './metadata/metadata.ts';
import type { HubSpotOptions } from './options.ts';
import { promptsOf } from './prompts.ts';
import { toolsOf } from './tools/index.ts';
import { viewsOf } from './views.ts';

export const defaultBaseUrl = 'https://api.hubapi.com';
export const defaultApiVersion = '2026-03';
/** Sources differ between four and five; this is the smaller one. */
export const defaultSearchesPerSecond = 4;

/** A HubSpot portal as a set of tools. Throws a TypeError for options that cannot work. */
export function hubspot(options: HubSpotOptions): Connector {
  const { name = 'hubspot', auth, baseUrl = defaultBaseUrl, apiVersion = defaultApiVersion, toolsets = ['read', 'write'] } = options;
  const bounds = createBoundaries({ objects: options.objects, fields: options.fields });
  const client = createClient({
    auth,
    baseUrl,
    apiVersion,
    timeoutMs: (options.timeoutSeconds ?? 25) * 1_000,
    network: options.network ?? {},
    searchesPerSecond: options.searchesPerSecond ?? defaultSearchesPerSecond,
  });
  const metadata = createMetadata({ boundaries: bounds, ttlMs: Math.max(1, options.metadataSeconds ?? 600) * 1_000 });
  const tools = toolsOf({ name, client, metadata, bounds }, toolsets);
  const has = (tool: string) => tools.some((one) => one.name === tool);
  return {
    spec: 1,
    kind: 'hubspot',
    name,
    version: '0.0.0',
    title: 'HubSpot',
    instructions: `${name}: a HubSpot portal. Object types and properties go by internal name (contacts, dealstage, machine_service_plan); look them up before you guess.`,
    tools,
    views: viewsOf(name, has),
    prompts: promptsOf(name, has),
    check: (call) => checkHealth(client, apiVersion, call),
    close: () => client.close(),
  };
}
