import { answerOf, type McpHandler } from './handler.ts';
import { bodyReader, inboundOfNode, isPresentable, wholeRequest } from './node-inbound.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Inbound } from './inbound.ts';
import type { Reply } from './reply.ts';
import { write } from './node-response.ts';

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

type Work = (incoming: IncomingMessage, inbound: Inbound) => Promise<Reply | Response>;

/** Between a Node server and what answers web-standard requests. */
export function createListener({ handler, path, routes, onError }: ListenerParts): Listener {
  const answer = answerOf(handler);
  const protocol: Work = (incoming, inbound) => answer(inbound, { address: incoming.socket.remoteAddress, readBody: bodyReader(incoming) });
  const other: Work = async (incoming, inbound) => {
    const route = Object.hasOwn(routes, inbound.path) ? routes[inbound.path] : undefined;
    return route?.(wholeRequest(incoming, inbound)) ?? new Response('Not found', { status: 404 });
  };
  let active = 0;
  let idle = () => {};
  return {
    handle(incoming, outgoing) {
      const inbound = inboundOfNode(incoming, outgoing);
      const lasting = isLasting(inbound);
      if (!lasting) active += 1;
      const work = !isPresentable(incoming) ? refuse : inbound.path === path ? protocol : other;
      void respond(incoming, outgoing, inbound, work, onError).finally(() => {
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

const refuse: Work = () => Promise.resolve(new Response('Bad request', { status: 400 }));

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  inbound: Inbound,
  work: Work,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    await write(await work(incoming, inbound), outgoing);
  } catch (error) {
    if (outgoing.destroyed) return;
    onError(error);
    if (!outgoing.headersSent) outgoing.statusCode = 500;
    outgoing.end();
  }
}

/** Streams that end only when somebody ends them. */
function isLasting(inbound: Inbound): boolean {
  return inbound.method === 'GET' || inbound.header('mcp-method') === 'subscriptions/listen';
}
