import { describe, expect, it } from 'vitest';
import { createToolkit } from '@causeway/core';
import { mountToolkit } from '@causeway/core/mcp-v1';
import { connectorOf, echoTool } from './fixtures.ts';
import { connect, demoToolkit, hostServer, registerHostTool, textOf, toolNames } from './v1-host.ts';

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
