import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, revision, send } from './mcp/raw.ts';
import type { Caller } from '@causeway/core';
import { serveHttp, type HttpServing, type Refusal } from '@causeway/core/mcp';
import { hostileToolkit } from './mcp/hostile-toolkit.ts';

const refusals: Refusal[] = [];
const errors: unknown[] = [];
let serving: HttpServing;

const authenticate = (request: Request): Caller | Response => {
  const user = request.headers.get('authorization') ?? 'ada';
  if (user === 'nobody') return new Response('Who are you?', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  if (user === 'banned') return new Response('Not you.', { status: 403 });
  return { principal: { id: user, scopes: [], roles: [], groups: [] } };
};

beforeAll(async () => {
  serving = await serveHttp(hostileToolkit(), {
    name: 'bad',
    version: '1.0.0',
    port: 0,
    authenticate,
    refused: (refusal) => void refusals.push(refusal),
    onError: (error) => errors.push(error),
  });
});
afterAll(() => serving.close());
beforeEach(() => {
  refusals.length = 0;
  errors.length = 0;
});

const callTool = (name: string, args: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}) =>
  call(serving.url, 'tools/call', { name, arguments: args }, { headers });

const reasons = () => refusals.map(({ reason, status }) => `${status} ${reason}`);

describe('what is no call', () => {
  it('a body of 5 MiB is refused with 413, and the connection serves on', async () => {
    const { status, message } = await send(serving.url, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(5 * 2 ** 20) }));
    expect([status, message.error, reasons()]).toEqual([
      413,
      { code: -32_000, message: 'The request is longer than 4194304 bytes.' },
      ['413 too_large'],
    ]);
    expect((await callTool('bad_list_numbers')).status).toBe(200);
  });

  it('a body that hides its length is read no further than the bound', async () => {
    const { status } = await send(serving.url, ' '.repeat(5 * 2 ** 20), { 'transfer-encoding': 'chunked' });
    expect([status, reasons()]).toEqual([413, ['413 too_large']]);
  });

  it.each(['', '{', '[1,', 'hello', '{"jsonrpc":"2.0"', '\u0000'])('%j is no JSON', async (body) => {
    const { status, message } = await send(serving.url, body);
    expect([status, message.error?.code, reasons()]).toEqual([400, -32_700, ['400 malformed']]);
  });

  it.each([
    '[]',
    '[1]',
    'null',
    '1',
    '"x"',
    '{}',
    '{"jsonrpc":"1.0","id":1,"method":"tools/list"}',
    '{"jsonrpc":"2.0","id":{},"method":"x"}',
  ])('%s is no request', async (body) => {
    const { status, message } = await send(serving.url, body, { 'mcp-protocol-version': revision });
    expect([status, message.error?.code, reasons()]).toEqual([400, -32_600, ['400 protocol']]);
  });

  it('a request with members that no request has is refused', async () => {
    const meta = { 'io.modelcontextprotocol/protocolVersion': revision, 'io.modelcontextprotocol/clientCapabilities': {} };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: meta }, extra: 1 });
    const { status, message } = await send(serving.url, body, { 'mcp-protocol-version': revision, 'mcp-method': 'tools/list' });
    expect([status, message.error?.code]).toEqual([400, -32_600]);
  });

  it('a batch of requests of the newest revision is refused', async () => {
    const one = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: { 'io.modelcontextprotocol/protocolVersion': revision } } };
    const { status, message } = await send(serving.url, JSON.stringify([one, one]), { 'mcp-protocol-version': revision });
    expect([status, message.error?.code]).toEqual([400, -32_600]);
  });

  it('another media type is refused', async () => {
    const { status } = await send(serving.url, '{}', { 'content-type': 'text/plain' });
    expect([status, reasons()]).toEqual([415, ['415 malformed']]);
  });

  it.each(['evil.example', '127.0.0.1.evil.example', '169.254.169.254', 'localhost@evil.example'])(
    'the host name %j is refused',
    async (host) => {
      const { status, message } = await call(serving.url, 'tools/list', {}, { headers: { host } });
      expect([status, message.error?.message, reasons()]).toEqual([403, 'This server is not addressed by that host name.', ['403 host']]);
    },
  );

  it('a host name that is none makes no request at all', async () => {
    const { status } = await call(serving.url, 'tools/list', {}, { headers: { host: 'a b' } });
    expect(status).toBe(400);
  });

  it.each(['https://evil.example', 'null', 'http://localhost.evil.example', 'file://', 'not a url'])(
    'the origin %j is refused',
    async (origin) => {
      const { status, message } = await call(serving.url, 'tools/list', {}, { headers: { origin } });
      expect([status, message.error?.message, reasons()]).toEqual([403, 'This origin may not call this server.', ['403 origin']]);
    },
  );

  it('a page of this machine may call', async () => {
    expect((await call(serving.url, 'tools/list', {}, { headers: { origin: 'http://localhost:5173' } })).status).toBe(200);
  });

  it('a stranger is turned away before the body is read, with the answer of whoever knows', async () => {
    const answer = await call(serving.url, 'tools/list', {}, { headers: { authorization: 'nobody' } });
    expect([answer.status, answer.text, answer.headers['www-authenticate'], reasons()]).toEqual([
      401,
      'Who are you?',
      'Bearer',
      ['401 unauthenticated'],
    ]);
    await call(serving.url, 'tools/list', {}, { headers: { authorization: 'banned' } });
    expect(reasons()).toEqual(['401 unauthenticated', '403 forbidden']);
    expect(refusals[0]).toMatchObject({ method: 'POST', path: '/mcp', address: '127.0.0.1' });
  });

  it.each(['PUT', 'PATCH', 'GET', 'DELETE'])('the method %s is not allowed', async (method) => {
    const { status } = await send(serving.url, method === 'PUT' || method === 'PATCH' ? '{}' : '', { accept: 'text/event-stream' }, method);
    expect(status).toBe(405);
  });
});

describe('headers and envelope of the newest revision', () => {
  const name = 'bad_list_numbers';

  it.each([
    ['no version', { 'mcp-protocol-version': undefined }],
    ['another version', { 'mcp-protocol-version': '2025-11-25' }],
    ['no method', { 'mcp-method': undefined }],
    ['another method', { 'mcp-method': 'tools/list' }],
    ['no name', { 'mcp-name': undefined }],
    ['another name', { 'mcp-name': 'bad_throw_text' }],
    ['a name that is not what it says', { 'mcp-name': '=?base64?!!!?=' }],
  ])('%s: refused as a mismatch', async (_, headers) => {
    const { status, message } = await call(serving.url, 'tools/call', { name, arguments: {} }, { headers });
    expect([status, message.error?.code, message.id, reasons()]).toEqual([400, -32_020, 7, ['400 protocol']]);
  });

  it('a name in base64 is understood', async () => {
    const encoded = `=?base64?${Buffer.from(name).toString('base64')}?=`;
    expect((await call(serving.url, 'tools/call', { name, arguments: {} }, { headers: { 'mcp-name': encoded } })).status).toBe(200);
  });

  it('an unknown revision is answered with those that are known', async () => {
    const version = { 'io.modelcontextprotocol/protocolVersion': '2099-01-01' };
    const { status, message } = await call(
      serving.url,
      'tools/list',
      {},
      { meta: version, headers: { 'mcp-protocol-version': '2099-01-01' } },
    );
    expect([status, message.error]).toMatchObject([400, { code: -32_022, data: { supported: [revision] } }]);
  });

  it.each([
    { 'io.modelcontextprotocol/clientCapabilities': undefined },
    { 'io.modelcontextprotocol/clientCapabilities': { elicitation: 5 } },
  ])('an envelope that lacks or bends capabilities is refused: %j', async (meta) => {
    const { status, message } = await call(serving.url, 'tools/list', {}, { meta });
    expect([status, message.error?.code]).toEqual([400, -32_602]);
  });

  it('an unknown method is not found', async () => {
    const { status, message } = await call(serving.url, 'tools/destroy');
    expect([status, message.error?.code]).toEqual([404, -32_601]);
  });
});

describe('calls that make no sense', () => {
  it('an unknown tool', async () => {
    expect((await callTool('bad_nothing')).message.error).toEqual({ code: -32_602, message: 'Unknown tool: bad_nothing' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('the tool %s', async (name) => {
    expect((await callTool(name)).message.error?.code).toBe(-32_602);
  });

  it.each([
    [{ colour: 'red' }, 'The arguments do not fit: Unrecognized key: "colour".'],
    [{ from: '1' }, 'The arguments do not fit: from: Invalid input: expected number, received string.'],
    [{ cursor: {} }, 'The arguments do not fit: cursor: Invalid input: expected string, received object.'],
    [JSON.parse('{"__proto__":1}'), 'The arguments do not fit: Unrecognized key: "__proto__".'],
  ])('the arguments %j', async (args: Record<string, unknown>, text) => {
    expect((await callTool('bad_list_numbers', args)).message.result).toMatchObject({
      isError: true,
      content: [{ text: `${text} Correct the arguments and call again.` }],
    });
  });

  it.each([[[]], ['text'], [7], [null]])('the arguments %j, which are no object', async (args) => {
    const { message } = await call(serving.url, 'tools/call', { name: 'bad_list_numbers', arguments: args });
    expect(message.error?.code === -32_602 || (message.result as { isError?: boolean } | undefined)?.isError).toBe(true);
  });

  it('a list that goes on after its end', async () => {
    expect((await call(serving.url, 'tools/list', { cursor: 'x' })).message.error).toEqual({
      code: -32_602,
      message: 'Invalid cursor: this list has one page.',
    });
  });
});
