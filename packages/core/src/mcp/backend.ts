import { createMcpHandler as createSdkHandler, isLegacyRequest, type Server } from '@modelcontextprotocol/server';
import { announceLists, announceResource } from './announce.ts';
import { fromAuthInfo, toAuthInfo } from './inlet.ts';
import type { Accepted } from './intake.ts';
import type { ConnectedServer } from './server.ts';
import { createSessions } from './sessions.ts';
import type { McpHandlerOptions } from './options.ts';
import type { Table } from './table.ts';

/** The SDK's handler, and sessions beside it where they are wanted. */
export interface Backend {
  serve(request: Request, accepted: Accepted, table: Table): Promise<Response>;
  listsChanged(): void;
  resourceUpdated(uri: string): void;
  close(): Promise<void>;
}

/** Idle servers that are kept for a toolkit; more than are ever busy at once on one core would be waste. */
const maxIdle = 64;

export function createBackend(
  options: McpHandlerOptions,
  connect: (table: Table) => ConnectedServer,
  onError: (error: unknown) => void,
): Backend {
  const sdk = createSdkHandler(
    ({ era, authInfo }) => {
      const { table } = fromAuthInfo(authInfo);
      return era === 'legacy' ? connect(table).server : reuse(table, connect);
    },
    { onerror: onError },
  );
  const sessions = options.legacy === 'sessions' ? createSessions(connect, options.sessions) : undefined;
  return {
    async serve(request, { caller, body }, table) {
      const inlet = { caller, table };
      if (sessions !== undefined && (request.method !== 'POST' || (await isLegacyRequest(request, body))))
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
      await Promise.all([sdk.close(), sessions?.close()]);
    },
  };
}

/** A server that has served its request serves the next one: making one costs more than a call. */
function reuse(table: Table, connect: (table: Table) => ConnectedServer): Server {
  const idle = table.idle.pop();
  if (idle !== undefined) return idle;
  const { server } = connect(table);
  const onclose = () => {
    if (table.idle.length < maxIdle) table.idle.push(server);
  };
  return Object.assign(server, { onclose });
}
