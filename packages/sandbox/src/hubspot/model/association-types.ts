/** One direction of a kind of link between two object types. Type ids are unique within the portal. */
export interface AssociationType {
  readonly from: string;
  readonly to: string;
  readonly typeId: number;
  readonly category: AssociationCategory;
  /** v3 name, `contact_to_company_unlabeled`. */
  readonly name: string;
  readonly label: string | null;
  /** Type id of the other direction. */
  readonly inverse: number;
  /** At most one link of this type from one record; it also implies the unlabelled type. */
  readonly primary?: boolean;
}

export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED';

/** Both directions of a link: from, to, type ids, names, and the label if it has one (the same in both unless two are given). */
type Pair = readonly [
  from: string,
  to: string,
  forth: number,
  back: number,
  forthName: string,
  backName: string,
  label?: string,
  backLabel?: string,
];

const contact = '0-1';
const company = '0-2';
const deal = '0-3';
const ticket = '0-5';

/** Type ids: the `AssociationTypes` enum of @hubspot/api-client 14. */
const hubspotDefined: readonly Pair[] = [
  [contact, company, 279, 280, 'contact_to_company_unlabeled', 'company_to_contact_unlabeled'],
  [contact, company, 1, 2, 'contact_to_company', 'company_to_contact', 'Primary'],
  [deal, contact, 3, 4, 'deal_to_contact', 'contact_to_deal'],
  [deal, company, 341, 342, 'deal_to_company_unlabeled', 'company_to_deal_unlabeled'],
  [deal, company, 5, 6, 'deal_to_company', 'company_to_deal', 'Primary'],
  [contact, ticket, 15, 16, 'contact_to_ticket', 'ticket_to_contact'],
  [ticket, company, 339, 340, 'ticket_to_company_unlabeled', 'company_to_ticket_unlabeled'],
  [ticket, company, 26, 25, 'ticket_to_company', 'company_to_ticket', 'Primary'],
  [deal, ticket, 27, 28, 'deal_to_ticket', 'ticket_to_deal'],
  [company, company, 13, 14, 'parent_to_child_company', 'child_to_parent_company', 'Child Company', 'Parent Company'],
  [contact, contact, 449, 449, 'contact_to_contact', 'contact_to_contact'],
  [company, company, 450, 450, 'company_to_company', 'company_to_company'],
  [deal, deal, 451, 451, 'deal_to_deal', 'deal_to_deal'],
  [ticket, ticket, 452, 452, 'ticket_to_ticket', 'ticket_to_ticket'],
  ['0-48', '0-47', 399, 400, 'call_to_meeting_event', 'meeting_event_to_call'],
  ...activities('0-48', 'call', 181, 193, 205, 219),
  ...activities('0-49', 'email', 185, 197, 209, 223),
  ...activities('0-47', 'meeting_event', 187, 199, 211, 225),
  ...activities('0-46', 'note', 189, 201, 213, 227),
  ...activities('0-27', 'task', 191, 203, 215, 229),
];

/** The ids of record-to-activity types are even by pairs: to the activity `n`, back `n + 1`. */
function activities(
  id: string,
  name: string,
  fromCompany: number,
  fromContact: number,
  fromDeal: number,
  fromTicket: number,
): readonly Pair[] {
  return [
    [company, id, fromCompany, fromCompany + 1, `company_to_${name}`, `${name}_to_company`],
    [contact, id, fromContact, fromContact + 1, `contact_to_${name}`, `${name}_to_contact`],
    [deal, id, fromDeal, fromDeal + 1, `deal_to_${name}`, `${name}_to_deal`],
    [ticket, id, fromTicket, fromTicket + 1, `ticket_to_${name}`, `${name}_to_ticket`],
  ];
}

/** Labels that the demo portal's admin made for the people who take part in a deal, and for billing. */
const labels: readonly Pair[] = [
  [deal, contact, 31, 32, 'decision_maker', 'decision_maker', 'Decision maker'],
  [deal, contact, 33, 34, 'economic_buyer', 'economic_buyer', 'Economic buyer'],
  [deal, contact, 35, 36, 'evaluator', 'evaluator', 'Evaluator'],
  [deal, contact, 37, 38, 'user', 'user', 'User'],
  [deal, contact, 39, 40, 'influencer', 'influencer', 'Influencer'],
  [contact, company, 41, 42, 'billing_contact', 'billing_contact', 'Billing contact'],
];

/** Links of a custom object to the standard types; `firstId` and the ones after it are taken. */
export function customPairs(id: string, name: string, firstId: number): readonly AssociationType[] {
  const standard = [
    [contact, 'contact'],
    [company, 'company'],
    [deal, 'deal'],
    [ticket, 'ticket'],
    ['0-46', 'note'],
    ['0-27', 'task'],
    ['0-48', 'call'],
    ['0-49', 'email'],
    ['0-47', 'meeting_event'],
  ] as const;
  return standard.flatMap(([to, toName], index) =>
    directions([id, to, firstId + index * 2, firstId + index * 2 + 1, `${name}_to_${toName}`, `${toName}_to_${name}`], 'USER_DEFINED'),
  );
}

/** The two directions of one pair. */
export function directions(
  [from, to, forth, back, forthName, backName, label, backLabel = label]: Pair,
  category: AssociationCategory,
): readonly AssociationType[] {
  const primary = label === 'Primary' ? { primary: true } : {};
  const forward: AssociationType = { from, to, typeId: forth, category, name: forthName, label: label ?? null, inverse: back, ...primary };
  if (forth === back) return [forward];
  return [forward, { from: to, to: from, typeId: back, category, name: backName, label: backLabel ?? null, inverse: forth }];
}

export const associationTypeSeeds: readonly AssociationType[] = [
  ...hubspotDefined.flatMap((pair) => directions(pair, 'HUBSPOT_DEFINED')),
  ...labels.flatMap((pair) => directions(pair, 'USER_DEFINED')),
];
