import { day, dayMs } from '../dates.ts';
import type { Deal, DealFace, DealStage } from '../deal.ts';

type Sale = Pick<Deal, 'key' | 'name' | 'company' | 'owner' | 'type' | 'currency' | 'product' | 'description' | 'nextStep'> & {
  readonly contacts: readonly string[];
  /** Days ago at which each stage was reached, from the first. */
  readonly reached: readonly number[];
  readonly amount: number;
  /** Days from now; negative for the past. */
  readonly closes: number;
  readonly hubspot?: Partial<DealFace>;
};

const sales: readonly Sale[] = [
  {
    key: 'deal-brightwater-renewal',
    name: 'Brightwater Dairy Ltd - Premium service renewal',
    company: 'brightwater',
    owner: 'sofia',
    type: 'renewal',
    currency: 'GBP',
    product: 'Alder T6 Tray Sealer',
    description: 'Renewal of the premium plan for six tray sealers. Claire wants the leak on line 2 solved before she signs.',
    nextStep: 'Agree on a date for the exchange of the sealing unit',
    contacts: ['contact-claire-hughes', 'contact-gareth-pritchard'],
    reached: [75, 62, 40, 20],
    amount: 148_000,
    closes: 18,
    hubspot: { amount: 162_000, stage: 'contract' },
  },
  {
    key: 'deal-norrfjord-palletiser',
    name: 'Norrfjord Bryggeri AB - Osprey Palletiser',
    company: 'norrfjord',
    owner: 'tomasz',
    type: 'expansion',
    currency: 'EUR',
    product: 'Osprey Palletiser',
    description: 'Second palletiser for the can line.',
    contacts: ['contact-astrid-lund'],
    reached: [160, 140, 101, 66, 31, 9],
    amount: 331_500,
    closes: -9,
    hubspot: { stage: 'contract' },
  },
  {
    key: 'deal-kestrel-lines',
    name: 'Kestrel Foods GmbH - Packing lines 3 and 4',
    company: 'kestrel',
    owner: 'tomasz',
    type: 'expansion',
    currency: 'EUR',
    product: 'Heron 140 Case Packer',
    description: 'Two complete lines for the new hall: tray sealers, case packers, palletiser.',
    nextStep: 'Present the layout to the works council',
    contacts: ['contact-juergen-vogt'],
    reached: [118, 90, 33],
    amount: 1_240_000,
    closes: 57,
  },
  {
    key: 'deal-halvorsen-case-packer',
    name: 'Halvorsen Fjordfisk AS - Heron 90 Case Packer',
    company: 'halvorsen',
    owner: 'ruth',
    type: 'expansion',
    currency: 'EUR',
    product: 'Heron 90 Case Packer',
    description: 'Replacement of the old case packer before the cod season.',
    nextStep: 'Håkon waits for the revised quote',
    contacts: ['contact-haakon-dahl'],
    reached: [130, 112, 88],
    amount: 187_200,
    closes: -24,
  },
];

const order: readonly DealStage[] = ['scheduled', 'qualified', 'presented', 'decision', 'contract', 'won'];

export function threadDeals(now: number): readonly Deal[] {
  return sales.map(({ contacts, reached, amount, closes, hubspot, ...sale }) => {
    const stages = reached.map((days, index) => ({ stage: order[index]!, at: now - days * dayMs }));
    const face: DealFace = { amount, stage: stages.at(-1)!.stage, closeDate: day(now + closes * dayMs) };
    return {
      ...sale,
      contacts: contacts.map((contact, index) => ({ contact, role: index === 0 ? 'decision-maker' : 'evaluator' })),
      source: 'referral',
      faces: { salesforce: face, hubspot: { ...face, ...hubspot } },
      stages,
      createdAt: stages[0]!.at,
      updatedAt: stages.at(-1)!.at,
    };
  });
}
