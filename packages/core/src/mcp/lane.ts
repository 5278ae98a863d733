import {
  PerRequestHTTPServerTransport,
  type JSONRPCMessage,
  type JSONRPCRequest,
  type RequestId,
  type Server,
} from '@modelcontextprotocol/server';
import type { Inbound } from './inbound.ts';
import { plainRequest, revision } from './plain-request.ts';
import { toAuthInfo, type Inlet } from './inlet.ts';
import type { ConnectedServer } from './server.ts';
import type { Reply } from './reply.ts';
import { serialise } from './serialise.ts';

/**
 * The short way of plain requests of the newest revision, those that are answered with one JSON message. All of them go to one
 * server of the SDK that stays connected, so that none pays for a connection.
 */
export interface Lane {
  /** Undefined when the request is not plain, or when the SDK refuses it: then the long way answers it. */
  serve(inbound: Inbound, body: unknown, inlet: Inlet): Promise<Reply | undefined>;
}

interface Waiting {
  readonly id: RequestId;
  readonly resolve: (reply: Reply | undefined) => void;
}

const classification = { era: 'modern', revision } as const;
/** The client did not declare what a handler needs of it: the one error of a handler that has an HTTP status of its own. */
const missingCapability = -32_021;
const givenUp: Reply = { status: 499, json: '' };

/** The server must know the newest revision. What is in flight can be cancelled through `inFlight`. */
export async function createLane({ server }: ConnectedServer, inFlight: Set<() => void>): Promise<Lane> {
  const waiting = new Map<RequestId, Waiting>();
  const connection = await connectTo(server, waiting);
  const bound = server.getNegotiatedProtocolVersion() === revision;
  let lastId = 0;
  return {
    serve(inbound, body, inlet) {
      const request = bound ? plainRequest(inbound, body) : undefined;
      if (request === undefined) return Promise.resolve(undefined);
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        const giveUp = () => connection.cancel(id);
        const forget = inbound.onAbort(giveUp);
        inFlight.add(giveUp);
        waiting.set(id, {
          id: request.id,
          resolve(reply) {
            waiting.delete(id);
            inFlight.delete(giveUp);
            forget();
            resolve(reply);
          },
        });
        connection.deliver({ ...request, id }, inlet);
      });
    },
  };
}

/** Connects a server for good. Requests bear ids of ours, because those of clients repeat. */
async function connectTo(server: Server, waiting: ReadonlyMap<RequestId, Waiting>) {
  // The request that is being delivered: what answers to it now was refused before any handler saw it.
  let delivering: RequestId | undefined;
  const settle = (id: RequestId | undefined, reply: (original: RequestId) => Reply | undefined) => {
    const waiter = id === undefined ? undefined : waiting.get(id);
    waiter?.resolve(reply(waiter.id));
  };
  const transport = Object.assign(new PerRequestHTTPServerTransport({ classification }), {
    send(message: JSONRPCMessage): Promise<void> {
      if (delivering !== undefined) settle(delivering, () => undefined);
      else if ('result' in message) settle(message.id, (id) => ({ status: 200, json: serialise({ ...message, id }) }));
      else if ('error' in message)
        settle(message.id, (id) => ({ status: statusOf(message.error.code), json: JSON.stringify({ ...message, id }) }));
      return Promise.resolve();
    },
  });
  await server.connect(transport);
  // What is no request in the eyes of the SDK is not even answered.
  Object.assign(server, { onerror: () => settle(delivering, () => undefined) });
  return {
    deliver(message: JSONRPCRequest, inlet: Inlet) {
      delivering = message.id;
      try {
        transport.onmessage?.(message, { classification, authInfo: toAuthInfo(inlet) });
      } finally {
        delivering = undefined;
      }
    },
    cancel(id: RequestId) {
      transport.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
      settle(id, () => givenUp);
    },
  };
}

function statusOf(code: number): number {
  return code === missingCapability ? 400 : 200;
}
