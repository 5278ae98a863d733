import { ConnectorError } from '@causeway/core';
import { afterConsent, afterSignIn, beginTrip, showLink } from './steps.ts';
import { createDesk, type ConnectOptions } from './desk.ts';
import { notice } from './page.ts';
import type { Route } from '../../inbound/metadata.ts';

/** Pages on which a user connects a system: `{path}/{system}`, `{path}/{system}/callback` and `{path}/signed-in`. */
export function connectRoutes(options: ConnectOptions): Readonly<Record<string, Route>> {
  const { path, systems } = options;
  const desk = createDesk(options);
  const routes: Record<string, Route> = { [`${path}/signed-in`]: (request) => afterSignIn(desk, request) };
  for (const system of Object.keys(systems)) {
    routes[`${path}/${system}`] = (request) =>
      request.method === 'POST' ? beginTrip(desk, request, system) : showLink(desk, request, system);
    routes[`${path}/${system}/callback`] = (request) => afterConsent(desk, request, system);
  }
  return Object.fromEntries(Object.entries(routes).map(([at, route]) => [at, guarded(route)]));
}

/** What goes wrong is told in our words: errors may hold anything. */
function guarded(route: Route): Route {
  return async (request) => {
    try {
      return await route(request);
    } catch (error) {
      const status = ConnectorError.from(error).code === 'unavailable' ? 503 : 500;
      return notice(status, 'Not connected', 'Something went wrong. Ask the assistant for a new link later.');
    }
  };
}
