import type { Exchange, Reply, Route } from '../wire/exchange.ts';
import { ok, refuse } from './answers.ts';
import { createCall, type ApiVersion, type Call, type Endpoint } from './endpoint.ts';
import { missingScopes, Refusal } from './errors.ts';
import { rootsOf } from './paths.ts';
import type { Portal } from './portal.ts';

/** Endpoints under all their paths. */
export function routesOf(portal: Portal, endpoints: readonly Endpoint[]): readonly Route[] {
  return endpoints.flatMap((endpoint) =>
    rootsOf(endpoint.family).flatMap(([root, version]) => {
      const route = { method: endpoint.method, handle: handler(portal, endpoint, version) };
      const path = `${root}${endpoint.path}`;
      return endpoint.path === ''
        ? [
            { ...route, path },
            { ...route, path: `${path}/` },
          ]
        : [{ ...route, path }];
    }),
  );
}

function handler(portal: Portal, endpoint: Endpoint, version: ApiVersion): Route['handle'] {
  return (exchange) => {
    const correlationId = portal.correlationId();
    return answered(portal, exchange, correlationId, () => {
      const token = portal.tokens.authenticate(exchange.headers['authorization']);
      portal.limiter.take(token.appId, endpoint.search === true);
      const call = createCall({ exchange, portal, token, version, correlationId });
      authorize(endpoint, call);
      const reply = endpoint.handle(call);
      return { ...reply, headers: { 'x-hubspot-correlation-id': correlationId, ...reply.headers } };
    });
  };
}

/** Puts a refusal into the vendor's words; anything else goes up to the wire. */
export function answered(portal: Portal, { method }: Exchange, correlationId: string, answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(error, correlationId, method === 'GET' && portal.options.missingRecords === 'html');
  }
}

function authorize({ access }: Endpoint, call: Call): void {
  const lacking = access?.needs(call).filter((anyOf) => !anyOf.some((scope) => call.token.scopes.includes(scope))) ?? [];
  const required = lacking.flatMap((anyOf) => anyOf[0] ?? []);
  if (access && required.length > 0) throw missingScopes[access.wording](required);
}

/** Adds the rate limit headers: to nothing but answers of the CRM to a known token that is not short of scopes. */
export function withLimits(portal: Portal, exchange: Exchange, reply: Reply): Reply {
  const correlated = { 'x-hubspot-correlation-id': portal.correlationId(), ...reply.headers };
  const token = portal.tokens.find(/^Bearer\s+(\S+)$/i.exec(exchange.headers['authorization'] ?? '')?.[1] ?? '');
  if (!token || reply.status === 403 || exchange.path.startsWith('/oauth/')) return { ...reply, headers: correlated };
  const search = exchange.method === 'POST' && exchange.path.endsWith('/search');
  const retry = reply.status === 429 && !search && portal.options.retryAfter ? { 'retry-after': '10' } : {};
  return { ...reply, headers: { ...portal.limiter.headers(token.appId, search), ...retry, ...correlated } };
}

/** An answer that needs no endpoint: what the wire itself refuses. */
export function plain(portal: Portal, status: number, message: string): Reply {
  const correlationId = portal.correlationId();
  return ok({ status: 'error', message, correlationId }, status, { 'x-hubspot-correlation-id': correlationId });
}
