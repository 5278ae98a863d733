import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import type { Members } from '../protocol/exchange.ts';

export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** A handler as the SDK keeps it: it gets the request as it came in. */
export type Handler = (request: { readonly method: string; readonly params?: Members }, extra: Extra) => Promise<unknown>;

/** The host's own handler for a method, if it has one by now. */
export type Lookup = (method: string) => Handler | undefined;

/** Answers a request for which the toolkit has something to say, with the host's own handlers at hand. */
export type Merge = (request: Parameters<Handler>[0], extra: Extra, host: Lookup) => Promise<unknown>;

type Handlers = Pick<Map<string, Handler>, 'get' | 'has' | 'set' | 'delete'>;

/**
 * Puts handlers in front of the host's. The SDK has no public way to add to a handler, so this replaces the private map that it
 * looks handlers up in; what the host registers goes on into its own map, before and after. A test pins it to the SDK's version.
 * Throws an Error when the map is not where it was.
 */
export function mergeHandlers(server: Server, merges: ReadonlyMap<string, Merge>): void {
  const inside = server as unknown as { _requestHandlers?: Handlers };
  const own = inside._requestHandlers;
  if (typeof own?.get !== 'function' || typeof own.has !== 'function')
    throw new Error('This version of @modelcontextprotocol/sdk keeps its handlers elsewhere; use registerTool for each tool instead.');
  inside._requestHandlers = {
    get(method) {
      const merge = merges.get(method);
      if (merge === undefined) return own.get(method);
      return (request, extra) => merge(request, extra, (name) => own.get(name));
    },
    has: (method) => own.has(method),
    set(method, handler) {
      own.set(method, handler);
      return this as Map<string, Handler>;
    },
    delete: (method) => own.delete(method),
  };
}
