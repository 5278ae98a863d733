import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createToolkit, Secret } from '@causeway/core';
import { mountToolkit } from '@causeway/core/mcp-v1';
import { hubspot } from '@causeway/hubspot';

const { HUBSPOT_ACCESS_TOKEN: token = '', HUBSPOT_BASE_URL: baseUrl } = process.env;

const server = new McpServer({ name: 'acme', version: '1.0.0' });
server.registerTool('ping', { description: 'Says pong.' }, () => ({ content: [{ type: 'text', text: 'pong' }] }));

const crm = hubspot({
  auth: { accessToken: new Secret(token) },
  baseUrl,
  toolsets: ['read'],
});
mountToolkit(server, createToolkit({ connectors: [crm] }));

await server.connect(new StdioServerTransport());
