import type { Service, ServiceContext } from '../wire/service.ts';
import { refuse } from './answers.ts';
import { linkBatchEndpoints } from './associations/batches.ts';
import { labelEndpoints } from './associations/labels.ts';
import { linkListEndpoints } from './associations/read.ts';
import { linkWriteEndpoints } from './associations/single-writes.ts';
import { associationV3Endpoints } from './associations/v3.ts';
import { controlsOf } from './controls.ts';
import { tell } from './demo.ts';
import type { Endpoint } from './endpoint.ts';
import { NoSuchPage } from './errors.ts';
import { plain, routesOf, withLimits } from './gateway.ts';
import { batchEndpoints } from './objects/batches.ts';
import { mergeEndpoints } from './objects/merge.ts';
import { readEndpoints } from './objects/read.ts';
import { singleWriteEndpoints } from './objects/single-writes.ts';
import { consentEndpoints } from './oauth/consent.ts';
import { inspectEndpoints } from './oauth/inspect.ts';
import { tokenEndpoint } from './oauth/token.ts';
import { openRoutesOf } from './open-endpoint.ts';
import type { HubSpotControls, HubSpotOptions } from './options.ts';
import { createPortal } from './portal.ts';
import { presetsOf } from './presets.ts';
import { searchEndpoints } from './search/run.ts';
import { accountEndpoints } from './settings/account.ts';
import { ownerEndpoints } from './settings/owners.ts';
import { pipelineReadEndpoints } from './settings/pipelines.ts';
import { pipelineWriteEndpoints } from './settings/pipeline-writes.ts';
import { propertyReadEndpoints } from './settings/properties.ts';
import { propertyWriteEndpoints } from './settings/property-writes.ts';
import { schemaEndpoints } from './settings/schemas.ts';
import type { StoreState } from './store/store.ts';

const endpoints: readonly Endpoint[] = [
  ...readEndpoints,
  ...singleWriteEndpoints,
  ...mergeEndpoints,
  ...batchEndpoints,
  ...searchEndpoints,
  ...linkListEndpoints,
  ...linkWriteEndpoints,
  ...linkBatchEndpoints,
  ...labelEndpoints,
  ...associationV3Endpoints,
  ...propertyReadEndpoints,
  ...propertyWriteEndpoints,
  ...pipelineReadEndpoints,
  ...pipelineWriteEndpoints,
  ...ownerEndpoints,
  ...schemaEndpoints,
  ...accountEndpoints,
];

/** A HubSpot account with the demo story in it, for the wire to serve. */
export function createHubSpot(context: ServiceContext, options: HubSpotOptions = {}): Service & HubSpotControls {
  const portal = createPortal(context, options);
  tell(portal, context.story);
  return {
    ...controlsOf(portal),
    name: 'hubspot',
    routes: [...routesOf(portal, endpoints), ...openRoutesOf(portal, [tokenEndpoint, ...inspectEndpoints, ...consentEndpoints])],
    presets: presetsOf(portal),
    notFound: () => refuse(new NoSuchPage(), portal.correlationId(), portal.options.missingRecords === 'html'),
    methodNotAllowed: () => plain(portal, 405, 'HTTP 405 Method Not Allowed'),
    tooLarge: () => plain(portal, 413, 'HTTP 413 Request Entity Too Large'),
    failed: () => plain(portal, 500, 'internal error'),
    finish: (exchange, reply) => withLimits(portal, exchange, reply),
    snapshot: () => portal.store.snapshot(),
    restore: (state) => portal.store.restore(state as StoreState),
  };
}
