import type { Sensitivity } from './model/property.ts';

/** What a portal is like. */
export interface HubSpotOptions {
  /** Requests it takes. Default: so many that a test never meets them; `tiers` has the vendor's own numbers. */
  readonly limits?: RateLimits;
  /** How long a write stays unseen by search, in milliseconds. Default 0; HubSpot takes seconds. */
  readonly searchDelayMs?: number;
  /** How a missing record is answered on GET by id: `html` as recorded in 2024 (default), or `json`. */
  readonly missingRecords?: 'html' | 'json';
  /** Batch results come back in another order than the inputs, as recorded. Default true. */
  readonly shuffleBatches?: boolean;
  /** What the admin demands of writes; enforced under `/2026-09/` alone. Default: `demoRules`. */
  readonly rules?: readonly ValidationRule[];
  /** Bounds of a search request. Default: 5 groups of 6 filters, 18 in all, 10,000 results, 3,000 characters. */
  readonly search?: Partial<SearchBounds>;
  /** Lifetime of OAuth access tokens, in seconds. Default 1800. */
  readonly tokenLifetime?: number;
  /** Send `Retry-After: 10` with ten-second refusals; whether HubSpot does is not documented. Default false. */
  readonly retryAfter?: boolean;
  /** Where the consent page may send people back to. Default: any loopback address. */
  readonly redirectUris?: readonly string[];
}

/** Requests an account may make. */
export interface RateLimits {
  /** Per app in any ten seconds. */
  readonly tenSecondly?: number;
  /** Per account and day; the day ends at midnight in the portal's time zone. */
  readonly daily?: number;
  /** Searches per account and second. */
  readonly searchPerSecond?: number;
}

/** HubSpot's published limits for private apps, by subscription. */
export const tiers = {
  starter: { tenSecondly: 100, daily: 250_000, searchPerSecond: 5 },
  professional: { tenSecondly: 190, daily: 650_000, searchPerSecond: 5 },
  enterprise: { tenSecondly: 190, daily: 1_000_000, searchPerSecond: 5 },
} as const satisfies Record<string, Required<RateLimits>>;

export interface SearchBounds {
  readonly groups: number;
  readonly filtersPerGroup: number;
  readonly filters: number;
  readonly results: number;
  readonly pageSize: number;
  readonly bodyLength: number;
}

/** A rule of the portal's admin. */
export interface ValidationRule {
  /** Name, plural or id. */
  readonly objectType: string;
  readonly required: readonly string[];
  /** Default: on every create (the create form). */
  readonly when?: { readonly property: string; readonly equals: string };
}

/** The demo portal's rules. */
export const demoRules: readonly ValidationRule[] = [
  { objectType: 'deals', required: ['closed_lost_reason'], when: { property: 'dealstage', equals: 'closedlost' } },
  { objectType: 'deals', required: ['dealname', 'dealstage', 'amount'] },
  { objectType: 'tickets', required: ['hs_resolution'], when: { property: 'hs_pipeline_stage', equals: '4' } },
];

/** Levers of a running portal, for tests. */
export interface HubSpotControls {
  /** Makes an access token: all scopes, and no end, unless said otherwise. */
  token(options?: TokenOptions): string;
  /** Lets a token expire now. */
  expireToken(token: string): void;
  /** Puts records in place without a request: no limits, no search delay, no validation. Answers their ids. */
  load(objectType: string, records: readonly LoadedRecord[]): readonly string[];
  /** Links two records by type id; default: the unlabelled type. */
  link(from: RecordRef, to: RecordRef, typeId?: number): void;
  /** Records that are not archived. */
  count(objectType: string): number;
  setLimits(limits: RateLimits): void;
  setSearchDelay(ms: number): void;
  /** Properties of a type that hold personal or secret data. */
  sensitiveProperties(objectType: string): Readonly<Record<string, Exclude<Sensitivity, 'non_sensitive'>>>;
}

export interface TokenOptions {
  readonly scopes?: readonly string[];
  readonly lifetimeMs?: number;
  /** False: the person who installed the app may not edit associations (`/2026-09/` refuses them). Default true. */
  readonly editAssociations?: boolean;
}

export interface LoadedRecord {
  readonly properties: Readonly<Record<string, string>>;
  /** Default: now. */
  readonly createdAt?: number;
  readonly updatedAt?: number;
}

export interface RecordRef {
  readonly objectType: string;
  readonly id: string;
}
