import type { Reply } from '../../wire/exchange.ts';
import { ok } from '../answers.ts';
import type { Access, Call, Endpoint } from '../endpoint.ts';
import { notFound } from '../errors.ts';
import type { Property } from '../model/property.ts';
import { definitionScopes, type Effect } from '../scopes.ts';

export function definitionAccess(effect: Effect): Access {
  return { wording: 'properties', needs: (call) => [definitionScopes(call.type(), effect)] };
}

/** Definitions of properties and their groups, to read. */
export const propertyReadEndpoints: readonly Endpoint[] = [
  { family: 'properties', method: 'GET', path: '/:objectType', access: definitionAccess('read'), handle: list },
  {
    family: 'properties',
    method: 'GET',
    path: '/:objectType/groups',
    access: definitionAccess('read'),
    handle: (call) => ok({ results: call.portal.catalog.groups(call.type()).values() }),
  },
  {
    family: 'properties',
    method: 'GET',
    path: '/:objectType/groups/:groupName',
    access: definitionAccess('read'),
    handle: (call) => {
      const group = call.portal.catalog.groups(call.type()).get(call.param('groupName'));
      if (!group) throw notFound();
      return ok(group);
    },
  },
  {
    family: 'properties',
    method: 'GET',
    path: '/:objectType/:propertyName',
    access: definitionAccess('read'),
    handle: (call) => {
      const property = call.portal.catalog.property(call.type(), call.param('propertyName'));
      if ((property.archived ?? false) !== call.flag('archived')) throw notFound();
      return ok(property);
    },
  },
];

/** `dataSensitivity` picks one class; without it the list holds ordinary properties alone (properties API reference). */
function list(call: Call): Reply {
  const sensitivity = call.exchange.query.get('dataSensitivity') ?? 'non_sensitive';
  const names = new Set(call.list('properties'));
  const chosen = ({ name, archived, dataSensitivity }: Property): boolean =>
    (archived ?? false) === call.flag('archived') && dataSensitivity === sensitivity && (names.size === 0 || names.has(name));
  return ok({ results: call.portal.catalog.properties(call.type()).values().filter(chosen) });
}
