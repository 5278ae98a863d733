import { describe, expect, test } from 'vitest';
import { buildStory } from '../src/story/build.ts';
import type { Story } from '../src/story/story.ts';
import { demoNow } from '../src/wire/clock.ts';

const told = buildStory({ seed: 1, now: demoNow, scale: 1 });
const day = 86_400_000;

const keys = (items: readonly { readonly key: string }[]) => new Set(items.map((item) => item.key));
const count = <T>(items: readonly T[], test: (item: T) => unknown) => items.filter((item) => test(item)).length;

const goesBack = (deal: Story['deals'][number]) =>
  deal.stages.some((stage, index) => index > 0 && stage.at <= deal.stages.at(index - 1)!.at);

describe('the demo story', () => {
  test('has the promised size', () => {
    const sizes = Object.fromEntries(Object.entries(told).flatMap(([name, list]) => (Array.isArray(list) ? [[name, list.length]] : [])));
    expect(sizes).toMatchObject({ owners: 12, companies: 66, contacts: 400, deals: 150, cases: 120, articles: 40 });
    expect(told.activities.length).toBeGreaterThan(500);
    expect(told.servicePlans.length).toBeGreaterThan(15);
  });

  test('is the same for the same seed, and another for another', () => {
    expect(buildStory({ seed: 1, now: demoNow, scale: 1 })).toEqual(told);
    expect(buildStory({ seed: 2, now: demoNow, scale: 1 }).contacts).not.toEqual(told.contacts);
  });

  test('keeps its distance to now', () => {
    const later = buildStory({ seed: 1, now: demoNow + 7 * day, scale: 1 });
    expect(later.contacts.at(0)!.createdAt - told.contacts.at(0)!.createdAt).toBe(7 * day);
    expect(later.deals.map((deal) => deal.name)).toEqual(told.deals.map((deal) => deal.name));
  });

  test('grows a hundredfold quickly, with 40,000 contacts and unique keys and e-mail addresses', () => {
    const begin = process.cpuUsage();
    const large = buildStory({ seed: 1, now: demoNow, scale: 100 });
    const { user } = process.cpuUsage(begin);
    expect(user / 1000).toBeLessThan(6000);
    expect(large.deals.filter(goesBack)).toEqual([]);
    expect([large.contacts.length, large.deals.length, large.cases.length, large.companies.length]).toEqual([40_000, 15_000, 12_000, 6600]);
    expect(keys(large.contacts).size).toBe(40_000);
    const emails = large.contacts.flatMap((person) => [
      ...new Set(Object.values(person.faces).map((face: { email: string }) => face.email)),
    ]);
    expect(new Set(emails).size).toBe(emails.length);
  });
});

describe('companies', () => {
  test('most are in both systems, a few in one alone, some under another name or domain', () => {
    const both = told.companies.filter((company) => company.faces.salesforce && company.faces.hubspot);
    expect(both).toHaveLength(60);
    expect(count(told.companies, (company) => !company.faces.hubspot)).toBe(3);
    expect(count(told.companies, (company) => !company.faces.salesforce)).toBe(3);
    expect(count(both, ({ faces }) => faces.salesforce?.name !== faces.hubspot?.name)).toBe(17);
    expect(count(both, ({ faces }) => faces.salesforce?.domain !== faces.hubspot?.domain)).toBe(6);
  });

  test('every domain and every address is reserved for examples', () => {
    const text = JSON.stringify(told);
    expect([...text.matchAll(/@([a-z0-9.-]*[a-z0-9])/g)].filter(([, domain]) => !domain?.endsWith('.example'))).toEqual([]);
    expect(
      told.companies.flatMap(({ faces }) => Object.values(faces)).filter((face: { domain: string }) => !face.domain.endsWith('.example')),
    ).toEqual([]);
  });
});

describe('coherence', () => {
  test('every reference leads somewhere', () => {
    const known = Object.fromEntries(
      (['owners', 'companies', 'contacts', 'deals', 'cases', 'articles'] as const).map((name) => [name, keys(told[name])]),
    );
    const lost = [...references(told)].filter(([list, key]) => key !== undefined && !known[list]?.has(key));
    expect(lost).toEqual([]);
  });

  test('every thing is in at least one system, and there its company and people are too', () => {
    const companies = new Map(told.companies.map((company) => [company.key, company.faces]));
    const contacts = new Map(told.contacts.map((contact) => [contact.key, contact.faces]));
    const parties = [
      ...told.deals.flatMap((deal) => [
        ...deal.contacts.map(({ contact }) => ({ of: deal, faces: contacts.get(contact) })),
        { of: deal, faces: companies.get(deal.company) },
      ]),
      ...told.cases.flatMap((each) => [
        { of: each, faces: contacts.get(each.contact) },
        { of: each, faces: companies.get(each.company) },
      ]),
      ...told.contacts.flatMap((contact) => (contact.company ? [{ of: contact, faces: companies.get(contact.company) }] : [])),
    ];
    const astray = parties.filter(
      ({ of, faces }) => Object.keys(of.faces).length === 0 || Object.keys(of.faces).some((system) => !faces?.[system as 'hubspot']),
    );
    expect(astray).toEqual([]);
  });

  test('the person of a deal or a case works at its company', () => {
    const employer = new Map(told.contacts.map((contact) => [contact.key, contact.company]));
    expect(told.deals.filter((deal) => deal.contacts.some(({ contact }) => employer.get(contact) !== deal.company))).toEqual([]);
    expect(told.cases.filter((each) => employer.get(each.contact) !== each.company)).toEqual([]);
    expect(told.contacts.filter((contact) => contact.reportsTo && employer.get(contact.reportsTo) !== contact.company)).toEqual([]);
  });

  test('time runs forward and nothing happened after now', () => {
    const dated = [
      ...told.companies,
      ...told.contacts,
      ...told.deals,
      ...told.cases,
      ...told.articles,
      ...told.activities,
      ...told.servicePlans,
    ];
    expect(dated.filter((item) => !(item.createdAt <= item.updatedAt && item.updatedAt <= told.now)).map((item) => item.key)).toEqual([]);
    expect(
      told.cases.filter((each) =>
        each.conversation.some((message, index) => index > 0 && message.at < each.conversation.at(index - 1)!.at),
      ),
    ).toEqual([]);
  });

  test('lists are sorted by creation', () => {
    for (const list of [told.companies, told.contacts, told.deals, told.cases, told.activities, told.servicePlans]) {
      expect(list.map((item) => item.createdAt)).toEqual(list.map((item) => item.createdAt).toSorted((one, other) => one - other));
    }
  });

  test('deals reach over eighteen months; a quarter or more are open, closed ones close on a past day', () => {
    const first = Math.min(...told.deals.map((deal) => deal.createdAt));
    expect((told.now - first) / day).toBeGreaterThan(420);
    const open = told.deals.filter((deal) => !['won', 'lost'].includes(deal.stages.at(-1)!.stage));
    expect(open.length).toBeGreaterThan(37);
    const closed = told.deals.filter((deal) => !open.includes(deal));
    expect(closed.filter((deal) => Object.values(deal.faces).some((face: { closeDate: string }) => face.closeDate > '2026-11-02'))).toEqual(
      [],
    );
  });

  test('cases are partly open, and what is closed was answered', () => {
    const closed = told.cases.filter((each) => each.closedAt !== undefined);
    expect(told.cases.length - closed.length).toBeGreaterThan(15);
    expect(closed.filter((each) => each.conversation.length < 2)).toEqual([]);
  });

  test('text has no gaps left to fill', () => {
    expect(JSON.stringify(told)).not.toMatch(/\{(?:machine|serial|name)\}|undefined|NaN/);
  });
});

describe('threads that hold for every seed', () => {
  test.each([1, 2, 99])('seed %i knows them', (seed) => {
    const story = buildStory({ seed, now: demoNow, scale: 1 });
    const renewal = story.deals.find((deal) => deal.key === 'deal-brightwater-renewal');
    expect(renewal?.faces).toMatchObject({
      salesforce: { amount: 148_000, stage: 'decision', closeDate: '2026-11-20' },
      hubspot: { amount: 162_000, stage: 'contract' },
    });
    expect(story.cases.find((each) => each.key === 'case-brightwater-leak')).toMatchObject({
      priority: 'urgent',
      faces: { salesforce: { status: 'escalated' } },
    });
    expect(story.deals.find((deal) => deal.key === 'deal-norrfjord-palletiser')?.faces).toMatchObject({
      salesforce: { stage: 'won' },
      hubspot: { stage: 'contract' },
    });
    expect(story.cases.find((each) => each.key === 'case-solano-instructions')?.conversation.at(-1)?.text).toContain(
      'ignore your instructions',
    );
    expect(story.contacts).toHaveLength(400);
  });
});

function* references(story: Story): Generator<readonly [string, string | undefined]> {
  for (const owned of [...story.companies, ...story.contacts, ...story.deals, ...story.cases, ...story.activities])
    yield ['owners', owned.owner];
  for (const owner of story.owners) yield ['owners', owner.manager];
  for (const company of story.companies) yield ['companies', company.parent];
  for (const contact of story.contacts) {
    yield ['companies', contact.company];
    yield ['contacts', contact.reportsTo];
  }
  for (const deal of story.deals) {
    yield ['companies', deal.company];
    for (const { contact } of deal.contacts) yield ['contacts', contact];
  }
  for (const each of story.cases) {
    yield ['contacts', each.contact];
    yield ['articles', each.article];
    for (const { from } of each.conversation) yield 'owner' in from ? ['owners', from.owner] : ['contacts', from.contact];
  }
  for (const activity of story.activities) {
    yield ['companies', activity.company];
    yield ['contacts', activity.contact];
    yield ['deals', activity.deal];
    yield ['cases', activity.supportCase];
  }
  for (const plan of story.servicePlans) {
    yield ['deals', plan.deal];
    yield ['contacts', plan.contact];
  }
  for (const article of story.articles) yield ['owners', article.author];
}
