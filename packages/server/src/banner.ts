import type { Toolkit } from '@causeway/core';
import { clientSnippets, type Endpoint } from './clients.ts';

export interface BannerOptions {
  readonly title: string;
  readonly version: string;
  /** Name of the server in a client's configuration. */
  readonly name: string;
  readonly endpoint: Endpoint;
  /** Where it listens. */
  readonly place: string;
  readonly toolkit: Toolkit;
  readonly demo: boolean;
  /** Lines that a person must not overlook. */
  readonly warnings: readonly string[];
  /** Folder of the audit log. */
  readonly auditDirectory: string | undefined;
}

/** What a person sees when the server is ready: where it is, what it offers, how to connect. */
export function banner({ title, version, name, endpoint, toolkit, demo, warnings, place, auditDirectory }: BannerOptions): string {
  const systems = toolkit.connectors.map((connector) => {
    const tools = connector.tools.map((tool) => tool.name);
    return `  ${connector.title} (${connector.name}_…): ${tools.length} tools: ${tools.join(', ')}`;
  });
  const snippets = clientSnippets(name, endpoint).map(({ client, place: where, text }) => `  ${client} (${where}):\n    ${text}`);
  return [
    `${title} ${version} on ${place}`,
    ...(demo ? ['No credentials are used: every customer here is invented, from the embedded sandbox.'] : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
    ...(auditDirectory === undefined ? [] : [`Every call is recorded in ${auditDirectory}`]),
    '',
    'Tools:',
    ...systems,
    '',
    'Connect a client:',
    ...snippets,
  ].join('\n');
}
