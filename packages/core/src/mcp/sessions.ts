import { isInitializeRequest, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import { createSessionStore, type Session, type SessionOptions } from './session-store.ts';
import { toAuthInfo, type Inlet } from './inlet.ts';
import type { ConnectedServer } from './server.ts';
import { errorResponse } from './refusal.ts';
import { onEnd } from './stream.ts';
import { partitionOf } from '../caller.ts';
import { randomBytes } from 'node:crypto';
import type { Table } from './table.ts';

/** Connections of clients of older revisions, which can be asked questions while a call runs. */
export interface Sessions {
  handle(request: Request, body: unknown, inlet: Inlet): Promise<Response>;
  all(): readonly ConnectedServer[];
  close(): Promise<void>;
}

export function createSessions(connect: (table: Table) => ConnectedServer, options?: SessionOptions): Sessions {
  const store = createSessionStore(options);

  const open = async ({ caller, table }: Inlet): Promise<Session> => {
    const id = randomBytes(32).toString('base64url');
    const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => id });
    const session: Session = { ...connect(table), id, transport, partition: partitionOf(caller) };
    Object.assign(session.server, { onclose: () => void store.end(session) });
    await session.server.connect(transport);
    store.add(session);
    return session;
  };

  return {
    async handle(request, body, inlet) {
      const id = request.headers.get('mcp-session-id');
      const fresh = id === null && isInitializeRequest(body);
      if (id === null && !fresh) return errorResponse(400, -32_000, 'Bad Request: Mcp-Session-Id header is required');
      const session = fresh ? await open(inlet) : store.find(id ?? '', partitionOf(inlet.caller));
      if (session === undefined) return errorResponse(404, -32_001, 'Session not found');
      const response = await session.transport.handleRequest(request, { parsedBody: body, authInfo: toAuthInfo(inlet) });
      if (fresh && !response.ok) await store.end(session);
      return onEnd(response, store.hold(session));
    },
    all: () => store.all(),
    close: () => store.close(),
  };
}
