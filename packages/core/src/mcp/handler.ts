import { createBackend } from './backend.ts';
import { createIntake } from './intake.ts';
import { fromAuthInfo } from './inlet.ts';
import type { McpHandlerOptions, RequestDetails, ToolkitSource } from './options.ts';
import { createServer } from './server.ts';
import { createTables } from './tables.ts';
import { errorResponse } from './refusal.ts';
import type { Table } from './table.ts';

/** Serves a toolkit over MCP, all revisions on one endpoint, in every runtime that knows `Request` and `Response`. */
export interface McpHandler {
  /** Whether it knows who calls. */
  readonly authenticates: boolean;
  fetch(request: Request, details?: RequestDetails): Promise<Response>;
  /** Serves another toolkit from now on, and tells clients. Closing the old one stays with whoever made it. */
  swap(toolkit: ToolkitSource): void;
  /** Tells clients that subscribed to this URI that what it answers has changed. */
  resourceUpdated(uri: string): void;
  /** Ends open streams and sessions. Later requests are answered with 503. */
  close(): Promise<void>;
}

/** Throws a TypeError when a tool cannot be told to clients. */
export function createMcpHandler(toolkit: ToolkitSource, options: McpHandlerOptions): McpHandler {
  const onError = options.onError ?? (() => {});
  const intake = createIntake(options, onError);
  const tables = createTables(toolkit, { ...options, personal: options.authenticate !== undefined });
  const connect = (table: Table) => createServer({ identity: options, table, inlet: fromAuthInfo });
  const backend = createBackend(options, connect, onError);
  let closed = false;
  return {
    authenticates: options.authenticate !== undefined,
    async fetch(request, details = {}) {
      if (closed) return errorResponse(503, -32_000, 'This server is shutting down.', { 'retry-after': '1' });
      try {
        const accepted = await intake.accept(request, details);
        if (accepted instanceof Response) return accepted;
        const response = await backend.serve(request, accepted, await tables.find(accepted.caller));
        return isRefusal(response) ? await intake.refuse(request, details, 'protocol', response) : response;
      } catch (error) {
        onError(error);
        return errorResponse(500, -32_603, 'Internal server error');
      }
    },
    swap(next) {
      tables.swap(next);
      backend.listsChanged();
    },
    resourceUpdated: (uri) => backend.resourceUpdated(uri),
    async close() {
      closed = true;
      await backend.close();
    },
  };
}

/** Older clients ask whether there is a stream to open (405); that is no attempt at anything. */
function isRefusal({ status }: Response): boolean {
  return status >= 400 && status !== 405;
}
