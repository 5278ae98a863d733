import { describe, expect, it } from 'vitest';
import { sourceImports, type Import } from './imports.ts';

const imports = sourceImports();
const connectors = ['packages/salesforce/', 'packages/hubspot/', 'apps/example-connector/src/connector'];
const under =
  (...folders: readonly string[]) =>
  ({ file }: Import) =>
    folders.some((folder) => file.startsWith(folder));
const of =
  (...names: readonly string[]) =>
  ({ specifier }: Import) =>
    names.some((name) => specifier === name || specifier.startsWith(`${name}/`));
const show = ({ file, specifier }: Import) => `${file} imports ${specifier}`;

/** Each rule names the imports that break it. */
const rules: readonly (readonly [string, (one: Import) => boolean])[] = [
  ['core imports no other package of ours', (one) => under('packages/core/')(one) && of('@causeway')(one)],
  [
    'only core/src/mcp imports the v2 server SDK',
    (one) => of('@modelcontextprotocol/server', '@modelcontextprotocol/core')(one) && !under('packages/core/src/mcp/')(one),
  ],
  ['only core/src/mcp-v1 imports the v1 SDK', (one) => of('@modelcontextprotocol/sdk')(one) && !under('packages/core/src/mcp-v1/')(one)],
  ['jsforce is imported in the Salesforce client alone', (one) => of('jsforce')(one) && !under('packages/salesforce/src/client')(one)],
  [
    '@hubspot/api-client is imported in the HubSpot client alone',
    (one) => of('@hubspot/api-client')(one) && !under('packages/hubspot/src/client')(one),
  ],
  [
    'connectors import no package of ours but core',
    (one) => under(...connectors)(one) && of('@causeway')(one) && !of('@causeway/core')(one),
  ],
  [
    'connectors know neither MCP nor its adapters',
    (one) => under(...connectors)(one) && of('@causeway/core/mcp', '@causeway/core/mcp-v1', '@modelcontextprotocol')(one),
  ],
  [
    'connectors never read who is calling',
    (one) =>
      under(...connectors)(one) &&
      of('@causeway/core')(one) &&
      one.names.some((name) => ['callerKey', 'partitionOf', 'Caller', 'Principal', 'mcpExtras'].includes(name)),
  ],
  [
    'middleware knows no connector',
    (one) => under('packages/middleware/')(one) && of('@causeway')(one) && !of('@causeway/core', '@causeway/middleware')(one),
  ],
  [
    'auth and testing build on core alone',
    (one) => under('packages/auth/', 'packages/testing/')(one) && of('@causeway')(one) && !of('@causeway/core')(one),
  ],
  [
    'the server package knows connectors only through their kinds',
    (one) => under('packages/server/')(one) && of('@causeway/salesforce', '@causeway/hubspot')(one),
  ],
  ['the sandbox imports no package of ours', (one) => under('packages/sandbox/')(one) && of('@causeway')(one)],
  ['the sandbox is imported by apps alone', (one) => of('@causeway/sandbox')(one) && !under('apps/')(one)],
  [
    'nothing imports an app',
    (one) => of('@causeway/crm-server', '@causeway/salesforce-server', '@causeway/hubspot-server', '@causeway/example-connector')(one),
  ],
  [
    'no import leaves its package by a path',
    ({ file, specifier }) =>
      specifier.startsWith('.') && !new URL(specifier, `file:///${file}`).pathname.startsWith(`/${file.split('/').slice(0, 2).join('/')}`),
  ],
];

describe('dependency rules', () => {
  it('are read off real imports', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it.each(rules)('%s', (_, breaks) => {
    expect(imports.filter(breaks).map(show)).toEqual([]);
  });

  it('there are no import cycles between packages', () => {
    const packageOf = (file: string) => `@causeway/${file.split('/')[1]}`;
    const edges = new Map<string, Set<string>>();
    for (const { file, specifier } of imports) {
      const target = /^@causeway\/[^/]+/.exec(specifier)?.[0];
      if (target !== undefined && target !== packageOf(file))
        edges.set(packageOf(file), (edges.get(packageOf(file)) ?? new Set()).add(target));
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(edges.get(from) ?? [])].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
    expect([...edges.keys()].filter((name) => reaches(name, name))).toEqual([]);
  });
});
