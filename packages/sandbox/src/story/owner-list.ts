import type { Owner } from './owner.ts';

type Row = Omit<Owner, 'createdAt' | 'active' | 'email'>;

const berlin = { timeZone: 'Europe/Berlin', locale: 'de_DE' };
const london = { timeZone: 'Europe/London', locale: 'en_GB' };
const newYork = { timeZone: 'America/New_York', locale: 'en_US' };
const losAngeles = { timeZone: 'America/Los_Angeles', locale: 'en_US' };

const rows: readonly Row[] = [
  {
    key: 'ada',
    firstName: 'Ada',
    lastName: 'Lindqvist',
    title: 'Business Systems Administrator',
    team: 'operations',
    manager: 'hanna',
    phone: '+49 40 5550 101',
    ...berlin,
  },
  {
    key: 'dana',
    firstName: 'Dana',
    lastName: "O'Keefe",
    title: 'Account Executive',
    team: 'sales-americas',
    manager: 'grace',
    phone: '+1 212 555 0144',
    ...newYork,
  },
  {
    key: 'grace',
    firstName: 'Grace',
    lastName: 'Whitfield',
    title: 'VP Sales Americas',
    team: 'sales-americas',
    manager: 'hanna',
    phone: '+1 212 555 0140',
    ...newYork,
  },
  {
    key: 'hanna',
    firstName: 'Hanna',
    lastName: 'Brandt',
    title: 'Managing Director',
    team: 'management',
    phone: '+49 40 5550 100',
    ...berlin,
  },
  {
    key: 'jonas',
    firstName: 'Jonas',
    lastName: 'Weber',
    title: 'Support Engineer',
    team: 'support',
    manager: 'priya',
    phone: '+49 40 5550 112',
    ...berlin,
  },
  {
    key: 'lee',
    firstName: 'Lee',
    lastName: 'Moreno',
    title: 'Account Executive',
    team: 'sales-americas',
    manager: 'grace',
    phone: '+1 619 555 0171',
    ...losAngeles,
  },
  {
    key: 'marcus',
    firstName: 'Marcus',
    lastName: 'Oyelaran',
    title: 'VP Sales EMEA',
    team: 'sales-emea',
    manager: 'hanna',
    phone: '+44 20 5550 1020',
    ...london,
  },
  {
    key: 'mei',
    firstName: 'Mei',
    lastName: 'Tanaka',
    title: 'Marketing Manager',
    team: 'marketing',
    manager: 'hanna',
    phone: '+49 40 5550 120',
    ...berlin,
  },
  {
    key: 'priya',
    firstName: 'Priya',
    lastName: 'Raman',
    title: 'Head of Support',
    team: 'support',
    manager: 'hanna',
    phone: '+44 20 5550 1030',
    ...london,
  },
  {
    key: 'ruth',
    firstName: 'Ruth',
    lastName: 'Calder',
    title: 'Account Executive',
    team: 'sales-emea',
    manager: 'marcus',
    phone: '+44 20 5550 1022',
    ...london,
  },
  {
    key: 'sofia',
    firstName: 'Sofía',
    lastName: 'Marín',
    title: 'Account Executive',
    team: 'sales-emea',
    manager: 'marcus',
    phone: '+34 96 555 0118',
    timeZone: 'Europe/Madrid',
    locale: 'es_ES',
  },
  {
    key: 'tomasz',
    firstName: 'Tomasz',
    lastName: 'Zieliński',
    title: 'Account Executive',
    team: 'sales-emea',
    manager: 'marcus',
    phone: '+48 22 555 0119',
    timeZone: 'Europe/Warsaw',
    locale: 'pl_PL',
  },
];

/** Who has left the firm. Some open deals still bear the name. */
const left: ReadonlySet<string> = new Set(['ruth']);

const yearMs = 365 * 86_400_000;

/** The staff, sorted by key. All joined well before the story's first record. */
export function owners(now: number): readonly Owner[] {
  return rows.map((row, index) => ({
    ...row,
    email: `${row.key}@causeway.example`,
    active: !left.has(row.key),
    createdAt: now - 4 * yearMs + index * 21 * 86_400_000,
  }));
}
