import { debuglog } from 'node:util';
import type { Exchange, Reply } from '../wire/exchange.ts';
import type { Service, ServiceContext } from '../wire/service.ts';
import { authRoutes } from './auth/routes.ts';
import { createControls } from './controls.ts';
import { loadDemo } from './demo.ts';
import { SalesforceError } from './errors.ts';
import { refuse } from './messages.ts';
import type { SalesforceControls, SalesforceOptions } from './options.ts';
import { createOrg, type Org } from './org.ts';
import { presets } from './presets.ts';
import { errorReply } from './replies.ts';
import { resources } from './rest/resources.ts';
import { restRoutes } from './rest/routes.ts';

/** Causes of UNKNOWN_EXCEPTION, for whoever sets NODE_DEBUG=causeway-sandbox; clients never see them. */
const debug = debuglog('causeway-sandbox');

/** A Salesforce org with the demo's data, behind the vendor's HTTP interface. */
export function createSalesforce(context: ServiceContext, options?: SalesforceOptions): Service & SalesforceControls {
  const org = createOrg(context.clock, () => context.baseUrl(), options);
  loadDemo(org, context.story);
  // Not Object.assign: it would read the private key, and making one takes a while.
  return Object.defineProperties(createService(org), Object.getOwnPropertyDescriptors(createControls(org))) as Service & SalesforceControls;
}

function createService(org: Org): Service {
  return {
    name: 'salesforce',
    routes: [...authRoutes(org), ...restRoutes(org, resources)],
    notFound: () => errorReply(refuse('notFound')),
    tooLarge: () => errorReply(refuse('tooLarge')),
    failed: (exchange, error) => {
      if (!(error instanceof SalesforceError)) debug('%s %s failed: %o', exchange.method, exchange.url, error);
      return errorReply(error);
    },
    methodNotAllowed: (exchange) => errorReply(refuse('methodNotAllowed', exchange.method, 'GET,HEAD,POST,PATCH,DELETE')),
    finish: (exchange, reply) => withLimits(org, exchange, reply),
    presets,
    snapshot: () => org.snapshot(),
    restore: (state) => org.restore(state),
  };
}

/** Data calls tell how many requests were used today. */
function withLimits(org: Org, exchange: Exchange, reply: Reply): Reply {
  if (!exchange.path.startsWith('/services/data/v') || reply.status === 401) return reply;
  return { ...reply, headers: { 'sforce-limit-info': `api-usage=${org.usage.used()}/${org.usage.max}`, ...reply.headers } };
}
