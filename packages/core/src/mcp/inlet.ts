import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type AuthInfo,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Caller } from '../caller.ts';
import type { Exchange, Members } from '../protocol/exchange.ts';
import { mcpExtras } from './extras.ts';
import type { Table } from './table.ts';

/** Through what a request comes in: who sends it, and the toolkit that serves them. */
export interface Inlet {
  readonly caller: Caller;
  readonly table: Table;
}

/** Wraps an inlet in the one thing that the SDK carries from a request to its handler. Holds no token. */
export function toAuthInfo(inlet: Inlet): AuthInfo {
  return { token: '', clientId: '', scopes: [], extra: { inlet } };
}

export function fromAuthInfo(info: AuthInfo | undefined): Inlet {
  const inlet = info?.extra?.['inlet'];
  if (inlet === undefined) throw new TypeError('A request reached the server without its inlet.');
  return inlet as Inlet;
}

/**
 * Serves one request. What the work sends after it has settled goes nowhere: the server may by then be connected to someone else.
 */
export async function exchangeWith<T>(
  server: Server,
  ctx: ServerContext,
  { caller }: Inlet,
  work: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const { mcpReq } = ctx;
  let open = true;
  const isOpen = () => open && !mcpReq.signal.aborted;
  const capabilities = capabilitiesOf(server, ctx);
  const state = mcpReq.requestState();
  try {
    return await work({
      caller: describe(caller, server, ctx),
      signal: mcpReq.signal,
      meta: mcpReq._meta,
      capabilities,
      reply: typeof state === 'string' ? { state, responses: mcpReq.inputResponses ?? {} } : undefined,
      notify(method, params) {
        if (isOpen()) mcpReq.notify({ method, params }).catch(() => {});
      },
      prepare: (context) =>
        context.with(mcpExtras, {
          capabilities: capabilities ?? {},
          log(level, data, logger) {
            if (isOpen()) mcpReq.log(level, data, logger).catch(() => {});
          },
        }),
    });
  } finally {
    open = false;
  }
}

/** From the request itself, or from the handshake of the connection. Undefined on a route that has neither. */
function capabilitiesOf(server: Server, { mcpReq: { envelope } }: ServerContext): Members | undefined {
  return (envelope === undefined ? server.getClientCapabilities() : (envelope as Members)[CLIENT_CAPABILITIES_META_KEY]) as
    | Members
    | undefined;
}

function describe(caller: Caller, server: Server, { mcpReq: { envelope } }: ServerContext): Caller {
  const claimed = envelope as Members | undefined;
  const client = (claimed === undefined ? server.getClientVersion() : claimed[CLIENT_INFO_META_KEY]) as Caller['client'];
  const version = claimed === undefined ? server.getNegotiatedProtocolVersion() : claimed[PROTOCOL_VERSION_META_KEY];
  return {
    ...caller,
    ...(client === undefined
      ? {}
      : { client: { name: client.name, ...(client.version === undefined ? {} : { version: client.version }) } }),
    ...(typeof version === 'string' ? { protocolVersion: version } : {}),
  };
}
