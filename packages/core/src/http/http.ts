import type { Agent, EnvHttpProxyAgent } from 'undici';
import { acceptedEncodings, decodeBody, readBody } from './body.ts';
import type { CallContext } from '../context.ts';
import type { HttpRequest, HttpResponse } from './request.ts';
import { originRule, requireAllowed } from './origins.ts';
import { publicLookup, requirePublicHost } from './address.ts';
import { ConnectorError } from '../connector-error.ts';
import { toFailure } from './failure.ts';
import { traceContext } from '../trace-context.ts';
import { upstreamObserver } from './observer.ts';

export interface HttpOptions {
  /** Origins that may be called: `https://api.hubapi.com`; `https://*.salesforce.com` for every host below. Nothing else is. */
  readonly origins: readonly string[];
  /** Lets requests reach loopback, private and link-local addresses. Default false. */
  readonly allowPrivate?: boolean;
  /** Most bytes of an answer, packed and unpacked. Default 16 MiB. */
  readonly maxBytes?: number;
  /** Most milliseconds until the whole answer is there. Default 25,000. */
  readonly timeoutMs?: number;
  /** Most connections to one origin. Default 16. */
  readonly connections?: number;
  /** URL of an HTTP proxy. Default none; the environment is never looked at. */
  readonly proxy?: string;
  /** Hosts that are reached without the proxy, as in `no_proxy`: `localhost,.internal.example`. */
  readonly noProxy?: string;
}

/** The one guarded way out: allowed origins, public addresses, bounded bodies, deadlines, no redirects, no hidden retries. */
export interface Http {
  /** Throws a ConnectorError when there is no whole answer; every status is an answer. */
  (call: Pick<CallContext, 'signal' | 'get'>, request: HttpRequest): Promise<HttpResponse>;
  /** Closes idle connections. Safe to call twice. */
  close(): Promise<void>;
}

type Dispatcher = Agent | EnvHttpProxyAgent;

export function createHttp(options: HttpOptions): Http {
  const { allowPrivate = false, maxBytes = 16 * 1024 * 1024, timeoutMs: defaultTimeoutMs = 25_000 } = options;
  const allowed = originRule(options.origins);
  let dispatcher: Promise<Dispatcher> | undefined;

  const send = async (call: Pick<CallContext, 'signal' | 'get'>, request: HttpRequest): Promise<HttpResponse> => {
    const url = requireAllowed(request.url, allowed);
    if (!allowPrivate) requirePublicHost(url);
    const { mutates = !['GET', 'HEAD'].includes(request.method), timeoutMs = defaultTimeoutMs } = request;
    if (call.signal.aborted)
      throw toFailure(undefined, { host: url.host, mutates: false, timeoutMs, canceled: call.signal, expired: false });
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), timeoutMs);
    const observed = call.get(upstreamObserver)?.start({ method: request.method, url: url.origin + url.pathname });
    try {
      dispatcher ??= createDispatcher(options);
      const response = await exchange(await dispatcher, url, {
        request,
        maxBytes,
        signal: AbortSignal.any([call.signal, timer.signal]),
        headers: { 'accept-encoding': acceptedEncodings, ...traceHeaders(call), ...request.headers, ...observed?.headers },
      });
      observed?.end({ status: response.status });
      return response;
    } catch (thrown) {
      observed?.end({ error: thrown });
      throw toFailure(thrown, { host: url.host, mutates, timeoutMs, canceled: call.signal, expired: timer.signal.aborted });
    } finally {
      clearTimeout(timeout);
    }
  };

  return Object.assign(send, {
    async close() {
      const current = dispatcher;
      dispatcher = undefined;
      await (await current)?.close();
    },
  });
}

interface Exchange {
  readonly request: HttpRequest;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
}

async function exchange(dispatcher: Dispatcher, url: URL, { request, maxBytes, signal, headers }: Exchange): Promise<HttpResponse> {
  const answer = await dispatcher.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers,
    body: request.body ?? null,
    signal,
  });
  const flat = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
  const body = await readBody(answer.body, maxBytes);
  return { status: answer.statusCode, headers: flat, body: await decodeBody(body, flat['content-encoding'] ?? '', maxBytes) };
}

// Loaded with the first request: a server that starts should not wait for an HTTP client.
async function createDispatcher({ allowPrivate = false, connections = 16, proxy, noProxy }: HttpOptions): Promise<Dispatcher> {
  const undici = await import('undici');
  const connect = { timeout: 10_000, ...(allowPrivate ? {} : { lookup: publicLookup }) };
  const shared = { connections, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 10_000, connect };
  if (proxy !== undefined) {
    // The proxy looks names up, so private hosts are its concern; literal addresses are still refused here. `connect` is for hosts
    // that are reached without it.
    return new undici.EnvHttpProxyAgent({ ...shared, httpProxy: proxy, httpsProxy: proxy, ...(noProxy === undefined ? {} : { noProxy }) });
  }
  return new undici.Agent(shared);
}

function traceHeaders(call: Pick<CallContext, 'get'>): Record<string, string> {
  const { traceparent, tracestate, baggage } = call.get(traceContext);
  return {
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(tracestate === undefined ? {} : { tracestate }),
    ...(baggage === undefined ? {} : { baggage }),
  };
}

/** Whether an answer says it is JSON. */
export function isJson(response: HttpResponse): boolean {
  return /^application\/([\w.+-]+\+)?json\b/i.test(response.headers['content-type'] ?? '');
}

/** The JSON of an answer. Throws `unavailable` when it is not JSON: a proxy's page, a body that was cut. */
export function parseJson(response: HttpResponse): unknown {
  if (isJson(response)) {
    try {
      return JSON.parse(response.body.toString('utf8'));
    } catch (cause) {
      throw notJson(response, cause);
    }
  }
  throw notJson(response);
}

function notJson(response: HttpResponse, cause?: unknown): ConnectorError {
  return new ConnectorError('unavailable', 'The system answered with something that is not JSON.', {
    cause,
    hint: 'Try again later; a proxy or a maintenance page may be in the way.',
    upstream: { status: response.status },
  });
}
