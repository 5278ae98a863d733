import type { Exchange, Reply, Route } from '../../wire/exchange.ts';
import { createRouter, type Router } from '../../wire/router.ts';
import { type Actor, findActor } from '../access/actor.ts';
import { refuse } from '../messages.ts';
import type { Org } from '../org.ts';
import { errorReply, json } from '../replies.ts';
import { apiVersions, judgeVersion } from '../versions.ts';
import type { Call, Resource } from './call.ts';

const prefix = '/services/data/v:version';

/** The REST API as routes. The vendor forgives a slash at the end. */
export function restRoutes(org: Org, resources: readonly Resource[]): readonly Route[] {
  const served = new Map<Route, Resource>();
  for (const resource of resources) {
    const path = `${prefix}${resource.path}`.replace(/\/$/, '');
    for (const variant of [path, `${path}/`]) {
      served.set({ method: resource.method, path: variant, handle: (exchange) => serve(org, router, resource, exchange) }, resource);
    }
  }
  const router: Parts = { router: createRouter([...served.keys()]), served };
  const versionList = () => json(200, apiVersions);
  return [
    { method: 'GET', path: '/services/data', handle: versionList },
    { method: 'GET', path: '/services/data/', handle: versionList },
    ...served.keys(),
  ];
}

/** What a composite request can be made of. */
interface Parts {
  readonly router: Router;
  readonly served: ReadonlyMap<Route, Resource>;
}

/** Checks version, session and limit, in this order, then lets the resource answer. */
function serve(org: Org, parts: Parts, resource: Resource, exchange: Exchange): Reply | Promise<Reply> {
  const version = checkVersion(exchange);
  const actor = findActor(org, signedIn(org, exchange));
  if (!actor) throw refuse('sessionInvalid');
  if (!org.usage.count()) throw refuse('requestLimit');
  return resource.handle({ org, actor, version, exchange, dispatch: (request) => servePart(org, parts, actor, request) });
}

function checkVersion({ params }: Exchange): string {
  const version = params['version'] ?? '';
  const verdict = judgeVersion(version);
  if (verdict !== 'ok') throw refuse(verdict === 'gone' ? 'versionGone' : 'notFound');
  return version;
}

/** A part of a composite request: signed in already, and not counted. */
async function servePart(org: Org, parts: Parts, actor: Actor, request: Parameters<Call['dispatch']>[0]): Promise<Reply> {
  const url = new URL(request.url, 'http://inner');
  const match = parts.router.find(request.method, url.pathname);
  const resource = match && parts.served.get(match.route);
  if (!resource) return errorReply(refuse('notFound'));
  const exchange: Exchange = { ...request, path: url.pathname, query: url.searchParams, params: match.params };
  try {
    const nested = async () => errorReply(refuse('notComposable', request.url));
    return await resource.handle({ org, actor, version: checkVersion(exchange), exchange, dispatch: nested });
  } catch (error) {
    return errorReply(error);
  }
}

/** Id of the user whose session the request bears. */
function signedIn(org: Org, { headers }: Exchange): string {
  const match = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(headers['authorization'] ?? '');
  const session = match ? org.sessions.use(match[1]!) : undefined;
  if (!session) throw refuse('sessionInvalid');
  return session.userId;
}
