import { createRandom } from '../wire/random.ts';
import { activities } from './activities.ts';
import { articles } from './articles.ts';
import { cases, type CaseDraft } from './cases.ts';
import { companies, type LocatedCompany } from './companies.ts';
import type { Contact } from './company.ts';
import { contacts } from './contacts.ts';
import type { Deal } from './deal.ts';
import { deals, type Firm } from './deals.ts';
import { owners } from './owner-list.ts';
import { servicePlans } from './service-plans.ts';
import type { Story } from './story.ts';
import type { SupportCase } from './support.ts';
import { threads } from './threads/threads.ts';

export interface StoryOptions {
  readonly seed: number;
  readonly now: number;
  /** A whole number from 1. Multiplies companies, contacts, deals, cases and activities. */
  readonly scale: number;
}

const size = { contacts: 400, deals: 150, cases: 120 };

/** Tells the demo business for a seed: the same seed, now and scale give the same story on every machine. */
export function buildStory({ seed, now, scale }: StoryOptions): Story {
  const random = createRandom(seed);
  const staff = owners(now);
  const told = threads(now);
  const firms = companies(now, scale, staff, random.fork('companies'));
  const people = contacts({ count: size.contacts * scale, now, firms, staff, known: told.contacts, random: random.fork('contacts') });
  const rosters = withPeople(firms, people);
  const sales = [...told.deals, ...deals(size.deals * scale - told.deals.length, now, rosters, random.fork('deals'))].sort(byCreation);
  const problems = numbered([...told.cases, ...cases(size.cases * scale - told.cases.length, now, rosters, staff, random.fork('cases'))]);
  const support = staff.filter((owner) => owner.team === 'support').map((owner) => owner.key);
  return {
    seed,
    now,
    organization: { name: 'Alder & Finch Packaging Machines', domain: 'causeway.example' },
    owners: staff,
    companies: firms.map((firm) => firm.company),
    contacts: people,
    deals: sales,
    servicePlans: servicePlans(sales.filter(boughtMachine), now, random.fork('plans')),
    cases: problems,
    articles: articles(now, support, random.fork('articles')),
    activities: [...told.activities, ...activities(sales, problems, now, random.fork('activities'))].sort(byCreation),
  };
}

/** Leads and newsletter readers do not buy or complain yet. */
function withPeople(firms: readonly LocatedCompany[], people: readonly Contact[]): readonly Firm[] {
  const active = people.filter((person) => person.lifecycle !== 'lead' && person.lifecycle !== 'subscriber');
  const byFirm = Map.groupBy(active, (person) => person.company);
  return firms.map((firm) => ({ ...firm, people: byFirm.get(firm.company.key) ?? [] }));
}

function numbered(drafts: readonly CaseDraft[]): readonly SupportCase[] {
  return drafts.toSorted(byCreation).map((draft, index) => ({ ...draft, number: 1001 + index }));
}

function boughtMachine(deal: Deal): boolean {
  return deal.stages.at(-1)?.stage === 'won' && deal.type !== 'renewal';
}

function byCreation(one: { readonly createdAt: number }, other: { readonly createdAt: number }): number {
  return one.createdAt - other.createdAt;
}
