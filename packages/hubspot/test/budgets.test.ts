import { createToolkit, Secret, type Connector } from '@causeway/core';
import { countTokens } from '@causeway/testing';
import { createMcpHandler } from '@causeway/core/mcp';
import { expect, test } from 'vitest';
import { hubspot, type Toolset } from '@causeway/hubspot';
import { benchOf, connect, useSandbox } from './harness.ts';

const sandbox = useSandbox();

const offline = (toolsets: readonly Toolset[]): Connector => hubspot({ auth: { accessToken: new Secret('x') }, toolsets });

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

test('the list of all tools costs at most 5,200 tokens, of the reading ones at most 3,000', async () => {
  expect(await listTokens(offline(['read', 'write']))).toBeLessThanOrEqual(5_200);
  expect(await listTokens(offline(['read']))).toBeLessThanOrEqual(3_000);
});

test('every tool names the keys of its answer', () => {
  for (const { output } of offline(['read', 'write']).tools) {
    const schema = output['~standard'].jsonSchema.output({ target: 'draft-2020-12' }) as { properties?: object };
    expect(Object.keys(schema.properties ?? {}).length).toBeGreaterThan(0);
  }
});

test('100 contacts of 6 columns cost at most 4,000 tokens', async () => {
  const fields = ['firstname', 'lastname', 'email', 'company', 'lifecyclestage'];
  const set = await benchOf(connect(sandbox())).call('find_records', { object: 'contacts', fields, limit: 100 });
  expect(set.rows).toHaveLength(100);
  expect(set.columns).toHaveLength(6);
  expect(countTokens(JSON.stringify(set))).toBeLessThanOrEqual(4_000);
});

test('300 properties cost at most 2,500 tokens, and the answer says how many are left', async () => {
  const { hubspot: portal } = sandbox();
  const token = portal.token();
  const words = ['contract', 'region', 'budget', 'review', 'renewal', 'partner', 'segment', 'channel', 'billing', 'score'];
  const types = [
    { type: 'string', fieldType: 'text' },
    { type: 'number', fieldType: 'number' },
    { type: 'datetime', fieldType: 'date' },
    {
      type: 'enumeration',
      fieldType: 'select',
      options: ['north', 'south', 'east', 'west', 'centre', 'abroad', 'other', 'none'].map((value) => ({ label: value, value })),
    },
  ];
  for (let index = 0; index < 260; index += 1) {
    const name = `${words[index % words.length]}_${words[Math.floor(index / words.length) % words.length]}_${index}`;
    const response = await fetch(`${portal.url}/crm/properties/2026-03/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, label: name, groupName: 'contactinformation', ...types[index % types.length] }),
    });
    expect(response.status).toBe(201);
  }
  const bench = benchOf(connect(sandbox()));
  const described = await bench.call<{ fields: string; notes?: readonly string[] }>('describe_object', { object: 'contacts' });
  expect(countTokens(JSON.stringify(described))).toBeLessThanOrEqual(2_500);
  const shown = described.fields.split(/ (?=\w+:)/).length;
  const left = Number(/^(\d+) more/.exec(described.notes?.[0] ?? '')?.[1] ?? 0);
  expect(shown + left).toBeGreaterThanOrEqual(300);
  expect(described.fields).toMatch(/^company: /);
  const found = await bench.call<{ fields: string }>('describe_object', { object: 'contacts', keyword: 'billing_score' });
  expect(found.fields).toContain('billing_score');
});
