import { readFileSync } from 'node:fs';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { mountToolkit } from '@causeway/core/mcp-v1';
import { connect, demoToolkit, textOf, toolNames } from './v1-host.ts';

describe('a toolkit mounted on a bare v1 Server', () => {
  const bareServer = () => new Server({ name: 'bare', version: '1' }, { capabilities: { tools: {} } });
  const setTools = (server: Server, names: readonly string[]) => {
    server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: names.map((name) => ({ name, inputSchema: { type: 'object' as const } })),
    }));
    server.setRequestHandler(CallToolRequestSchema, (request) => ({ content: [{ type: 'text', text: request.params.name }] }));
  };

  it.each(['before', 'after'])('merges with handlers that are set %s', async (when) => {
    const server = bareServer();
    if (when === 'before') setTools(server, ['own']);
    mountToolkit(server, demoToolkit());
    if (when === 'after') setTools(server, ['own']);
    const client = await connect(server);
    expect(await toolNames(client)).toEqual(['own', 'demo_read_echo', 'demo_update_note']);
    expect(textOf(await client.callTool({ name: 'own' }))).toBe('own');
    expect(await client.callTool({ name: 'demo_read_echo', arguments: { text: 'hi' } })).toMatchObject({
      structuredContent: { text: 'hi' },
    });
  });

  it('makes a name that the host has too fail clearly, on list and call', async () => {
    const server = bareServer();
    mountToolkit(server, demoToolkit());
    setTools(server, ['demo_read_echo']);
    const client = await connect(server);
    await expect(client.listTools()).rejects.toThrow('"demo_read_echo" is registered by the server and by a connector');
    await expect(client.callTool({ name: 'demo_read_echo' })).rejects.toThrow(
      '"demo_read_echo" is registered by the server and by a connector',
    );
  });

  it('serves a host without any handler of its own', async () => {
    const server = new Server({ name: 'bare', version: '1' }, { capabilities: {} });
    mountToolkit(server, demoToolkit());
    const client = await connect(server);
    expect(await toolNames(client)).toEqual(['demo_read_echo', 'demo_update_note']);
  });
});

describe('the private handler map', () => {
  it('is where it was in the version that this was written for', () => {
    const manifest = new URL('../../../node_modules/@modelcontextprotocol/sdk/package.json', import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    // On a new version: read how `Protocol` looks handlers up, then change this line.
    expect(version).toBe('1.32.2');
  });

  it('that is not where it was refuses with what to do instead', () => {
    const server = new Server({ name: 'bare', version: '1' }, { capabilities: {} });
    Object.assign(server, { _requestHandlers: undefined });
    expect(() => mountToolkit(server, demoToolkit())).toThrow('use registerTool for each tool instead');
  });
});
