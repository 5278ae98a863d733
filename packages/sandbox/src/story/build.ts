import type { Story } from './story.ts';

export interface StoryOptions {
  readonly seed: number;
  readonly now: number;
  /** Multiplies companies, contacts, deals, cases and activities. */
  readonly scale: number;
}

/** Tells the demo business for a seed. */
export function buildStory({ seed, now }: StoryOptions): Story {
  return {
    seed,
    now,
    organization: { name: 'Alder & Finch Packaging Machines', domain: 'causeway.example' },
    owners: [],
    companies: [],
    contacts: [],
    deals: [],
    servicePlans: [],
    cases: [],
    articles: [],
    activities: [],
  };
}
