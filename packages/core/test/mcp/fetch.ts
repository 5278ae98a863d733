import { createMcpHandler, type McpHandler, type McpHandlerOptions, type RequestDetails, type ToolkitSource } from '@causeway/core/mcp';
import { revision } from './raw.ts';

/** A handler without any server. */
export const serve = (source: ToolkitSource, options: Partial<McpHandlerOptions> = {}): McpHandler =>
  createMcpHandler(source, { name: 'probe', version: '1.0.0', ...options });

export interface Sent {
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly details?: RequestDetails;
}

/** A request of the newest revision, as a good client sends it. */
export function ask(
  handler: McpHandler,
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  sent: Sent = {},
): Promise<Response> {
  const name = params['name'] ?? params['uri'];
  const meta = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '2' },
    'io.modelcontextprotocol/clientCapabilities': {},
    ...sent.meta,
  };
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'mcp-protocol-version': revision,
      'mcp-method': method,
      ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
      ...sent.headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
    ...(sent.signal === undefined ? {} : { signal: sent.signal }),
  });
  return handler.fetch(request, sent.details);
}

interface Answer {
  readonly result: Readonly<Record<string, unknown>> & { readonly tools?: readonly { readonly name: string }[] };
  readonly error?: unknown;
}

export const answer = async (...given: Parameters<typeof ask>): Promise<Answer> => (await (await ask(...given)).json()) as Answer;
