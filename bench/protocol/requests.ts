const revision = '2026-07-28';
const meta = {
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

const base = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

export interface WireRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const call = { name: 'demo_read_thing7', arguments: { id: 'a1', limit: 5 } };

/** The same request in the words of either era. */
export function toolsCall(era: 'legacy' | 'modern'): WireRequest {
  return request(era, 'tools/call', call, { 'mcp-name': call.name });
}

export function toolsList(era: 'legacy' | 'modern'): WireRequest {
  return request(era, 'tools/list', {}, {});
}

function request(era: 'legacy' | 'modern', method: string, params: object, headers: Readonly<Record<string, string>>): WireRequest {
  if (era === 'legacy')
    return { headers: { ...base, 'mcp-protocol-version': '2025-11-25' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) };
  return {
    headers: { ...base, 'mcp-protocol-version': revision, 'mcp-method': method, ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  };
}

export function verifyCall(text: string): void {
  if (!text.includes('"structuredContent":{"id":"a1","limit":5')) throw new Error(`Not the echo: ${text.slice(0, 300)}`);
}

export function verifyList(count: number): (text: string) => void {
  return (text) => {
    const names = text.match(/"name":"demo_read_thing\d+"/g) ?? [];
    if (names.length !== count) throw new Error(`${names.length} tools in place of ${count}: ${text.slice(0, 300)}`);
  };
}
