import { createMcpHandler as createSdkHandler, isLegacyRequest, ProtocolError } from '@modelcontextprotocol/server';
import { announceLists, announceResource } from './announce.ts';
import { createLane, type Lane } from './lane.ts';
import { createServer, type ServerIdentity } from './server.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { fromAuthInfo, toAuthInfo, type Inlet } from './inlet.ts';
import type { Inbound } from './inbound.ts';
import type { Reply } from './reply.ts';
import type { SessionOptions } from './session-store.ts';
import type { Table } from './table.ts';

export interface BackendOptions {
  readonly identity: ServerIdentity;
  /** Undefined for no sessions. */
  readonly sessions: SessionOptions | undefined;
  readonly onError: (error: unknown) => void;
}

/** Gives each request to the part of the SDK that serves its kind. */
export interface Backend {
  serve(inbound: Inbound, body: unknown, inlet: Inlet): Promise<Reply | Response>;
  listsChanged(): void;
  resourceUpdated(uri: string): void;
  close(): Promise<void>;
}

export function createBackend({ identity, sessions: sessionOptions, onError }: BackendOptions): Backend {
  const connect = (table: Table) => createServer({ identity, table, inlet: fromAuthInfo, onError });
  const sdk = createSdkHandler(({ authInfo }) => connect(fromAuthInfo(authInfo).table).server, {
    onerror(error) {
      if (!isRefusal(error)) onError(error);
    },
  });
  const sessions: Sessions | undefined = sessionOptions === undefined ? undefined : createSessions(connect, sessionOptions);
  const lanes = new WeakMap<Table, Promise<Lane>>();
  const inFlight = new Set<() => void>();
  const laneOf = (table: Table): Promise<Lane> => {
    const known = lanes.get(table) ?? createLane(connect(table), inFlight);
    lanes.set(table, known);
    return known;
  };
  return {
    async serve(inbound, body, inlet) {
      const lane = await laneOf(inlet.table);
      const reply = await lane.serve(inbound, body, inlet);
      if (reply !== undefined) return reply;
      const request = inbound.request();
      if (sessions !== undefined && (inbound.method !== 'POST' || (await isLegacyRequest(request, body))))
        return sessions.handle(request, body, inlet);
      return sdk.fetch(request, { authInfo: toAuthInfo(inlet), parsedBody: body });
    },
    listsChanged() {
      sdk.notify.toolsChanged();
      sdk.notify.resourcesChanged();
      sdk.notify.promptsChanged();
      for (const session of sessions?.all() ?? []) announceLists(session).catch(onError);
    },
    resourceUpdated(uri) {
      sdk.notify.resourceUpdated(uri);
      for (const session of sessions?.all() ?? []) announceResource(session, uri).catch(onError);
    },
    async close() {
      for (const cancel of inFlight) cancel();
      await Promise.all([sdk.close(), sessions?.close()]);
    },
  };
}

/** The SDK reports what it refuses as an error, too; that is told to `refused` already. */
function isRefusal(error: Error): boolean {
  return error instanceof ProtocolError || error.message.startsWith('Rejected inbound request');
}
