import type { Clock } from '../wire/clock.ts';
import type { Random } from '../wire/random.ts';
import type { ServiceContext } from '../wire/service.ts';
import { createLimiter, type Limiter } from './limits.ts';
import type { ObjectType } from './model/object-type.ts';
import { pipelineSeeds, type Pipeline } from './model/pipelines.ts';
import { demoRules, type HubSpotOptions, type SearchBounds } from './options.ts';
import type { Owner } from './settings/owners.ts';
import { createAssociationCatalog, type AssociationCatalog } from './store/association-catalog.ts';
import { createCatalog, type Catalog } from './store/catalog.ts';
import { createLinks, type Links } from './store/links.ts';
import { createTable, type Table } from './store/records.ts';
import type { Shelf } from './store/shelf.ts';
import { createStore, type Store } from './store/store.ts';
import { createTokens, type Tokens } from './store/tokens.ts';

/** One HubSpot account: everything its endpoints read and write. */
export interface Portal {
  readonly clock: Clock;
  readonly random: Random;
  readonly options: Settled;
  readonly store: Store;
  readonly catalog: Catalog;
  readonly associationTypes: AssociationCatalog;
  readonly links: Links;
  readonly tokens: Tokens;
  readonly limiter: Limiter;
  /** Of all types, by object type id; in display order. */
  readonly pipelines: Shelf<string, readonly Pipeline[]>;
  readonly pipelineAudits: Shelf<string, readonly PipelineAudit[]>;
  readonly owners: Shelf<string, Owner>;
  baseUrl(): string;
  table(type: ObjectType): Table;
  searchDelay(): number;
  setSearchDelay(ms: number): void;
  /** A new id under which a request can be traced. */
  correlationId(): string;
}

export interface PipelineAudit {
  readonly identifier: string;
  readonly portalId: number;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly fromUserId: number;
  readonly rawObject: unknown;
  readonly timestamp: string;
}

/** Options with the defaults filled in. */
type Settled = Required<Omit<HubSpotOptions, 'limits' | 'searchDelayMs' | 'search' | 'redirectUris'>> & {
  readonly search: SearchBounds;
  readonly redirectUris: readonly string[] | undefined;
};

const searchBounds: SearchBounds = { groups: 5, filtersPerGroup: 6, filters: 18, results: 10_000, pageSize: 200, bodyLength: 3000 };

export function createPortal(context: ServiceContext, options: HubSpotOptions = {}): Portal {
  const { clock } = context;
  const random = context.random.fork('hubspot');
  const store = createStore();
  const catalog = createCatalog(store);
  const delay = store.shelf<'ms', number>();
  delay.set('ms', options.searchDelayMs ?? 0);
  const tables = new Map<string, Table>();
  const tableContext = { store, clock, catalog, delayed: () => delay.get('ms') !== 0 };
  const pipelines = store.shelf<string, readonly Pipeline[]>();
  for (const [type, list] of Object.entries(pipelineSeeds)) pipelines.set(type, list);
  return {
    clock,
    random,
    options: settle(options),
    store,
    catalog,
    associationTypes: createAssociationCatalog(store),
    links: createLinks(store),
    tokens: createTokens(store, clock, random.fork('tokens')),
    limiter: createLimiter(store, clock, options.limits),
    pipelines,
    pipelineAudits: store.shelf(),
    owners: store.shelf(),
    baseUrl: () => context.baseUrl(),
    table: (type) => {
      const table = tables.get(type.id) ?? createTable(type, tableContext);
      tables.set(type.id, table);
      return table;
    },
    searchDelay: () => delay.get('ms')!,
    setSearchDelay: (ms) => delay.set('ms', ms),
    correlationId: () => uuid(random),
  };
}

function settle(options: HubSpotOptions): Settled {
  return {
    missingRecords: options.missingRecords ?? 'html',
    shuffleBatches: options.shuffleBatches ?? true,
    rules: options.rules ?? demoRules,
    search: { ...searchBounds, ...options.search },
    tokenLifetime: options.tokenLifetime ?? 1800,
    retryAfter: options.retryAfter ?? false,
    redirectUris: options.redirectUris,
  };
}

function uuid(random: Random): string {
  const hex = [0, 1, 2, 3].map(() => random.int(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
