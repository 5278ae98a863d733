import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { z } from 'zod';
import { createToolkit, type Middleware, type Toolkit } from '@causeway/core';
import { connectorOf, echoTool, writeTool } from './fixtures.ts';

export function demoToolkit(use: readonly Middleware[] = [], written: string[] = []): Toolkit {
  const connector = connectorOf([echoTool(), writeTool(written)], {
    views: [{ uri: 'demo://echo/{text}', title: 'Echo', tool: 'read_echo', input: ({ text }) => ({ text }) }],
    prompts: [
      {
        name: 'say_it',
        title: 'Say',
        description: 'Says it.',
        arguments: [{ name: 'tone', description: 'How', complete: ['loud', 'low'] }],
        render: ({ tone }) => [{ role: 'user', content: { type: 'text', text: `Say it ${tone}.` } }],
      },
    ],
  });
  return createToolkit({ connectors: [connector], use });
}

export async function connect(server: McpServer | Server, capabilities: object = {}): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1' }, { capabilities });
  await Promise.all([server.connect(ours), client.connect(theirs)]);
  return client;
}

export const hostServer = () => new McpServer({ name: 'host', version: '1' });

export function registerHostTool(server: McpServer, name: string): void {
  server.registerTool(name, { description: 'Host tool', inputSchema: { a: z.number() } }, ({ a }) => ({
    content: [{ type: 'text', text: `${name} ${a}` }],
  }));
}

export const toolNames = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
export const textOf = (result: object) => (result as { content: { text: string }[] }).content[0]?.text;
