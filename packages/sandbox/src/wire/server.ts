import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminPrefix, type Admin } from './admin.ts';
import { readBody } from './body.ts';
import type { Clock } from './clock.ts';
import { createExchange, type Exchange, type Reply } from './exchange.ts';
import type { FaultInjector } from './fault-injector.ts';
import { deformed, replacement } from './fault-replies.ts';
import type { Fault } from './faults.ts';
import { isPathTrick } from './path-guard.ts';
import type { RequestLog } from './request-log.ts';
import { createRouter, type Match, type Router } from './router.ts';
import { finish, reset, send } from './send.ts';
import type { Service } from './service.ts';

export interface ServeOptions {
  readonly service: Service;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly faults: FaultInjector;
  readonly admin: Admin;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 12 MiB. */
  readonly maxBodyBytes?: number;
}

export interface Listening {
  /** Origin, without a trailing slash. */
  readonly url: string;
  /** Ends open connections too, also those that hang on purpose. */
  close(): Promise<void>;
}

/** Idle connections outlive the pauses of a debugger, so that no client meets one that is being closed. */
const keepAliveMs = 65_000;

/** Puts a vendor's service on a socket. */
export async function serve(options: ServeOptions): Promise<Listening> {
  const { host = '127.0.0.1', port = 0 } = options;
  const router = createRouter(options.service.routes);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    answer(request, response, options, router).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ServeOptions, router: Router): Promise<void> {
  const { service, clock, log, faults, admin, maxBodyBytes = 12 * 1024 * 1024 } = options;
  const received = await readBody(request, maxBodyBytes);
  const body = received ?? Buffer.alloc(0);
  const { method, url, path } = targetOf(request);
  const headers = request.headers as Exchange['headers'];
  if (path.startsWith(adminPrefix)) return send(method, headers, response, admin.handle({ method, url, headers, body }), []);
  const setStatus = log.add({ service: service.name, method, url, headers, body: body.toString(), at: clock.now() });
  const strikes = faults.strike({ service: service.name, method, url });
  if (await misbehaved(response, strikes)) return;
  const match = isPathTrick(path) ? undefined : router.find(method, path);
  const exchange = createExchange({ method, url, path, headers, body }, match?.params ?? {}, strikes);
  const reply = received ? await toReply(exchange, match, service, router, strikes) : service.tooLarge(exchange);
  const final = deformed(strikes, service.finish?.(exchange, reply) ?? reply);
  if (!strikes.some((fault) => fault.kind === 'lost-answer')) setStatus(final.status);
  send(method, headers, response, final, strikes);
}

/** Does what is done to a connection before anything is applied. True when there will be no answer. */
async function misbehaved(response: ServerResponse, faults: readonly Fault[]): Promise<boolean> {
  for (const fault of faults) {
    if (fault.kind === 'latency') await sleep(fault.ms, undefined, { ref: false });
    if (fault.kind === 'hang') return true;
    if (fault.kind === 'fin' || fault.kind === 'reset') {
      (fault.kind === 'fin' ? finish : reset)(response);
      return true;
    }
  }
  return false;
}

async function toReply(
  exchange: Exchange,
  match: Match | undefined,
  service: Service,
  router: Router,
  faults: readonly Fault[],
): Promise<Reply> {
  try {
    const injected = replacement(faults, exchange, service);
    if (injected) return injected;
    if (match) return await match.route.handle(exchange);
    const otherMethod = !isPathTrick(exchange.path) && router.serves(exchange.path);
    return (otherMethod ? service.methodNotAllowed?.(exchange) : undefined) ?? service.notFound(exchange);
  } catch (error) {
    return service.failed(exchange, error);
  }
}

function targetOf({ method = 'GET', url = '/' }: IncomingMessage): {
  readonly method: string;
  readonly url: string;
  readonly path: string;
} {
  const mark = url.indexOf('?');
  return { method, url, path: mark === -1 ? url : url.slice(0, mark) };
}
