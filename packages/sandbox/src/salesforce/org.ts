import type { Clock } from '../wire/clock.ts';
import type { Sessions } from './auth/sessions.ts';
import { createSessions } from './auth/sessions.ts';
import { createCursors, type Cursors } from './cursors.ts';
import { makeId } from './ids.ts';
import { createKeys, type Keys } from './auth/keys.ts';
import { createLocks, type Locks } from './locks.ts';
import { demoSalesforce, type SalesforceOptions } from './options.ts';
import { createRecent, type Recent } from './recent.ts';
import { type Catalog, createCatalog } from './schema/catalog.ts';
import { objectSpecs } from './schema/objects/index.ts';
import { type Stateful, together } from './state.ts';
import { createStore, type Store } from './store/store.ts';
import { createUsage, type Usage } from './usage.ts';

/** Everything one Salesforce org is made of. */
export interface Org extends Stateful {
  readonly id: string;
  readonly clock: Clock;
  readonly catalog: Catalog;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly keys: Keys;
  readonly cursors: Cursors;
  readonly locks: Locks;
  readonly usage: Usage;
  readonly recent: Recent;
  readonly settings: Required<Omit<SalesforceOptions, 'jwtPublicKey'>>;
  /** Origin of the server, without a trailing slash. */
  baseUrl(): string;
}

const defaults = {
  clientCredentialsUser: demoSalesforce.admin.username,
  sessionSeconds: 7200,
  rotateRefreshTokens: true,
  trustedNetwork: true,
  dailyApiRequests: 1_000_000,
};

export function createOrg(clock: Clock, baseUrl: () => string, options: SalesforceOptions = {}): Org {
  const settings = { ...defaults, ...options };
  const id = makeId('00D', 1);
  const store = createStore();
  const sessions = createSessions(clock, id, settings.sessionSeconds * 1000);
  const cursors = createCursors(clock);
  const locks = createLocks();
  const usage = createUsage(clock, settings.dailyApiRequests);
  const recent = createRecent();
  return {
    id,
    clock,
    catalog: createCatalog(objectSpecs),
    store,
    sessions,
    keys: createKeys(options.jwtPublicKey),
    cursors,
    locks,
    usage,
    recent,
    settings,
    baseUrl,
    ...together({ store, sessions, cursors, locks, usage, recent }),
  };
}
