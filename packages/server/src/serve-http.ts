import { accessWarnings, allowedHostsOf, createSignIn } from './sign-in.ts';
import { banner } from './banner.ts';
import { clientName } from './clients.ts';
import type { Config } from './config/schema/config.ts';
import { describeError } from './log.ts';
import { present } from './present.ts';
import { presentation, stopFailed, type ServeParts } from './serve-parts.ts';
import { probes } from './probes.ts';
import { serveHttp, type Refusal } from '@causeway/core/mcp';
import { stopOnSignals, type Stoppable } from './shutdown.ts';
import { UsageError } from './errors.ts';

/** Serves until a signal comes. */
export async function serveOverHttp(parts: ServeParts): Promise<void> {
  const { app, config, toolkit, governance, scopes, log, demo, calls, rest } = parts;
  const { audit } = governance.governed;
  const signIn = createSignIn({
    config,
    title: app.title,
    toolkit,
    rules: scopes,
    onRefused: ({ reason, address }) => void audit?.refused({ reason, caller: { source: { transport: 'http', address } } }),
  });
  const serving = await serveHttp(toolkit, {
    ...presentation(parts),
    ...listening(config),
    ...(signIn === undefined ? {} : { authenticate: signIn.authenticate }),
    routes: { ...probes(toolkit), ...signIn?.routes },
    // What authentication refuses, it has reported itself, with a better reason.
    refused: async (refusal) => {
      if (signIn === undefined || !reported.has(refusal.reason)) await audit?.refused(toTransportRefusal(refusal));
    },
    onError: (error) => log.error(describeError(error), 'http'),
  }).catch((error: unknown) => {
    throw explainListening(error, config.http);
  });
  const transport: Stoppable = { name: 'http', stop: () => serving.close() };
  const keys: Stoppable = { name: 'sign-in', stop: async () => signIn?.close() };
  stopOnSignals([transport, calls, keys, ...rest], stopFailed(log), 2 * config.http.drainMs + 10_000);
  const { command, title, version } = app;
  const endpoint = { url: config.auth?.resource ?? serving.url, key: signIn !== undefined && Object.keys(signIn.routes).length === 0 };
  const warnings = [...accessWarnings(config), ...governance.warnings];
  const { auditDirectory } = governance;
  process.stdout.write(
    `${banner({ title, version, name: clientName(command), endpoint, place: serving.url, toolkit, demo, warnings, auditDirectory })}\n`,
  );
}

const reported: ReadonlySet<string> = new Set(['unauthenticated', 'forbidden']);

function listening(config: Config) {
  const { host, port, path, drainMs, sessions, maxSessions, maxSessionsPerCaller, sessionIdleMs, allowedOrigins } = config.http;
  return {
    host,
    port,
    path,
    drainMs,
    legacy: sessions ? ('sessions' as const) : ('stateless' as const),
    sessions: present({ maxSessions, maxSessionsPerCaller, idleMs: sessionIdleMs }),
    ...present({ allowedHosts: allowedHostsOf(config), allowedOrigins }),
  };
}

function toTransportRefusal({ reason, status, address, userAgent, method, path }: Refusal) {
  return {
    reason,
    status,
    operation: `${method} ${path}`,
    caller: { source: { transport: 'http' as const, ...present({ address, userAgent }) } },
  };
}

function explainListening(error: unknown, { host, port }: Config['http']): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new UsageError(`Port ${port} is taken; give another with --port.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UsageError(`This machine has no address ${host}; give another with --host.`);
  if (code === 'EACCES') return new UsageError(`Port ${port} needs more rights; give one above 1023 with --port.`);
  if (error instanceof TypeError) return new UsageError(error.message);
  return error;
}
