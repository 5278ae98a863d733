import type { Story } from '../story/story.ts';
import { tie as link, type End } from './associations/associate.ts';
import { refreshAll } from './associations/rollups.ts';
import { engagement, message, type Engagement } from './demo/engagements.ts';
import { demoOwners } from './demo/owners.ts';
import { companyRecord, contactRecord, dealRecord, planRecord, ticketRecord, type OwnerId } from './demo/records.ts';
import { roleTypeIds } from './demo/values.ts';
import type { LoadedRecord } from './options.ts';
import { place } from './place.ts';
import type { Portal } from './portal.ts';

/** Where story items have come to lie, by their keys. */
type Places = ReadonlyMap<string, End>;

/** Fills a portal with the part of the story that HubSpot knows. */
export function tell(portal: Portal, story: Story): void {
  const owners = demoOwners(story.owners);
  for (const owner of owners.values()) portal.owners.set(owner.id, owner);
  const ownerId: OwnerId = (key) => owners.get(key)?.id;
  const firms = new Map(story.companies.map((company) => [company.key, company]));
  const companies = put(portal, 'companies', story.companies, (company, index) => companyRecord(company, index, ownerId));
  const contacts = put(portal, 'contacts', story.contacts, (contact, index) =>
    contactRecord(contact, firms.get(contact.company ?? ''), index, ownerId),
  );
  const deals = put(portal, 'deals', story.deals, (deal) => dealRecord(deal, ownerId));
  const tickets = put(portal, 'tickets', story.cases, (problem) => ticketRecord(problem, ownerId));
  const plans = put(portal, 'machine_service_plan', story.servicePlans, planRecord);
  const tie = linker(portal);
  for (const { key, parent } of story.companies) tie(companies.get(parent ?? ''), companies.get(key), [13]);
  for (const { key, company } of story.contacts) tie(contacts.get(key), companies.get(company ?? ''), [1]);
  for (const deal of story.deals) {
    tie(deals.get(deal.key), companies.get(deal.company), [5]);
    for (const { contact, role } of deal.contacts) tie(deals.get(deal.key), contacts.get(contact), [3, roleTypeIds[role]]);
  }
  for (const problem of story.cases) {
    tie(tickets.get(problem.key), companies.get(problem.company), [26]);
    tie(tickets.get(problem.key), contacts.get(problem.contact));
  }
  for (const plan of story.servicePlans) {
    for (const end of [companies.get(plan.company), contacts.get(plan.contact), deals.get(plan.deal ?? '')]) tie(plans.get(plan.key), end);
  }
  tellActivities(portal, story, ownerId, { companies, contacts, deals, tickets });
  refreshAll(portal);
}

function tellActivities(
  portal: Portal,
  story: Story,
  ownerId: OwnerId,
  places: Readonly<Record<'companies' | 'contacts' | 'deals' | 'tickets', Places>>,
): void {
  const tie = linker(portal);
  const add = ({ objectType, record }: Engagement, ends: readonly (End | undefined)[]): void => {
    const type = portal.catalog.type(objectType);
    const { id } = place(portal, type, record);
    for (const end of ends) tie({ type, id }, end);
  };
  const logged = [
    ...story.activities
      .filter(({ systems }) => systems.includes('hubspot'))
      .map((activity) => ({
        at: activity.createdAt,
        told: engagement(activity, ownerId),
        ends: [
          places.companies.get(activity.company ?? ''),
          places.contacts.get(activity.contact ?? ''),
          places.deals.get(activity.deal ?? ''),
          places.tickets.get(activity.supportCase ?? ''),
        ],
      })),
    ...story.cases
      .filter(({ key }) => places.tickets.has(key))
      .flatMap((problem) =>
        problem.conversation.map((said) => ({
          at: said.at,
          told: message(problem, said, ownerId),
          ends: [places.companies.get(problem.company), places.contacts.get(problem.contact), places.tickets.get(problem.key)],
        })),
      ),
  ];
  for (const { told, ends } of logged.sort((a, b) => a.at - b.at)) add(told, ends);
}

function put<T extends { readonly key: string }>(
  portal: Portal,
  objectType: string,
  items: readonly T[],
  toRecord: (item: T, index: number) => LoadedRecord | undefined,
): Places {
  const type = portal.catalog.type(objectType);
  const places = new Map<string, End>();
  for (const [index, item] of items.entries()) {
    const record = toRecord(item, index);
    if (record) places.set(item.key, { type, id: place(portal, type, record).id });
  }
  return places;
}

/** Links two records if both are there; without type ids, by the plain type. */
function linker(portal: Portal): (from: End | undefined, to: End | undefined, typeIds?: readonly number[]) => void {
  return (from, to, typeIds) => {
    if (!from || !to) return;
    const ids = typeIds ?? [portal.associationTypes.unlabelled(from.type, to.type)?.typeId];
    const types = ids.flatMap((id) => (id === undefined ? [] : (portal.associationTypes.byId(id) ?? [])));
    link(portal, from, to, types);
  };
}
