import { toResponse, type Reply } from './reply.ts';
import { createBackend } from './backend.ts';
import { createIntake } from './intake.ts';
import { createTables } from './tables.ts';
import { errorResponse, type RefusalReason } from './refusal.ts';
import { inboundOf, type Inbound } from './inbound.ts';
import type { McpHandlerOptions, RequestDetails, ToolkitSource } from './options.ts';

/** Serves a toolkit over MCP, all revisions on one endpoint, in every runtime that knows `Request` and `Response`. */
export interface McpHandler {
  /** Whether it knows who calls. */
  readonly authenticates: boolean;
  fetch(request: Request, details?: RequestDetails): Promise<Response>;
  /** Serves another toolkit from now on, and tells clients. Closing the old one stays with whoever made it. */
  swap(toolkit: ToolkitSource): void;
  /** Tells clients that subscribed to this URI that what it answers has changed. */
  resourceUpdated(uri: string): void;
  /** Ends calls, streams and sessions. Later requests are answered with 503. */
  close(): Promise<void>;
}

/** The same as `fetch`, for runtimes that can do with less than a `Request` and a `Response`. */
export type Answer = (inbound: Inbound, details: RequestDetails) => Promise<Reply | Response>;

const answers = new WeakMap<McpHandler, Answer>();

/** How a handler answers; a handler that somebody else made, by its `fetch`. */
export function answerOf(handler: McpHandler): Answer {
  return answers.get(handler) ?? ((inbound, details) => handler.fetch(inbound.request(), details));
}

/** Throws a TypeError when a tool cannot be told to clients. */
export function createMcpHandler(toolkit: ToolkitSource, options: McpHandlerOptions): McpHandler {
  const onError = options.onError ?? (() => {});
  const authenticates = options.authenticate !== undefined;
  const intake = createIntake(options, onError);
  const tables = createTables(toolkit, { ...options, personal: authenticates });
  const sessions = options.legacy === 'sessions' ? (options.sessions ?? {}) : undefined;
  const backend = createBackend({ identity: options, sessions, onError });
  let closed = false;

  const answer: Answer = async (inbound, details) => {
    if (closed) return errorResponse(503, -32_000, 'This server is shutting down.', { 'retry-after': '1' });
    try {
      const accepted = await intake.accept(inbound, details);
      if (accepted instanceof Response) return accepted;
      const { caller, body } = accepted;
      const response = await backend.serve(inbound, body, { caller, table: await tables.find(caller) });
      if (isRefusal(response)) await intake.report(inbound, details, reasonOf(inbound, response), response.status);
      return response;
    } catch (error) {
      onError(error);
      return errorResponse(500, -32_603, 'Internal server error');
    }
  };
  const handler: McpHandler = {
    authenticates,
    fetch: async (request, details = {}) => toResponse(await answer(inboundOf(request), details)),
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
  answers.set(handler, answer);
  return handler;
}

/** Older clients ask whether there is a stream to open (405), and anyone may give up (499): those are no attempts at anything. */
function isRefusal({ status }: { readonly status: number }): boolean {
  return status >= 400 && status !== 405 && status !== 499;
}

function reasonOf(inbound: Inbound, { status }: { readonly status: number }): RefusalReason {
  return status === 404 && inbound.header('mcp-session-id') !== undefined ? 'session' : 'protocol';
}
