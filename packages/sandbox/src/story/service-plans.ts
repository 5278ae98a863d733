import type { Random } from '../wire/random.ts';
import { day, dayMs } from './dates.ts';
import type { Deal, ServicePlan } from './deal.ts';
import { machines, planLevels } from './products.ts';

const share = 0.65;

/** Plans that were signed with machines that were won. Sorted by creation. */
export function servicePlans(won: readonly Deal[], now: number, random: Random): readonly ServicePlan[] {
  return won
    .flatMap((deal) => {
      const signedAt = deal.stages.at(-1)!.at;
      const draw = random.fork(`plan/${deal.key}`);
      const contact = deal.contacts[0]?.contact;
      return contact && draw.chance(share) ? [plan(deal, contact, signedAt, now, draw)] : [];
    })
    .sort((one, other) => one.createdAt - other.createdAt);
}

function plan(deal: Deal, contact: string, signedAt: number, now: number, random: Random): ServicePlan {
  const machine = machines.find((each) => each.name === deal.product) ?? machines[0]!;
  const { level, rate } = random.pick(planLevels);
  const endsAt = signedAt + 365 * dayMs;
  return {
    key: `plan-${deal.key}`,
    company: deal.company,
    contact,
    deal: deal.key,
    name: `${machine.name} ${level} plan`,
    machine: machine.name,
    serialNumber: `AF-${random.int(10_000, 99_999)}`,
    level,
    status: endsAt < now ? 'expired' : endsAt < now + 60 * dayMs ? 'expiring' : 'active',
    yearlyFee: Math.round(machine.price * rate),
    currency: deal.currency,
    startDate: day(signedAt),
    endDate: day(endsAt),
    createdAt: signedAt,
    updatedAt: signedAt,
  };
}
