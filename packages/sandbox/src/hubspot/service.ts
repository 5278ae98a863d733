import type { Service, ServiceContext } from '../wire/service.ts';
import { refuse } from './answers.ts';
import { linkListEndpoints } from './associations/read.ts';
import { controlsOf } from './controls.ts';
import { tell } from './demo.ts';
import type { Endpoint } from './endpoint.ts';
import { NoSuchPage } from './errors.ts';
import { plain, routesOf, withLimits } from './gateway.ts';
import { readEndpoints } from './objects/read.ts';
import type { HubSpotControls, HubSpotOptions } from './options.ts';
import { createPortal } from './portal.ts';
import { searchEndpoints } from './search/run.ts';
import { accountEndpoints } from './settings/account.ts';
import { ownerEndpoints } from './settings/owners.ts';
import { pipelineReadEndpoints } from './settings/pipelines.ts';
import { propertyReadEndpoints } from './settings/properties.ts';
import type { StoreState } from './store/store.ts';

const endpoints: readonly Endpoint[] = [
  ...readEndpoints,
  ...searchEndpoints,
  ...linkListEndpoints,
  ...propertyReadEndpoints,
  ...pipelineReadEndpoints,
  ...ownerEndpoints,
  ...accountEndpoints,
];

/** A HubSpot account with the demo story in it, for the wire to serve. */
export function createHubSpot(context: ServiceContext, options: HubSpotOptions = {}): Service & HubSpotControls {
  const portal = createPortal(context, options);
  tell(portal, context.story);
  return {
    ...controlsOf(portal),
    name: 'hubspot',
    routes: routesOf(portal, endpoints),
    notFound: () => refuse(new NoSuchPage(), portal.correlationId(), portal.options.missingRecords === 'html'),
    methodNotAllowed: () => plain(portal, 405, 'HTTP 405 Method Not Allowed'),
    tooLarge: () => plain(portal, 413, 'HTTP 413 Request Entity Too Large'),
    failed: () => plain(portal, 500, 'internal error'),
    finish: (exchange, reply) => withLimits(portal, exchange, reply),
    snapshot: () => portal.store.snapshot(),
    restore: (state) => portal.store.restore(state as StoreState),
  };
}
