import type { Random } from '../wire/random.ts';
import type { Contact } from './company.ts';
import { dayMs, hourMs, workTime } from './dates.ts';
import type { Firm } from './deals.ts';
import type { Owner } from './owner.ts';
import { machines } from './products.ts';
import type { CaseCategory, CaseStatus, Message, SupportCase } from './support.ts';
import { parseBlocks, type Block } from './table.ts';
import { machineScenarios } from './texts/scenarios-machine.ts';
import { officeScenarios } from './texts/scenarios-office.ts';

/** A case before it is numbered. */
export type CaseDraft = Omit<SupportCase, 'number'>;

/** `count` cases of customers, without their numbers, in no order. */
export function cases(count: number, now: number, firms: readonly Firm[], staff: readonly Owner[], random: Random): readonly CaseDraft[] {
  const scenarios = parseBlocks(machineScenarios + officeScenarios);
  const support = staff.filter((owner) => owner.team === 'support').map((owner) => owner.key);
  const callers = firms.filter(({ company, people }) => company.type !== 'prospect' && people.length > 0);
  return Array.from({ length: count }, (_, index) => {
    const draw = random.fork(`case/${index}`);
    const scenario = scenarios[(index + draw.int(0, 2)) % scenarios.length]!;
    return supportCase(`case-${index + 1}`, scenario, draw.pick(callers), support, now, draw);
  });
}

function supportCase(key: string, { cells, lines }: Block, firm: Firm, support: readonly string[], now: number, random: Random): CaseDraft {
  const [category, priority, origin, article = ''] = cells;
  const contact = random.pick(firm.people);
  const owner = random.pick(support);
  const machine = random.pick(machines).name;
  const fill = (text: string) =>
    text
      .replaceAll('{machine}', machine)
      .replaceAll('{serial}', String(10_000 + random.fork('serial').int(0, 89_999)))
      .replaceAll('{name}', contact.firstName);
  const [subject = '', ...spoken] = lines;
  const createdAt = workTime(now - (random.int(0, 420) ** 2 / 420) * dayMs - hourMs, random);
  const all = conversation(spoken.map(fill), { contact, owner, origin: origin as SupportCase['origin'], createdAt }, random);
  const said = all.filter((message) => message.at < now);
  const closed = said.length === all.length && random.chance(0.85);
  const status = closed ? 'closed' : openStatus(said, priority as SupportCase['priority'], random);
  const lastAt = said.at(-1)?.at ?? createdAt;
  return {
    key,
    company: firm.company.key,
    contact: contact.key,
    owner,
    faces: faces(firm, contact, status, random),
    subject: fill(subject),
    description: said[0]?.text ?? fill(spoken[0] ?? '').slice(2),
    priority: priority as SupportCase['priority'],
    origin: origin as SupportCase['origin'],
    category: category as CaseCategory,
    machine,
    ...(said.length > 1 && article && { article }),
    conversation: said,
    createdAt,
    updatedAt: lastAt,
    ...(closed && { closedAt: lastAt }),
  };
}

interface Talk {
  readonly contact: Contact;
  readonly owner: string;
  readonly origin: SupportCase['origin'];
  readonly createdAt: number;
}

function conversation(lines: readonly string[], { contact, owner, origin, createdAt }: Talk, random: Random): readonly Message[] {
  let at = createdAt;
  return lines.map((line, index) => {
    if (index > 0) at += random.int(20, 60 * 30) * 60_000;
    const internal = line.startsWith('!');
    return {
      at,
      from: line.startsWith('>') ? { contact: contact.key } : { owner },
      text: line.slice(2),
      visibility: internal ? 'internal' : 'public',
      channel: internal ? 'comment' : origin === 'phone' ? 'call' : origin === 'email' ? 'email' : 'comment',
    };
  });
}

function openStatus(said: readonly Message[], priority: SupportCase['priority'], random: Random): CaseStatus {
  if (said.length <= 1) return 'new';
  if (priority === 'urgent' || (priority === 'high' && random.chance(0.4))) return 'escalated';
  const last = said.at(-1);
  return last && 'owner' in last.from && last.visibility === 'public' ? 'waiting-on-customer' : 'in-progress';
}

/** Support works in Salesforce; most cases are copied to HubSpot, a few were opened there and never came over. */
function faces({ company }: Firm, contact: Contact, status: CaseStatus, random: Random): SupportCase['faces'] {
  const both = company.faces.salesforce && contact.faces.salesforce && company.faces.hubspot && contact.faces.hubspot;
  if (!both) return contact.faces.salesforce && company.faces.salesforce ? { salesforce: { status } } : { hubspot: { status } };
  const chance = random.next();
  if (chance < 0.08) return { salesforce: { status } };
  if (chance < 0.12) return { hubspot: { status } };
  return { salesforce: { status }, hubspot: { status: status === 'closed' && random.chance(0.06) ? 'waiting-on-customer' : status } };
}
