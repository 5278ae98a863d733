import { createListener, type Route } from './node-listener.ts';
import { createMcpHandler, type McpHandler } from './handler.ts';
import type { McpHandlerOptions, ToolkitSource } from './options.ts';
import type { AddressInfo } from 'node:net';

export interface HttpOptions {
  /** Interface to listen on. Default `127.0.0.1`. Others need a handler that authenticates. */
  readonly host?: string;
  /** Default 3000; 0 takes a free one. */
  readonly port?: number;
  /** Where the protocol is served. Default `/mcp`. */
  readonly path?: string;
  readonly routes?: Readonly<Record<string, Route>>;
  /** Milliseconds that calls get to finish when the server closes. Default 10,000. */
  readonly drainMs?: number;
  /** Told of what went wrong without anyone to answer to. Default: nothing. */
  readonly onError?: (error: unknown) => void;
}

export interface HttpServing {
  readonly handler: McpHandler;
  /** `http://127.0.0.1:3000/mcp` */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, lets calls finish, ends streams. Safe to call twice. Does not close the toolkit. */
  close(): Promise<void>;
}

/** Milliseconds in which a request must have arrived. */
const arrivalMs = 60_000;
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Serves a toolkit, or a handler that is there already, on Node. Throws a TypeError rather than serve a network without knowing who calls. */
export function serveHttp(handler: McpHandler, options?: HttpOptions): Promise<HttpServing>;
export function serveHttp(toolkit: ToolkitSource, options: HttpOptions & McpHandlerOptions): Promise<HttpServing>;
export async function serveHttp(source: McpHandler | ToolkitSource, options: HttpOptions = {}): Promise<HttpServing> {
  const { host = '127.0.0.1', port = 3_000, path = '/mcp', routes = {}, drainMs = 10_000, onError = () => {} } = options;
  const handler = 'fetch' in source ? source : createMcpHandler(source, options as HttpOptions & McpHandlerOptions);
  if (!loopback.test(host) && !handler.authenticates)
    throw new TypeError(`Serving on ${host} needs "authenticate": everyone who reaches this machine could call.`);
  // Loaded here, because a server over stdio needs none of it.
  const { createServer } = await import('node:http');
  const listener = createListener({ handler, path, routes, onError });
  const server = createServer((incoming, outgoing) => listener.handle(incoming, outgoing));
  server.requestTimeout = arrivalMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    await listener.drained(drainMs);
    await handler.close();
    server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | undefined;
  return {
    handler,
    port: bound,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${path}`,
    close: () => (closing ??= close()),
  };
}
