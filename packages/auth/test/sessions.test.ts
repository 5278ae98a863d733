import { expect, test } from 'vitest';
import { apiKeyVerifier, createApiKey, createAuthenticate, createKeyMemory } from '../src/index.ts';
import { desk } from './support/desk.ts';
import { freePort, serve } from './support/serving.ts';

test('the session of one caller answers no other, and its id cannot be guessed', async () => {
  const [ada, mallory] = ['ada', 'mallory'].map((principal) => createApiKey({ principal, scopes: [] }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const store = createKeyMemory([ada, mallory].flatMap((one) => (one === undefined ? [] : [one.key])));
  const { authenticate, routes } = createAuthenticate({ resource: url, verifiers: [apiKeyVerifier({ store })] });
  const refusals: string[] = [];
  const refused = ({ reason }: { readonly reason: string }) => void refusals.push(reason);
  const serving = await serve({ port, connectors: [desk()], authenticate, routes, refused });
  const send = (token: string | undefined, method: string, params: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
  const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1.0.0' } };
  const opened = await send(ada?.token.reveal(), 'initialize', hello);
  await opened.text();
  const id = opened.headers.get('mcp-session-id') ?? '';
  expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  const session = { 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' };
  const list = async (token: string | undefined) => (await send(token, 'tools/list', {}, session)).status;
  expect([await list(ada?.token.reveal()), await list(mallory?.token.reveal()), await list(undefined)]).toEqual([200, 404, 401]);
  expect(refusals).toEqual(['session', 'unauthenticated']);
  await serving.close();
});
