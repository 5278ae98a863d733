import { expect, test } from 'vitest';
import { buildStory } from '../src/story/build.ts';
import { demoNow, startSandbox } from '../src/index.ts';
import { first, testPortal } from './support/hubspot.ts';

const { client, sandbox, url } = await testPortal();
const story = buildStory({ seed: 1, now: demoNow, scale: 1 });
const known = <T extends { readonly faces: { readonly hubspot?: unknown } }>(items: readonly T[]) =>
  items.filter(({ faces }) => faces.hubspot);

test('the portal holds the part of the story that HubSpot knows', () => {
  expect(sandbox.hubspot.count('companies')).toBe(known(story.companies).length);
  expect(sandbox.hubspot.count('contacts')).toBe(known(story.contacts).length);
  expect(sandbox.hubspot.count('deals')).toBe(known(story.deals).length);
  expect(sandbox.hubspot.count('tickets')).toBe(known(story.cases).length);
  expect(sandbox.hubspot.count('machine_service_plan')).toBe(story.servicePlans.length);
  expect(known(story.companies).length).toBeGreaterThan(50);
});

test('a deal of the story is found by name, with its amount, stage, company and people', async () => {
  const staff = new Set(story.owners.flatMap(({ key, active }) => (active ? [key] : [])));
  const told = first(story.deals.filter(({ faces, contacts, owner }) => faces.hubspot && contacts.length > 1 && staff.has(owner)));
  const filters = [{ propertyName: 'dealname', operator: 'EQ', value: told.name }];
  const properties = ['amount', 'dealstage', 'deal_currency_code', 'hubspot_owner_id'];
  const deal = first((await client.crm.deals.searchApi.doSearch({ filterGroups: [{ filters }], properties } as never)).results);
  expect(deal.properties).toMatchObject({ amount: String(told.faces.hubspot?.amount), deal_currency_code: told.currency });
  const owner = await client.crm.owners.ownersApi.getById(Number(deal.properties['hubspot_owner_id']));
  expect(owner.email).toBe(story.owners.find(({ key }) => key === told.owner)?.email);
  const people = await client.crm.associations.v4.basicApi.getPage('deals', deal.id, 'contacts');
  expect(people.results.flatMap(({ associationTypes }) => associationTypes.flatMap(({ label }) => label ?? []))).toContain(
    'Decision maker',
  );
});

test('every ticket has a contact, and its conversation as e-mails, calls and notes', async () => {
  const told = first(
    story.cases.filter(({ faces, conversation }) => faces.hubspot && conversation.some(({ channel }) => channel === 'email')),
  );
  const filters = [
    { propertyName: 'subject', operator: 'EQ', value: told.subject },
    { propertyName: 'hs_ticket_id', operator: 'EQ', value: String(told.number) },
  ];
  const ticket = first((await client.crm.tickets.searchApi.doSearch({ filterGroups: [{ filters }] } as never)).results);
  const links = async (to: string) => (await client.crm.associations.v4.basicApi.getPage('tickets', ticket.id, to)).results.length;
  expect(await links('contacts')).toBe(1);
  expect((await links('emails')) + (await links('calls')) + (await links('notes'))).toBeGreaterThanOrEqual(told.conversation.length);
});

test('every value of every record is valid for its property', async () => {
  const faults: string[] = [];
  for (const type of [
    'contacts',
    'companies',
    'deals',
    'tickets',
    'notes',
    'tasks',
    'calls',
    'emails',
    'meetings',
    'machine_service_plan',
  ]) {
    const definitions = new Map((await client.crm.properties.coreApi.getAll(type)).results.map((one) => [one.name, one]));
    const writable = [...definitions.values()]
      .filter(({ modificationMetadata }) => !modificationMetadata?.readOnlyValue)
      .map(({ name }) => name);
    const { results } = await client.crm.objects.basicApi.getPage(type, 50, undefined, writable);
    for (const { id, properties } of results) {
      const set = Object.fromEntries(
        Object.entries(properties).filter(([name, value]) => value !== null && writable.includes(name)),
      ) as Record<string, string>;
      await client.crm.objects.basicApi
        .update(type, id, { properties: set })
        .catch((error: unknown) => faults.push(`${type} ${id}: ${String(error).split('\n')[2]}`));
    }
  }
  expect(faults).toEqual([]);
});

test('the same seed gives the same portal', async () => {
  const again = await startSandbox({ frozen: true });
  try {
    const read = async (base: string) =>
      (
        await fetch(`${base}/crm/v3/objects/contacts?limit=100&properties=email,phone,company`, {
          headers: { authorization: 'Bearer pat-demo-all' },
        })
      ).text();
    expect((await read(again.hubspot.url)).replaceAll(again.hubspot.url, '')).toBe((await read(url)).replaceAll(url, ''));
  } finally {
    await again.close();
  }
});
