import type { Random } from '../wire/random.ts';
import { phone, type LocatedCompany } from './companies.ts';
import type { Contact, ContactFace } from './company.ts';
import { day, dayMs, workTime, workTimeBetween } from './dates.ts';
import type { Owner } from './owner.ts';
import { jobs, names } from './people.ts';
import { address, place, type Place } from './places.ts';

const sources = ['web', 'web', 'trade-show', 'trade-show', 'referral', 'partner', 'phone', 'campaign'] as const;

/** Freelancers and students who read the newsletter: part of any marketing list. */
const looseEvery = 50;

export interface ContactsInput {
  readonly count: number;
  readonly now: number;
  readonly firms: readonly LocatedCompany[];
  readonly staff: readonly Owner[];
  /** People who are told of elsewhere and count as well. */
  readonly known: readonly Contact[];
  readonly random: Random;
}

/** `count` people, each at one of the companies apart from a few. Sorted by creation. */
export function contacts({ count, now, firms, staff, known, random }: ContactsInput): readonly Contact[] {
  const seats = weighted(firms);
  const usedEmails = new Set(known.flatMap((person) => Object.values(person.faces).map((face: ContactFace) => face.email)));
  const built = Array.from({ length: count - known.length }, (_, index) => {
    const firm =
      index % looseEvery === looseEvery - 1 ? undefined : index < firms.length * 2 ? firms[index % firms.length] : random.pick(seats);
    return contact(`contact-${index + 1}`, firm, now, staff, usedEmails, random.fork(`contact/${index}`));
  });
  return withSuperiors([...known, ...built].sort((one, other) => one.createdAt - other.createdAt));
}

/** Larger firms have more people we know. */
function weighted(firms: readonly LocatedCompany[]): readonly LocatedCompany[] {
  return firms.flatMap((firm) => Array.from({ length: 1 + Math.floor(Math.log2(1 + firm.company.employees / 40)) }, () => firm));
}

function contact(
  key: string,
  firm: LocatedCompany | undefined,
  now: number,
  staff: readonly Owner[],
  usedEmails: Set<string>,
  random: Random,
): Contact {
  const at = firm?.place ?? place(random.pick(['london', 'hamburg', 'chicago', 'lyon']));
  const firstName = random.pick(names[at.people].first);
  const lastName = random.pick(names[at.people].last);
  const job = jobs[Math.max(random.int(0, jobs.length - 1), random.int(0, jobs.length - 1))]!;
  const createdAt = workTime(now - random.int(4, firm ? 900 : 200) * dayMs, random);
  const lifecycle = lifecycleOf(firm, random);
  return {
    key,
    ...(firm && { company: firm.company.key }),
    faces: faces({ firstName, lastName, firm, at, lifecycle, usedEmails, random }),
    firstName,
    lastName,
    ...(random.chance(0.2) && { salutation: random.pick(['Ms.', 'Mr.', 'Dr.']) }),
    title: job.title,
    department: job.department,
    ...(random.chance(0.6) && { mobile: phone(at, random) }),
    ...(random.chance(0.1) && { birthday: day(Date.UTC(random.int(1960, 2001), random.int(0, 11), random.int(1, 28))) }),
    ...(random.chance(0.3) && { address: address(at, random.pick(at.streets), random.int(1, 180)) }),
    lifecycle,
    source: random.pick(sources),
    optedOut: random.chance(0.07),
    owner: firm && lifecycle !== 'subscriber' ? firm.company.owner : (staff.find((owner) => owner.team === 'marketing') ?? staff[0]!).key,
    createdAt,
    updatedAt: workTimeBetween(createdAt, now, random),
  };
}

function lifecycleOf(firm: LocatedCompany | undefined, random: Random): Contact['lifecycle'] {
  if (!firm) return random.chance(0.5) ? 'subscriber' : 'lead';
  if (firm.company.type === 'customer') return firm.company.faces.hubspot && random.chance(0.04) ? 'subscriber' : 'customer';
  if (firm.company.type === 'former-customer') return 'former';
  return random.chance(0.75) ? 'opportunity' : random.chance(0.6) ? 'lead' : 'subscriber';
}

interface FaceInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly firm: LocatedCompany | undefined;
  readonly at: Place;
  readonly lifecycle: Contact['lifecycle'];
  readonly usedEmails: Set<string>;
  readonly random: Random;
}

function faces({ firstName, lastName, firm, at, lifecycle, usedEmails, random }: FaceInput): Contact['faces'] {
  const domain = firm?.company.faces.salesforce?.domain ?? firm?.company.faces.hubspot?.domain ?? 'mailbox.example';
  const email = unique(`${ascii(firstName)}.${ascii(lastName)}@${domain}`, usedEmails);
  const number = phone(at, random);
  const otherDomain = firm?.company.faces.hubspot?.domain ?? domain;
  const hubspotEmail = otherDomain !== domain && random.chance(0.5) ? unique(email.replace(/@.*/, `@${otherDomain}`), usedEmails) : email;
  const inSalesforce =
    (!firm || firm.company.faces.salesforce) && lifecycle !== 'subscriber' && random.chance(firm?.company.faces.hubspot ? 0.94 : 1);
  const inHubspot = (!firm || firm.company.faces.hubspot) && (!inSalesforce || random.chance(0.95));
  const salesforce: ContactFace = { email, phone: number };
  const hubspot: ContactFace = { email: hubspotEmail, phone: random.chance(0.1) ? number.replaceAll(' ', '') : number };
  return { ...(inSalesforce && { salesforce }), ...(inHubspot && { hubspot }) };
}

/** The letters of a name that fit into an e-mail address. */
function ascii(name: string): string {
  return name
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replaceAll('ß', 'ss')
    .replaceAll(/[øØ]/g, 'o')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z-]/g, '')
    .toLowerCase();
}

function unique(email: string, used: Set<string>): string {
  const [local = '', domain = ''] = email.split('@');
  let candidate = email;
  for (let number = 2; used.has(candidate); number += 1) candidate = `${local}${number}@${domain}`;
  used.add(candidate);
  return candidate;
}

/** Everybody but the most senior of a firm reports to an older contact who ranks higher there, when both are in the same systems. */
function withSuperiors(people: readonly Contact[]): readonly Contact[] {
  const rank = new Map(jobs.map((job, index) => [job.title, index]));
  const seniors = new Map<string, Contact>();
  return people.map((person) => {
    if (!person.company || person.reportsTo) return person;
    const senior = seniors.get(person.company);
    const outranked = senior && (rank.get(senior.title) ?? 0) < (rank.get(person.title) ?? 0);
    if (!outranked) seniors.set(person.company, person);
    const together = senior?.faces.salesforce && person.faces.salesforce && isContact(senior) && isContact(person);
    return outranked && together ? { ...person, reportsTo: senior.key } : person;
  });
}

function isContact(person: Contact): boolean {
  return person.lifecycle !== 'lead' && person.lifecycle !== 'subscriber';
}
