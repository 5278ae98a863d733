import { associate } from './associations/associate.ts';
import type { HubSpotControls } from './options.ts';
import { place } from './place.ts';
import type { Portal } from './portal.ts';
import { allScopes } from './scopes.ts';
import { appIds } from './store/tokens.ts';

export function controlsOf(portal: Portal): HubSpotControls {
  const { catalog, tokens, associationTypes } = portal;
  return {
    token: ({ scopes = allScopes, lifetimeMs, editAssociations = true } = {}) => {
      const token = tokens.mint('pat-eu1');
      const expiry = lifetimeMs === undefined ? {} : { expiresAt: portal.clock.now() + lifetimeMs };
      tokens.put({ token, scopes, appId: appIds.all, userId: 534941, editAssociations, ...expiry });
      return token;
    },
    expireToken: (token) => {
      const known = tokens.find(token);
      if (known) tokens.put({ ...known, expiresAt: portal.clock.now() });
    },
    load: (objectType, records) => records.map((record) => place(portal, catalog.type(objectType), record).id),
    link: (from, to, typeId) => {
      const [fromType, toType] = [catalog.type(from.objectType), catalog.type(to.objectType)];
      const type = typeId === undefined ? associationTypes.unlabelled(fromType, toType) : associationTypes.byId(typeId);
      if (!type) throw new RangeError(`no association type ${typeId ?? ''} from ${fromType.name} to ${toType.name}`);
      associate(portal, { type: fromType, id: from.id }, { type: toType, id: to.id }, [type]);
    },
    count: (objectType) => portal.table(catalog.type(objectType)).live().length,
    setLimits: (limits) => portal.limiter.set(limits),
    setSearchDelay: (ms) => portal.setSearchDelay(ms),
    sensitiveProperties: (objectType) =>
      Object.fromEntries(
        catalog
          .properties(catalog.type(objectType))
          .values()
          .flatMap(({ name, dataSensitivity }) => (dataSensitivity === 'non_sensitive' ? [] : [[name, dataSensitivity] as const])),
      ),
  };
}
