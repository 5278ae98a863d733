import { createToolkit, Secret, type Connector } from '@causeway/core';
import { countTokens } from '@causeway/testing';
import { createMcpHandler } from '@causeway/core/mcp';
import { expect, test } from 'vitest';
import { salesforce, type Toolset } from '@causeway/salesforce';
import { benchOf, connect, useSandbox } from './harness.ts';
import { serveJson } from './serve-json.ts';

const sandbox = useSandbox();

const offline = (toolsets: readonly Toolset[]): Connector =>
  salesforce({ auth: { accessToken: new Secret('x'), instanceUrl: 'https://example.my.salesforce.com' }, toolsets });

/** Tokens of the list as it goes over the wire, in o200k. */
async function listTokens(connector: Connector): Promise<number> {
  const handler = createMcpHandler(createToolkit({ connectors: [connector] }), { name: 'budget', version: '1.0.0' });
  const response = await handler.fetch(
    new Request('http://localhost/mcp', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/list',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/list',
        params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} } },
      }),
    }),
  );
  const { result } = (await response.json()) as { result: { tools: readonly object[] } };
  expect(result.tools.length).toBe(connector.tools.length);
  return countTokens(JSON.stringify(result.tools));
}

test('the list of all tools costs at most 5,200 tokens, of the reading ones at most 3,300', async () => {
  expect(await listTokens(offline(['read', 'write']))).toBeLessThanOrEqual(5_200);
  expect(await listTokens(offline(['read']))).toBeLessThanOrEqual(3_300);
});

test('every tool names the keys of its answer', () => {
  for (const { output } of offline(['read', 'write']).tools) {
    const schema = output['~standard'].jsonSchema.output({ target: 'draft-2020-12' }) as { properties?: object };
    expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
  }
});

test.each([
  'SELECT Name, Email, Phone, Title, Department, LeadSource FROM Contact',
  'SELECT Id, Name, Number__c, Amount__c, Date__c, Category__c FROM BigTable__c',
])('100 rows of 6 columns cost at most 4,000 tokens: %s', async (soql) => {
  const set = await benchOf(connect(sandbox())).call('query', { soql, limit: 100 });
  expect(set.rows).toHaveLength(100);
  expect(countTokens(JSON.stringify(set))).toBeLessThanOrEqual(4_000);
});

test('the description of an object of 150 fields costs at most 1,500 tokens', async () => {
  const kinds = ['string', 'picklist', 'reference', 'currency', 'date', 'boolean', 'textarea', 'double', 'email', 'datetime'];
  const words = [
    'Contract',
    'Region',
    'Owner',
    'Budget',
    'Review',
    'Active',
    'Notes',
    'Score',
    'Billing',
    'Renewal',
    'Partner',
    'Segment',
    'Channel',
    'Segment',
    'Tier',
  ];
  const fields = Array.from({ length: 150 }, (_, index) => {
    const type = kinds[index % kinds.length] ?? 'string';
    const custom = index % 3 !== 0;
    const name = `${words[index % words.length] ?? ''}${custom ? '_' : ''}${words[(index * 7) % words.length] ?? ''}${Math.floor(index / 15)}${custom ? '__c' : ''}`;
    return {
      name,
      label: name,
      type,
      custom,
      createable: true,
      updateable: true,
      nillable: true,
      referenceTo: type === 'reference' ? ['Account'] : [],
    };
  });
  const server = await serveJson({
    '/services/data/v67.0/sobjects/Big__c/describe': { name: 'Big__c', label: 'Big', queryable: true, fields, childRelationships: [] },
  });
  const auth = { accessToken: new Secret('x'), instanceUrl: server.url };
  const described = await benchOf(salesforce({ auth })).call<{ fields: string }>('describe_object', { object: 'Big__c' });
  await server.close();
  expect(described.fields.split(' ')).toHaveLength(150);
  expect(countTokens(JSON.stringify(described))).toBeLessThanOrEqual(1_500);
});

test('a page ends at 48 kB, and goes on from there', async () => {
  const bench = benchOf(connect(sandbox()));
  const soql = 'SELECT Id, Answer__c, Summary, Title FROM Knowledge__kav';
  const wide = 'SELECT FIELDS(ALL) FROM Account';
  for (const text of [soql, wide]) {
    const ids = new Set<unknown>();
    let cursor: string | undefined;
    let total: number | undefined;
    do {
      const set = await bench.call('query', { soql: text, limit: 200, ...(cursor === undefined ? {} : { cursor }) });
      expect(Buffer.byteLength(JSON.stringify(set.rows))).toBeLessThanOrEqual(48_000);
      for (const row of set.rows) ids.add(row[set.columns.indexOf('Id')]);
      ({ cursor, total } = set);
    } while (cursor !== undefined);
    expect(ids.size).toBe(total);
  }
});
