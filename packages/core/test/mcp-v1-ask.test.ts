import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { ConnectorError, type Middleware } from '@causeway/core';
import { mountToolkit } from '@causeway/core/mcp-v1';
import { connect, demoToolkit, hostServer, textOf } from './v1-host.ts';

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
