import { request as httpRequest } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The JSON-RPC message: the body, or the last one of a stream. */
  readonly message: Readonly<Record<string, never>> & {
    readonly id?: unknown;
    readonly result?: Record<string, never>;
    readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
  };
}

export interface RawOptions {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly capabilities?: Readonly<Record<string, unknown>>;
}

export const revision = '2026-07-28';

/** Sends bytes as they are, with headers that `fetch` would not send. */
export function send(
  url: string,
  body: string,
  headers: Readonly<Record<string, string | undefined>> = {},
  method = 'POST',
): Promise<RawAnswer> {
  const wanted = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers };
  const present = Object.fromEntries(Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers: present }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, message: messageOf(text) });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function messageOf(text: string): RawAnswer['message'] {
  const last = text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .at(-1);
  try {
    return JSON.parse(last?.slice(6) ?? text) as RawAnswer['message'];
  } catch {
    return {};
  }
}

/** A request of the newest revision, as a good client sends it. */
export function call(
  url: string,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  options: RawOptions = {},
): Promise<RawAnswer> {
  const { headers = {}, meta = {}, capabilities = {} } = options;
  const name = params['name'] ?? params['uri'];
  const envelope = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': capabilities,
    ...meta,
  };
  return send(url, JSON.stringify({ jsonrpc: '2.0', id: 7, method, params: { ...params, _meta: envelope } }), {
    'mcp-protocol-version': revision,
    'mcp-method': method,
    ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
    ...headers,
  });
}
