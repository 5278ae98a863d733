import type { Random } from '../wire/random.ts';
import type { LocatedCompany } from './companies.ts';
import type { Company, Contact } from './company.ts';
import { day, dayMs, workTime, workTimeBetween } from './dates.ts';
import type { Deal, DealContact, DealFace, DealStage } from './deal.ts';
import { machines, type Product } from './products.ts';

/** A firm with the people there that may take part in a deal or a case. */
export interface Firm extends LocatedCompany {
  readonly people: readonly Contact[];
}

const path: readonly DealStage[] = ['scheduled', 'qualified', 'presented', 'decision', 'contract'];

/** Days spent in a stage, from and to. */
const stay: Readonly<Record<string, readonly [number, number]>> = {
  scheduled: [3, 16],
  qualified: [6, 35],
  presented: [9, 50],
  decision: [9, 60],
  contract: [6, 40],
};

const roles: readonly DealContact['role'][] = ['decision-maker', 'evaluator', 'economic-buyer', 'user', 'influencer'];
const lostReasons = ['Price', 'Competitor chosen', 'No budget this year', 'Project postponed', 'No answer'];
const nextSteps = [
  'Send the revised quote',
  'Call about the site visit',
  'Wait for budget approval',
  'Demo with their own film',
  'Contract check by legal',
];

/** Chances of being won, by the firm's type. */
const winChance: Readonly<Record<Company['type'], number>> = { customer: 0.72, prospect: 0, partner: 0.4, 'former-customer': 0.35 };

/** `count` deals begun within the last eighteen months. Sorted by creation. */
export function deals(count: number, now: number, firms: readonly Firm[], random: Random): readonly Deal[] {
  const buyers = firms.filter((firm) => firm.people.length > 0);
  const built = Array.from({ length: count }, (_, index) => {
    const draw = random.fork(`deal/${index}`);
    const firm = index < buyers.length ? buyers[index]! : draw.pick(buyers);
    return deal(`deal-${index + 1}`, firm, now, draw);
  });
  return built.sort((one, other) => one.createdAt - other.createdAt);
}

function deal(key: string, { company, place, people }: Firm, now: number, random: Random): Deal {
  const product = random.pick(machines);
  const type = company.type === 'prospect' ? 'new' : random.chance(0.3) ? 'renewal' : 'expansion';
  const createdAt = workTime(now - (5 + 540 * random.next() ** 1.8) * dayMs, random);
  const stages = history(createdAt, now, winChance[company.type], random);
  const last = stages.at(-1)!;
  const amount = price(product, type, random);
  const open = last.stage !== 'won' && last.stage !== 'lost';
  const closeDate = open ? day(now + random.int(random.chance(0.12) ? -40 : 3, 120) * dayMs) : day(last.at);
  const faces = dealFaces(company, { amount, stage: last.stage, closeDate }, stages, random);
  return {
    key,
    name: `${company.faces.salesforce?.name ?? company.faces.hubspot?.name} - ${type === 'renewal' ? `Service renewal ${product.name}` : product.name}`,
    company: company.key,
    contacts: participants(people, faces, random),
    owner: company.owner,
    type,
    currency: company.currency,
    source: random.pick(['web', 'trade-show', 'referral', 'partner', 'phone', 'campaign'] as const),
    product: product.name,
    description: `${type === 'renewal' ? 'Renewal of the service plan' : 'One machine with installation'}, line ${random.int(1, 6)} in ${place.city}.`,
    ...(open && { nextStep: random.pick(nextSteps) }),
    faces,
    stages,
    ...(last.stage === 'lost' && { lostReason: random.pick(lostReasons) }),
    createdAt,
    updatedAt: open ? workTimeBetween(last.at, now, random) : last.at,
  };
}

/** Walks through the stages until won, lost or today. */
function history(createdAt: number, now: number, chance: number, random: Random): Deal['stages'] {
  const won = random.chance(chance);
  const stops = won ? path.length : random.int(1, path.length);
  const stages: { stage: DealStage; at: number }[] = [];
  let at = createdAt;
  for (const stage of path.slice(0, stops)) {
    stages.push({ stage, at });
    const [from = 1, to = 1] = stay[stage] ?? [];
    at = workTime(at + random.int(from, to) * dayMs, random);
    if (at >= now) return stages;
  }
  return [...stages, { stage: won ? 'won' : 'lost', at }];
}

function price(product: Product, type: Deal['type'], random: Random): number {
  const list = type === 'renewal' ? product.price * random.pick([0.03, 0.05, 0.08]) : product.price * random.pick([1, 1, 1, 2, 3]);
  return Math.round((list * random.int(82, 100)) / 100 / 50) * 50;
}

/** HubSpot hears of changes from Salesforce, sometimes late: a tenth of the amounts and stages lag. */
function dealFaces(company: Company, face: DealFace, stages: Deal['stages'], random: Random): Deal['faces'] {
  const before = stages.at(-2)?.stage;
  const hubspot: DealFace = {
    ...face,
    ...(random.chance(0.1) && { amount: Math.round((face.amount * random.int(85, 115)) / 5000) * 50 }),
    ...(before && random.chance(0.08) && { stage: before }),
  };
  const both = company.faces.salesforce && company.faces.hubspot;
  const only = both && random.chance(0.06) ? random.pick(['salesforce', 'hubspot']) : undefined;
  return {
    ...(company.faces.salesforce && only !== 'hubspot' && { salesforce: face }),
    ...(company.faces.hubspot && only !== 'salesforce' && { hubspot: only || !both ? face : hubspot }),
  };
}

/** One to three people, known wherever the deal is. */
function participants(people: readonly Contact[], faces: Deal['faces'], random: Random): readonly DealContact[] {
  const known = people.filter((person) => (!faces.salesforce || person.faces.salesforce) && (!faces.hubspot || person.faces.hubspot));
  const start = known.length > 0 ? random.int(0, known.length - 1) : 0;
  const chosen = [...known.slice(start), ...known.slice(0, start)].slice(0, random.int(1, 3));
  return chosen.map((person, index) => ({ contact: person.key, role: roles[index]! }));
}
