import type { Exchange, Reply, Route } from '../wire/exchange.ts';
import type { ApiVersion, Endpoint } from './endpoint.ts';
import { answered } from './gateway.ts';
import { rootsOf } from './paths.ts';
import type { Portal } from './portal.ts';

/** An operation that asks for no access token: how one gets one. */
export interface OpenEndpoint extends Pick<Endpoint, 'family' | 'method' | 'path'> {
  handle(portal: Portal, exchange: Exchange, version: ApiVersion): Reply;
}

export function openRoutesOf(portal: Portal, endpoints: readonly OpenEndpoint[]): readonly Route[] {
  return endpoints.flatMap((endpoint) =>
    rootsOf(endpoint.family).map(([root, version]) => ({
      method: endpoint.method,
      path: `${root}${endpoint.path}`,
      handle: (exchange) => answered(portal, exchange, portal.correlationId(), () => endpoint.handle(portal, exchange, version)),
    })),
  );
}
