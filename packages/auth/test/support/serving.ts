import { createToolkit, type Connector, type Middleware } from '@causeway/core';
import { serveHttp, type HttpServing, type McpHandlerOptions } from '@causeway/core/mcp';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A free port, so that a server can be told its own address before it is there. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface ServeOptions {
  readonly port: number;
  readonly connectors: readonly Connector[];
  readonly use?: readonly Middleware[];
  readonly authenticate: NonNullable<McpHandlerOptions['authenticate']>;
  readonly routes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>>;
  readonly refused?: McpHandlerOptions['refused'];
}

export function serve({ port, connectors, use = [], authenticate, routes, refused }: ServeOptions): Promise<HttpServing> {
  const toolkit = createToolkit({ connectors, use });
  return serveHttp(toolkit, {
    name: 'test',
    version: '1.0.0',
    port,
    legacy: 'sessions',
    authenticate,
    routes,
    ...(refused === undefined ? {} : { refused }),
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  });
}
