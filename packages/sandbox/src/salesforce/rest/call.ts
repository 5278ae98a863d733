import type { Exchange, Reply } from '../../wire/exchange.ts';
import { type Actor, visibleObject } from '../access/actor.ts';
import type { ObjectType } from '../model.ts';
import type { Org } from '../org.ts';
import { refuse } from '../messages.ts';

/** An authenticated request to the REST API. */
export interface Call {
  readonly org: Org;
  readonly actor: Actor;
  /** `62.0` */
  readonly version: string;
  readonly exchange: Exchange;
  /** Runs a request inside this one: a part of a composite request. */
  dispatch(request: Pick<Exchange, 'method' | 'url' | 'headers' | 'body'>): Promise<Reply>;
}

/** What answers at a path below `/services/data/vXX.X`. */
export interface Resource {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD';
  /** find-my-way pattern: `/sobjects/:type`. */
  readonly path: string;
  handle(call: Call): Reply | Promise<Reply>;
}

/** A path at the version of the request. */
export function apiPath(call: Pick<Call, 'version'>, path: string): string {
  return `/services/data/v${call.version}${path}`;
}

export function recordUrl(call: Pick<Call, 'version'>, object: string, id: string): string {
  return apiPath(call, `/sobjects/${object}/${id}`);
}

/** The object in the path. Throws NOT_FOUND when the user knows none of that name. */
export function objectInPath(call: Call): ObjectType {
  const object = visibleObject(call.org, call.actor, call.exchange.params['type'] ?? '');
  if (!object) throw refuse('notFound');
  return object;
}
