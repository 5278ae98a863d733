import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyReader, toRequest, toWholeRequest } from './node-request.ts';
import type { McpHandler } from './handler.ts';
import { writeResponse } from './node-response.ts';

/** A path of its own beside the protocol: health, metadata. Neither guarded nor authenticated. */
export type Route = (request: Request) => Response | Promise<Response>;

export interface ListenerParts {
  readonly handler: McpHandler;
  readonly path: string;
  readonly routes: Readonly<Record<string, Route>>;
  readonly onError: (error: unknown) => void;
}

export interface Listener {
  handle(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Until no call is being answered, or so many milliseconds have passed. Streams that last do not count. */
  drained(ms: number): Promise<void>;
}

type Work = (incoming: IncomingMessage, signal: AbortSignal) => Promise<Response>;

/** Between a Node server and handlers of web-standard requests. */
export function createListener({ handler, path, routes, onError }: ListenerParts): Listener {
  let active = 0;
  let idle = () => {};
  const protocol: Work = (incoming, signal) =>
    handler.fetch(toRequest(incoming, signal), { address: incoming.socket.remoteAddress, readBody: bodyReader(incoming) });
  const workFor = (incoming: IncomingMessage): Work => {
    const wanted = pathOf(incoming);
    if (wanted === path) return protocol;
    const route = Object.hasOwn(routes, wanted) ? routes[wanted] : undefined;
    return async (request, signal) => route?.(toWholeRequest(request, signal)) ?? new Response('Not found', { status: 404 });
  };
  return {
    handle(incoming, outgoing) {
      const lasting = isLasting(incoming);
      if (!lasting) active += 1;
      void answer(incoming, outgoing, workFor(incoming), onError).finally(() => {
        if (!lasting) active -= 1;
        if (active === 0) idle();
      });
    },
    drained: (ms) =>
      new Promise((resolve) => {
        if (active === 0) return resolve();
        const timer = setTimeout(resolve, ms);
        idle = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, work: Work, onError: (error: unknown) => void): Promise<void> {
  const controller = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort();
  });
  try {
    await writeResponse(await work(incoming, controller.signal), outgoing);
  } catch (error) {
    if (controller.signal.aborted) return;
    onError(error);
    if (!outgoing.headersSent) outgoing.statusCode = 400;
    outgoing.end();
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** Streams that end only when somebody ends them. */
function isLasting({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' || headers['mcp-method'] === 'subscriptions/listen';
}
