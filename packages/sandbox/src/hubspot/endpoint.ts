import type { Exchange, Reply } from '../wire/exchange.ts';
import { asObject, jsonBody, type JsonObject } from './json-body.ts';
import type { ObjectType } from './model/object-type.ts';
import type { Property } from './model/property.ts';
import type { PathFamily } from './paths.ts';
import type { Portal } from './portal.ts';
import { sensitiveScope, type Effect } from './scopes.ts';
import type { AccessToken } from './store/tokens.ts';

/** One operation of the API, whatever version's path it is reached by. */
export interface Endpoint {
  readonly family: PathFamily;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the family's root, as a find-my-way pattern. */
  readonly path: string;
  /** Which scopes it takes, and how a missing one is worded. Absent: any valid token will do. */
  readonly access?: Access;
  /** Counted by the search limit. */
  readonly search?: boolean;
  handle(call: Call): Reply;
}

export interface Access {
  readonly wording: 'objects' | 'properties' | 'schemas';
  /** Every list must hold one of the token's scopes. */
  needs(call: Call): readonly (readonly string[])[];
}

/** `legacy` are v1 to v4; the others are dates. */
export type ApiVersion = 'legacy' | '2026-03' | '2026-09';

/** One authenticated request. */
export interface Call {
  readonly exchange: Exchange;
  readonly portal: Portal;
  readonly token: AccessToken;
  readonly version: ApiVersion;
  readonly correlationId: string;
  /** The type a path parameter names; `objectType` unless said otherwise. Refuses with 400. */
  type(parameter?: string): ObjectType;
  param(name: string): string;
  /** A query parameter that may be repeated or hold a comma list. */
  list(name: string): readonly string[];
  flag(name: string): boolean;
  body(): JsonObject;
  /** The body when it need not be an object. */
  json(): unknown;
  /** Whether the token may see, or set, values of this property. */
  may(effect: Effect, type: ObjectType, property: Property): boolean;
}

export function createCall(base: Pick<Call, 'exchange' | 'portal' | 'token' | 'version' | 'correlationId'>): Call {
  const { exchange, portal, token } = base;
  const { params, query } = exchange;
  let parsed: { readonly json: unknown } | undefined;
  const parse = (): unknown => (parsed ??= { json: jsonBody(exchange) }).json;
  return {
    ...base,
    type: (parameter = 'objectType') => portal.catalog.type(params[parameter] ?? ''),
    param: (name) => params[name] ?? '',
    list: (name) =>
      query
        .getAll(name)
        .flatMap((value) => value.split(','))
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    flag: (name) => query.get(name)?.toLowerCase() === 'true',
    body: () => asObject(parse()),
    json: parse,
    may: (effect, type, property) => {
      const scope = sensitiveScope(type, property.dataSensitivity, effect);
      return scope === undefined || token.scopes.includes(scope);
    },
  };
}
