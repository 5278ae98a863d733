import type { Random } from '../wire/random.ts';
import type { Activity } from './activity.ts';
import { dayMs, hourMs, workTime, workTimeBetween } from './dates.ts';
import type { Deal } from './deal.ts';
import type { SystemName } from './faces.ts';
import type { SupportCase } from './support.ts';

type Base = Pick<Activity, 'key' | 'systems' | 'owner' | 'createdAt' | 'updatedAt' | 'company' | 'contact' | 'deal' | 'supportCase'>;

type Maker = (base: Base, topic: string, now: number, random: Random) => Activity;

/** What happens on the way to a sale, and how often. */
const saleSteps: readonly Maker[] = [call, call, email, email, email, meeting, note, task];

/** One to six things done about each deal, and about every third case. Unsorted. */
export function activities(sales: readonly Deal[], problems: readonly SupportCase[], now: number, random: Random): readonly Activity[] {
  return [
    ...sales.flatMap((deal) => aboutDeal(deal, now, random.fork(deal.key))),
    ...problems.flatMap((each) => aboutCase(each, now, random.fork(each.key))),
  ];
}

function aboutDeal(deal: Deal, now: number, random: Random): readonly Activity[] {
  const systems = Object.keys(deal.faces) as SystemName[];
  const until = Math.max(deal.createdAt, deal.updatedAt);
  return Array.from({ length: random.int(1, 6) }, (_, index) => {
    const at = workTimeBetween(deal.createdAt, until, random);
    const contact = deal.contacts[0]?.contact;
    const base: Base = {
      key: `activity-${deal.key}-${index + 1}`,
      systems: random.chance(0.7) ? systems : [random.pick(systems)],
      owner: deal.owner,
      company: deal.company,
      ...(contact && { contact }),
      deal: deal.key,
      createdAt: Math.max(at, deal.createdAt),
      updatedAt: Math.max(at, deal.createdAt),
    };
    return random.pick(saleSteps)(base, deal.product, now, random);
  });
}

function aboutCase(each: SupportCase, now: number, random: Random): readonly Activity[] {
  if (!random.chance(0.34)) return [];
  const base: Base = {
    key: `activity-${each.key}`,
    systems: Object.keys(each.faces) as SystemName[],
    owner: each.owner,
    company: each.company,
    contact: each.contact,
    supportCase: each.key,
    createdAt: each.updatedAt,
    updatedAt: each.updatedAt,
  };
  return [random.pick([task, call])(base, each.machine, now, random)];
}

function call(base: Base, topic: string, _now: number, random: Random): Activity {
  const outcome = random.pick(['connected', 'connected', 'connected', 'voicemail', 'no-answer'] as const);
  const body =
    outcome === 'connected'
      ? `Spoke about the ${topic}. ${random.pick(['They like the change-over time.', 'Price is above budget.', 'Wants a reference customer.', 'Will decide after the summer stop.'])}`
      : 'Left a message.';
  const durationMs = outcome === 'connected' ? random.int(2, 38) * 60_000 : random.int(5, 50) * 1000;
  const direction = random.pick(['outbound', 'outbound', 'inbound'] as const);
  return { ...base, kind: 'call', subject: `Call about ${topic}`, body, direction, outcome, durationMs, at: base.createdAt };
}

function email(base: Base, topic: string, _now: number, random: Random): Activity {
  const [subject, body] = random.pick([
    [`Quote for ${topic}`, `Please find attached the quote for the ${topic}. It is valid for thirty days.`],
    [`${topic}: film samples`, 'We ran your film yesterday at 60 packs a minute without a fault. The video is attached.'],
    [`Re: ${topic}`, 'Could you tell us how long the installation takes, and whether our people can be trained in the same week?'],
    [`Visit in our demo centre`, `It would be a pleasure to show you the ${topic} running. Which day would suit you?`],
  ] as const);
  return { ...base, kind: 'email', subject, body, direction: subject.startsWith('Re:') ? 'inbound' : 'outbound', at: base.createdAt };
}

function meeting(base: Base, topic: string, now: number, random: Random): Activity {
  const startAt = random.chance(0.15) ? workTime(now + random.int(4, 30) * dayMs, random) : base.createdAt;
  const location = random.pick(['Video call', 'Demo centre Hamburg', 'Their plant', 'Trade show stand']);
  const endAt = startAt + random.pick([0.5, 1, 1, 2]) * hourMs;
  const outcome = startAt > now ? 'scheduled' : random.chance(0.9) ? 'held' : 'canceled';
  return {
    ...base,
    kind: 'meeting',
    subject: `Demo ${topic}`,
    body: `Agenda: needs, ${topic}, next steps.`,
    location,
    startAt,
    endAt,
    outcome,
  };
}

function note(base: Base, topic: string, _now: number, random: Random): Activity {
  const body = random.pick([
    `They run two old machines next to the place where the ${topic} would go.`,
    'Decision is made by the plant director, procurement only checks the terms.',
    'Competitor has quoted 8 % lower, without installation.',
    'Space is tight: ask engineering for the compact frame.',
  ]);
  return { ...base, kind: 'note', subject: `Note on ${topic}`, body, at: base.createdAt };
}

function task(base: Base, topic: string, now: number, random: Random): Activity {
  const dueAt = workTime(base.createdAt + random.int(2, 21) * dayMs, random);
  const done = dueAt < now && random.chance(0.85);
  const shared = {
    ...base,
    kind: 'task',
    subject: random.pick([`Follow up on ${topic}`, `Send drawings of ${topic}`, `Check delivery time of ${topic}`]),
    body: '',
    dueAt,
  } as const;
  const priority = random.pick(['normal', 'normal', 'high', 'low'] as const);
  if (done) return { ...shared, priority, status: 'completed', completedAt: dueAt, updatedAt: Math.max(dueAt, base.updatedAt) };
  return { ...shared, priority, status: random.pick(['not-started', 'not-started', 'in-progress'] as const) };
}
