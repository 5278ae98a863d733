import type { Access } from '../endpoint.ts';
import { recordScopes, type Effect } from '../scopes.ts';

/** Scopes for the records a path names. */
export function recordAccess(effect: Effect, ...parameters: readonly string[]): Access {
  const names = parameters.length > 0 ? parameters : ['objectType'];
  return { wording: 'objects', needs: (call) => names.map((name) => recordScopes(call.type(name), effect)) };
}
