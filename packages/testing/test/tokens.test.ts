import { createToolkit, Secret } from '@causeway/core';
import { createMcpHandler } from '@causeway/core/mcp';
import { countTokens, listTokens } from '@causeway/testing';
import { expect, test } from 'vitest';
import { notesConnector } from './notes-connector.ts';

test('a text is counted in tokens of o200k', () => {
  expect(countTokens('Causeway gives assistants governed access.')).toBe(7);
});

test('a list of tools is counted as it goes over the wire', async () => {
  const secret = new Secret('nobody');
  const connector = notesConnector({ url: 'http://127.0.0.1:1', secret, credential: () => Promise.resolve(secret) });
  const toolkit = createToolkit({ connectors: [connector] });
  const handler = createMcpHandler(toolkit, { name: 'notes', version: '1.0.0' });
  const response = await handler.fetch(
    new Request('http://127.0.0.1/mcp', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-06-18' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    }),
  );
  const text = await response.text();
  const { result } = JSON.parse(text.slice(text.indexOf('{'))) as {
    readonly result: { readonly tools: readonly { readonly name: string }[] };
  };
  const sent = Object.fromEntries(result.tools.map((tool) => [tool.name, countTokens(JSON.stringify(tool))]));
  const { each, total, tools } = listTokens(toolkit);
  expect(each).toEqual(sent);
  expect([tools, total]).toEqual([2, Object.values(sent).reduce((sum, tokens) => sum + tokens, 0)]);
  await handler.close();
  await connector.close?.();
});
