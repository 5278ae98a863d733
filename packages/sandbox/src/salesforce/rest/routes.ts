import type { Exchange, Reply, Route } from '../../wire/exchange.ts';
import { createRouter } from '../../wire/router.ts';
import { findActor } from '../access/actor.ts';
import { refuse } from '../messages.ts';
import type { Org } from '../org.ts';
import { errorReply, json } from '../replies.ts';
import { apiVersions, judgeVersion } from '../versions.ts';
import type { Call, Resource } from './call.ts';

const prefix = '/services/data/v:version';

/** The REST API as routes. The vendor forgives a slash at the end. */
export function restRoutes(org: Org, resources: readonly Resource[]): readonly Route[] {
  const parts: readonly Route[] = resources.flatMap((resource) =>
    variants(resource, (exchange) => serve(org, resource, exchange, dispatch)),
  );
  const router = createRouter(parts);
  const dispatch: Call['dispatch'] = async (request) => {
    const inner = innerExchange(request);
    const match = router.find(request.method, inner.path);
    if (!match) return errorReply(refuse('notFound'));
    try {
      return await match.route.handle({ ...inner, params: match.params });
    } catch (error) {
      return errorReply(error);
    }
  };
  const versionList = () => json(200, apiVersions);
  return [
    { method: 'GET', path: '/services/data', handle: versionList },
    { method: 'GET', path: '/services/data/', handle: versionList },
    ...parts,
  ];
}

function variants(resource: Resource, handle: Route['handle']): readonly Route[] {
  const path = `${prefix}${resource.path}`.replace(/\/$/, '');
  return [
    { method: resource.method, path, handle },
    { method: resource.method, path: `${path}/`, handle },
  ];
}

/** Checks version, session and limit, in this order, then lets the resource answer. */
function serve(org: Org, resource: Resource, exchange: Exchange, dispatch: Call['dispatch']): Reply | Promise<Reply> {
  const version = exchange.params['version'] ?? '';
  const verdict = judgeVersion(version);
  if (verdict !== 'ok') throw refuse(verdict === 'gone' ? 'versionGone' : 'notFound');
  const actor = findActor(org, signedIn(org, exchange));
  if (!actor) throw refuse('sessionInvalid');
  if (!org.usage.count()) throw refuse('requestLimit');
  return resource.handle({ org, actor, version, exchange, dispatch });
}

/** Id of the user whose session the request bears. */
function signedIn(org: Org, { headers }: Exchange): string {
  const match = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(headers['authorization'] ?? '');
  const session = match ? org.sessions.use(match[1]!) : undefined;
  if (!session) throw refuse('sessionInvalid');
  return session.userId;
}

function innerExchange(request: Parameters<Call['dispatch']>[0]): Exchange {
  const url = new URL(request.url, 'http://inner');
  return { ...request, path: url.pathname, query: url.searchParams, params: {} };
}
