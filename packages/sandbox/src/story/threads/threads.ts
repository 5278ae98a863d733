import type { Activity } from '../activity.ts';
import type { CaseDraft } from '../cases.ts';
import type { Contact } from '../company.ts';
import type { Deal } from '../deal.ts';
import { threadActivities } from './thread-activities.ts';
import { threadCases } from './thread-cases.ts';
import { threadContacts } from './thread-contacts.ts';
import { threadDeals } from './thread-deals.ts';

/**
 * What is told by hand and holds for every seed, so that guides and demos can speak of it:
 * - Brightwater Dairy: a renewal that is due in three weeks, while an escalated case stands open and a promised call is overdue.
 * - Norrfjord: won in Salesforce nine days ago, still at the contract in HubSpot.
 * - Kestrel: one firm under two names and two domains, with the largest open deal.
 * - Halvorsen: an open deal, overdue, of an owner who has left.
 * - Solano: a case whose e-mail tries to give orders to an assistant.
 * - Marchetti: a case that holds bank details and a birthday.
 */
export interface Threads {
  readonly contacts: readonly Contact[];
  readonly deals: readonly Deal[];
  readonly cases: readonly CaseDraft[];
  readonly activities: readonly Activity[];
}

export function threads(now: number): Threads {
  return { contacts: threadContacts(now), deals: threadDeals(now), cases: threadCases(now), activities: threadActivities(now) };
}
