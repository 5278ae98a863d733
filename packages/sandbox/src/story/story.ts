import type { Activity } from './activity.ts';
import type { Company, Contact } from './company.ts';
import type { Deal, ServicePlan } from './deal.ts';
import type { Owner } from './owner.ts';
import type { Article, SupportCase } from './support.ts';

/**
 * The demo business, before either system has put it into its own words.
 *
 * Each item has a `key`, unique in its list, by which others refer to it and from which a system may derive its id.
 * Instants are milliseconds since the epoch, none later than `now` unless the field says so; days are `YYYY-MM-DD`.
 * Lists are sorted by creation, oldest first (owners and articles: by key).
 */
export interface Story {
  readonly seed: number;
  /** The virtual now that all dates are relative to. */
  readonly now: number;
  /** Name and domain of the company whose sales and support staff use both systems. */
  readonly organization: { readonly name: string; readonly domain: string };
  readonly owners: readonly Owner[];
  readonly companies: readonly Company[];
  readonly contacts: readonly Contact[];
  readonly deals: readonly Deal[];
  readonly servicePlans: readonly ServicePlan[];
  readonly cases: readonly SupportCase[];
  readonly articles: readonly Article[];
  readonly activities: readonly Activity[];
}
