import { serveHttp, serveStdio } from '@causeway/core/mcp';
import type { Governed } from '@causeway/middleware';
import type { Toolkit } from '@causeway/core';
import type { AppDefinition } from './app.ts';
import { banner } from './banner.ts';
import type { Config } from './config/schema.ts';
import type { Log } from './log.ts';
import { probes } from './probes.ts';
import { stopOnSignals, type Stoppable } from './shutdown.ts';
import { UsageError } from './usage-error.ts';

export interface ServeParts {
  readonly app: AppDefinition;
  readonly config: Config;
  readonly toolkit: Toolkit;
  readonly governance: Governed;
  readonly log: Log;
  readonly demo: boolean;
  /** What ends after the transport: connectors, audit, sandbox. */
  readonly rest: readonly Stoppable[];
}

/** Serves until a signal comes, or the client of a stdio server has gone. */
export async function serve(parts: ServeParts): Promise<void> {
  await (parts.config.transport === 'stdio' ? overStdio(parts) : overHttp(parts));
}

async function overStdio({ app, toolkit, log, rest }: ServeParts): Promise<void> {
  const serving = serveStdio(toolkit, { ...identity(app), onError: (error) => log.error({ reason: reasonOf(error) }, 'stdio') });
  const transport: Stoppable = { name: 'stdio', stop: () => serving.close() };
  const stop = stopOnSignals([transport, ...rest], (part, error) => log.error({ part, reason: reasonOf(error) }, 'stop'));
  await serving.closed;
  await stop();
}

async function overHttp({ app, config, toolkit, governance, log, demo, rest }: ServeParts): Promise<void> {
  const { host, port, path, sessions, allowedHosts, allowedOrigins } = config.http;
  const serving = await serveHttp(toolkit, {
    ...identity(app),
    host,
    port,
    path,
    legacy: sessions ? 'sessions' : 'stateless',
    ...(allowedHosts === undefined ? {} : { allowedHosts }),
    ...(allowedOrigins === undefined ? {} : { allowedOrigins }),
    routes: probes(toolkit),
    refused: async ({ reason, status, address, userAgent, method, path: asked }) =>
      governance.audit?.refused({
        reason,
        status,
        operation: `${method} ${asked}`,
        caller: {
          source: { transport: 'http', ...(address === undefined ? {} : { address }), ...(userAgent === undefined ? {} : { userAgent }) },
        },
      }),
    onError: (error) => log.error({ reason: reasonOf(error) }, 'http'),
  }).catch((error: unknown) => {
    throw explainListening(error, host, port);
  });
  const transport: Stoppable = { name: 'http', stop: () => serving.close() };
  stopOnSignals([transport, ...rest], (part, error) => log.error({ part, reason: reasonOf(error) }, 'stop'));
  const warnings = ['callers do not sign in; everyone on this machine can call.'];
  process.stdout.write(
    `${banner({ title: app.title, version: app.version, name: app.command, endpoint: { url: serving.url }, toolkit, demo, warnings })}\n`,
  );
}

function identity({ command, title, version }: AppDefinition) {
  return { name: command, title, version };
}

function explainListening(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new UsageError(`Port ${port} is taken; give another with --port.`);
  if (code === 'EADDRNOTAVAIL') return new UsageError(`This machine has no address ${host}; give another with --host.`);
  if (code === 'EACCES') return new UsageError(`Port ${port} needs more rights; give one above 1023 with --port.`);
  if (error instanceof TypeError) return new UsageError(error.message);
  return error;
}

/** Errors may hold anything; logs hold their kind and message only where the message is ours. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}
