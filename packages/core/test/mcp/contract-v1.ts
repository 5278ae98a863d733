import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Endpoint } from './clients.ts';
import { mountToolkit } from '@causeway/core/mcp-v1';
import type { Toolkit } from '@causeway/core';

/** A server of the v1 SDK with a toolkit mounted on it, a new one for every request. */
export async function serveV1Mount(toolkit: Toolkit): Promise<{ readonly endpoint: Endpoint; close(): Promise<void> }> {
  const http = createServer((incoming, outgoing) => {
    const server = new McpServer({ name: 'host', version: '1.0.0' });
    mountToolkit(server, toolkit);
    const transport = new StreamableHTTPServerTransport();
    outgoing.once('close', () => void server.close());
    void server.connect(transport as never).then(() => transport.handleRequest(incoming, outgoing));
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp` },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
