import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from 'node:net';
import { serveHttp, type HttpServing } from '@causeway/core/mcp';
import { contractToolkit } from './mcp/contract-toolkit.ts';
import { revision } from './mcp/raw.ts';

const errors: unknown[] = [];
let serving: HttpServing;

beforeAll(async () => {
  const routes = { '/health': () => new Response('well') };
  serving = await serveHttp(contractToolkit(), { name: 'raw', version: '1.0.0', port: 0, routes, onError: (error) => errors.push(error) });
});
afterAll(() => serving.close());
beforeEach(() => {
  errors.length = 0;
});

/** Sends bytes as they are, and gives back what comes until the server has said so many answers, or has closed. */
function exchange(bytes: string | Uint8Array, answers = 1): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(serving.port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.split('HTTP/1.1 ').length > answers && /\r\n\r\n/.test(text)) socket.end();
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

const statusesOf = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
const host = () => `Host: 127.0.0.1:${serving.port}\r\n`;
const meta = {
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

function post(body: string | Uint8Array, method: string, name?: string): Buffer {
  const head = [
    'POST /mcp HTTP/1.1',
    `Host: 127.0.0.1:${serving.port}`,
    'Content-Type: application/json',
    'Accept: application/json, text/event-stream',
    `Mcp-Protocol-Version: ${revision}`,
    `Mcp-Method: ${method}`,
    ...(name === undefined ? [] : [`Mcp-Name: ${name}`]),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}

const listOf = (id: unknown) => JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params: { _meta: meta } });

describe('what no client library would send', () => {
  it.each([
    ['a method that is forbidden in browsers', () => `TRACE /mcp HTTP/1.1\r\n${host()}\r\n`, 400],
    ['a host that is none', () => 'GET /health HTTP/1.1\r\nHost: a b:[\r\n\r\n', 400],
    ['a host with a port that is none', () => 'GET /health HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n\r\n', 400],
    ['an address of another server', () => `GET http://example.com/health HTTP/1.1\r\n${host()}\r\n`, 404],
    ['an address without a scheme', () => `GET //example.com/health HTTP/1.1\r\n${host()}\r\n`, 404],
    ['a path that is a word of the language', () => `GET /__proto__ HTTP/1.1\r\n${host()}\r\n`, 404],
    ['HEAD', () => `HEAD /mcp HTTP/1.1\r\n${host()}\r\n`, 405],
    ['OPTIONS', () => `OPTIONS /mcp HTTP/1.1\r\n${host()}\r\n`, 405],
    ['two lengths', () => `POST /mcp HTTP/1.1\r\n${host()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['a byte order mark', () => post(`\uFEFF${listOf(1)}`, 'tools/list'), 400],
  ])('%s is refused, and is no error of the server', async (_, bytes: () => string | Uint8Array, status) => {
    expect([statusesOf(await exchange(bytes())), errors]).toEqual([[status], []]);
    expect(statusesOf(await exchange(post(listOf(1), 'tools/list')))).toEqual([200]);
  });

  it('bytes that are no UTF-8 are no JSON', async () => {
    const body = Buffer.concat([
      Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"'),
      Buffer.from([0xff]),
      Buffer.from('"}}'),
    ]);
    expect(await exchange(post(body, 'tools/call'))).toMatch(/^HTTP\/1\.1 400 [^]*"code":-32700/);
  });

  it.each([null, 1.5, true, {}, [], 1e300])('the id %j is refused', async (id) => {
    expect([statusesOf(await exchange(post(listOf(id), 'tools/list'))), errors]).toEqual([[400], []]);
  });

  it('requests in one piece are answered in order', async () => {
    const text = await exchange(Buffer.concat([1, 2, 3].map((id) => post(listOf(id), 'tools/list'))), 3);
    expect([...text.matchAll(/"id":(\d)/g)].map(([, id]) => id)).toEqual(['1', '2', '3']);
  });

  it.each([
    ['the arguments', (deep: string) => `{"name":"demo_find_people","arguments":{"name":${deep}},"_meta":${JSON.stringify(meta)}}`, 200],
    ['the metadata', (deep: string) => `{"name":"demo_find_people","_meta":{"deep":${deep}}}`, 400],
  ])('100,000 lists in each other in %s break nothing', async (_, params: (deep: string) => string, status) => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params(deep)}}`;
    expect([statusesOf(await exchange(post(body, 'tools/call', 'demo_find_people'))), errors]).toEqual([[status], []]);
  });
});
