import type { Story } from '../story/story.ts';
import { loadActivities } from './demo/activities.ts';
import { loadCustomers } from './demo/customers.ts';
import { createLoader } from './demo/loader.ts';
import { loadOrganization } from './demo/organization.ts';
import { loadSales } from './demo/sales.ts';
import { loadSupport } from './demo/support.ts';
import { loadTables } from './demo/tables.ts';
import { makeId } from './ids.ts';
import type { Org } from './org.ts';

const yearMs = 365 * 86_400_000;

/** Puts the story into Salesforce's words. The same story gives the same ids. */
export function loadDemo(org: Org, story: Story): void {
  const load = createLoader(org, story.now - 4 * yearMs, () => load.id('owner:ada') ?? makeId('005', 1));
  loadOrganization(load, story);
  loadCustomers(load, story);
  loadSales(load, story);
  loadSupport(load, story);
  loadActivities(load, story);
  loadTables(load, story);
}
