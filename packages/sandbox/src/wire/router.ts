import findMyWay, { type HTTPMethod } from 'find-my-way';
import { METHODS } from 'node:http';
import type { Route } from './exchange.ts';

/** What serves a request, if anything does. */
export interface Match {
  readonly route: Route;
  /** Percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Router {
  find(method: string, path: string): Match | undefined;
  /** Whether the path is served with some other method. */
  serves(path: string): boolean;
}

/** Long enough for any identifier or search term that fits into a request line. */
const maxParamLength = 16_384;

/** Finds routes by find-my-way patterns. HEAD is served by GET where it has no route of its own. */
export function createRouter(routes: readonly Route[]): Router {
  const router = findMyWay({ maxParamLength, querystringParser: () => ({}) });
  for (const route of routes) router.on(route.method as HTTPMethod, route.path, () => undefined, route);
  const methods = [...new Set(routes.map((route) => route.method))];
  const lookup = (method: string, path: string): Match | undefined => {
    const found = METHODS.includes(method) ? router.find(method as HTTPMethod, path) : null;
    return found ? { route: found.store as Route, params: found.params as Record<string, string> } : undefined;
  };
  return {
    find: (method, path) => lookup(method, path) ?? (method === 'HEAD' ? lookup('GET', path) : undefined),
    serves: (path) => methods.some((method) => lookup(method, path) !== undefined),
  };
}
