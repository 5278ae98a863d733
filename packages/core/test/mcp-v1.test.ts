import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ElicitRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConnectorError, createToolkit, type Middleware, type Toolkit } from '@causeway/core';
import { mountToolkit } from '@causeway/core/mcp-v1';
import { connectorOf, echoTool, writeTool } from './fixtures.ts';

function demoToolkit(use: readonly Middleware[] = [], written: string[] = []): Toolkit {
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

async function connect(server: McpServer | Server, capabilities: object = {}): Promise<Client> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: 'test', version: '1' }, { capabilities });
  await Promise.all([server.connect(ours), client.connect(theirs)]);
  return client;
}

const hostServer = () => new McpServer({ name: 'host', version: '1' });

function registerHostTool(server: McpServer, name: string): void {
  server.registerTool(name, { description: 'Host tool', inputSchema: { a: z.number() } }, ({ a }) => ({
    content: [{ type: 'text', text: `${name} ${a}` }],
  }));
}

const toolNames = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);
const textOf = (result: object) => (result as { content: { text: string }[] }).content[0]?.text;

describe('a toolkit mounted on a v1 McpServer', () => {
  it('stands next to tools that the host registers before and after', async () => {
    const server = hostServer();
    registerHostTool(server, 'before');
    mountToolkit(server, demoToolkit());
    registerHostTool(server, 'after');
    const client = await connect(server);
    expect(await toolNames(client)).toEqual(['before', 'after', 'demo_read_echo', 'demo_update_note']);
    expect(textOf(await client.callTool({ name: 'before', arguments: { a: 1 } }))).toBe('before 1');
    expect(textOf(await client.callTool({ name: 'after', arguments: { a: 2 } }))).toBe('after 2');
    expect(await client.callTool({ name: 'demo_read_echo', arguments: { text: 'hi' } })).toMatchObject({
      structuredContent: { text: 'hi' },
    });
  });

  it('works on a host without tools of its own, which can register and remove one while connected', async () => {
    const server = hostServer();
    mountToolkit(server, demoToolkit());
    const first = server.registerTool('first', {}, () => ({ content: [] }));
    const client = await connect(server);
    expect(await toolNames(client)).toEqual(['first', 'demo_read_echo', 'demo_update_note']);
    registerHostTool(server, 'later');
    first.remove();
    expect(await toolNames(client)).toEqual(['later', 'demo_read_echo', 'demo_update_note']);
  });

  it('stands next to another toolkit', async () => {
    const server = hostServer();
    mountToolkit(server, demoToolkit());
    mountToolkit(server, createToolkit({ connectors: [connectorOf([echoTool()], { name: 'other' })] }));
    const client = await connect(server);
    expect(await toolNames(client)).toEqual(['demo_read_echo', 'demo_update_note', 'other_read_echo']);
    expect(await client.callTool({ name: 'demo_read_echo', arguments: { text: 'hi' } })).toMatchObject({
      structuredContent: { text: 'hi' },
    });
  });

  it('adds its resources, templates, prompts and completions to those of the host', async () => {
    const server = hostServer();
    server.registerResource('note', 'host://note', {}, () => ({ contents: [{ uri: 'host://note', text: 'note' }] }));
    server.registerPrompt('greet', {}, () => ({ messages: [{ role: 'user', content: { type: 'text', text: 'hello' } }] }));
    mountToolkit(server, demoToolkit());
    const client = await connect(server);
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual(['host://note']);
    expect((await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(['demo://echo/{text}']);
    expect((await client.readResource({ uri: 'host://note' })).contents).toMatchObject([{ text: 'note' }]);
    expect((await client.readResource({ uri: 'demo://echo/a%20b' })).contents).toMatchObject([{ text: '{"text":"a b"}' }]);
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['greet', 'demo_say_it']);
    expect((await client.getPrompt({ name: 'greet' })).messages).toHaveLength(1);
    expect(await client.getPrompt({ name: 'demo_say_it', arguments: { tone: 'low' } })).toMatchObject({
      messages: [{ content: { text: 'Say it low.' } }],
    });
    const completed = await client.complete({ ref: { type: 'ref/prompt', name: 'demo_say_it' }, argument: { name: 'tone', value: 'lo' } });
    expect(completed.completion.values).toEqual(['loud', 'low']);
  });

  it('refuses a name that the host has, at mount time', () => {
    const server = hostServer();
    registerHostTool(server, 'demo_read_echo');
    expect(() => mountToolkit(server, demoToolkit())).toThrow('"demo_read_echo" is registered by the server already');
  });

  it('refuses a name that another toolkit has, at mount time', () => {
    const server = hostServer();
    mountToolkit(server, demoToolkit());
    expect(() => mountToolkit(server, demoToolkit())).toThrow('"demo_read_echo" is registered by the server already');
  });

  it('makes a name that the host registers later fail clearly, on list and call', async () => {
    const server = hostServer();
    mountToolkit(server, demoToolkit());
    registerHostTool(server, 'demo_read_echo');
    const client = await connect(server);
    const message = '"demo_read_echo" is registered by the server and by a connector; give the connector another name.';
    await expect(client.listTools()).rejects.toThrow(message);
    await expect(client.callTool({ name: 'demo_read_echo', arguments: { text: '' } })).rejects.toThrow(message);
  });

  it('cannot be mounted once the server is connected', async () => {
    const server = hostServer();
    await connect(server);
    expect(() => mountToolkit(server, demoToolkit())).toThrow('after connecting');
  });

  it('answers errors of tools as results, unknown tools as errors', async () => {
    const server = hostServer();
    mountToolkit(server, demoToolkit());
    const client = await connect(server);
    expect(await client.callTool({ name: 'demo_read_echo', arguments: {} })).toMatchObject({ isError: true });
    await expect(client.callTool({ name: 'demo_none', arguments: {} })).rejects.toThrow('Unknown tool: demo_none');
  });

  it('tells progress to who asked, and aborts when the client cancels', async () => {
    const server = hostServer();
    let aborted = false;
    const slow = echoTool({
      run: (_, call) => {
        call.progress(1, 2, 'half');
        call.signal.addEventListener('abort', () => (aborted = true));
        return new Promise<never>(() => {});
      },
    });
    mountToolkit(server, createToolkit({ connectors: [connectorOf([slow])] }));
    const client = await connect(server);
    const controller = new AbortController();
    const seen: unknown[] = [];
    const work = client.callTool({ name: 'demo_read_echo', arguments: { text: '' } }, undefined, {
      signal: controller.signal,
      onprogress: (progress) => {
        seen.push(progress);
        controller.abort();
      },
    });
    await expect(work).rejects.toThrow();
    expect(seen).toEqual([{ progress: 1, total: 2, message: 'half' }]);
    await expect.poll(() => aborted).toBe(true);
  });
});

describe('a question on a v1 server', () => {
  let attempts = 0;
  const approve: Middleware = async (call, next) => {
    attempts += 1;
    const { yes } = await call.context.ask({ yes: { kind: 'form', message: 'Really?' } });
    if (yes?.action !== 'accept') throw new ConnectorError('permission_denied', 'Declined.');
    return next(call);
  };
  const call = { name: 'demo_update_note', arguments: { id: '1', text: 'new' } };

  async function setUp(capabilities: object, answer?: () => Promise<{ action: 'accept' | 'decline' | 'cancel' }>) {
    attempts = 0;
    const written: string[] = [];
    const server = hostServer();
    mountToolkit(server, demoToolkit([approve], written));
    const client = await connect(server, capabilities);
    if (answer !== undefined) client.setRequestHandler(ElicitRequestSchema, answer);
    return { client, written };
  }

  it('is pushed to the client, and the call starts again with the answer', async () => {
    const { client, written } = await setUp({ elicitation: {} }, () => Promise.resolve({ action: 'accept' }));
    expect(await client.callTool(call)).toMatchObject({ structuredContent: { id: '1' } });
    expect([written, attempts]).toEqual([['new'], 2]);
  });

  it.each([
    ['is declined', () => Promise.resolve({ action: 'decline' as const })],
    ['is canceled', () => Promise.resolve({ action: 'cancel' as const })],
    ['fails', () => Promise.reject(new Error('no'))],
  ])('that %s refuses the call', async (_, answer) => {
    const { client, written } = await setUp({ elicitation: {} }, answer);
    expect(await client.callTool(call)).toMatchObject({ isError: true, content: [{ text: 'Declined.' }] });
    expect(written).toEqual([]);
  });

  it('refuses the call when the client cannot ask', async () => {
    const { client, written } = await setUp({});
    expect(textOf(await client.callTool(call))).toMatch(/^This needs an answer from a person/);
    expect(written).toEqual([]);
  });
});

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
