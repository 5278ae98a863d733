import type { Contact } from '../company.ts';
import { dayMs } from '../dates.ts';

type Person = Pick<Contact, 'key' | 'firstName' | 'lastName' | 'title' | 'department'> & {
  readonly company: string;
  readonly email: string;
  readonly hubspotEmail?: string;
  readonly phone: string;
  readonly owner: string;
  readonly birthday?: string;
  readonly reportsTo?: string;
  readonly days: number;
};

const people: readonly Person[] = [
  {
    key: 'contact-claire-hughes',
    firstName: 'Claire',
    lastName: 'Hughes',
    title: 'Plant Director',
    department: 'Production',
    company: 'brightwater',
    email: 'claire.hughes@brightwaterdairy.example',
    phone: '+44 117 555 0161',
    owner: 'sofia',
    days: 940,
  },
  {
    key: 'contact-gareth-pritchard',
    firstName: 'Gareth',
    lastName: 'Pritchard',
    title: 'Maintenance Supervisor',
    department: 'Maintenance',
    company: 'brightwater',
    email: 'gareth.pritchard@brightwaterdairy.example',
    phone: '+44 117 555 0164',
    owner: 'sofia',
    reportsTo: 'contact-claire-hughes',
    days: 900,
  },
  {
    key: 'contact-astrid-lund',
    firstName: 'Astrid',
    lastName: 'Lund',
    title: 'Chief Operating Officer',
    department: 'Management',
    company: 'norrfjord',
    email: 'astrid.lund@norrfjord.example',
    phone: '+46 31 555 0107',
    owner: 'tomasz',
    days: 610,
  },
  {
    key: 'contact-juergen-vogt',
    firstName: 'Jürgen',
    lastName: 'Vogt',
    title: 'Head of Procurement',
    department: 'Procurement',
    company: 'kestrel',
    email: 'juergen.vogt@kestrel-foods.example',
    hubspotEmail: 'j.vogt@kestrelfoods.example',
    phone: '+49 40 555 0190',
    owner: 'tomasz',
    days: 720,
  },
  {
    key: 'contact-haakon-dahl',
    firstName: 'Håkon',
    lastName: 'Dahl',
    title: 'Technical Manager',
    department: 'Engineering',
    company: 'halvorsen',
    email: 'hakon.dahl@halvorsen.example',
    phone: '+47 55 555 0122',
    owner: 'ruth',
    days: 480,
  },
  {
    key: 'contact-rosa-alvarez',
    firstName: 'Rosa',
    lastName: 'Alvarez',
    title: 'Line Manager',
    department: 'Production',
    company: 'solano',
    email: 'rosa.alvarez@solanoproduce.example',
    phone: '+1 559 555 0133',
    owner: 'lee',
    days: 530,
  },
  {
    key: 'contact-chiara-conti',
    firstName: 'Chiara',
    lastName: 'Conti',
    title: 'Accounts Payable Clerk',
    department: 'Finance',
    company: 'marchetti',
    email: 'chiara.conti@marchetti.example',
    phone: '+39 051 555 0150',
    owner: 'sofia',
    birthday: '1988-04-17',
    days: 400,
  },
];

export function threadContacts(now: number): readonly Contact[] {
  return people.map(({ company, email, hubspotEmail, phone, days, ...person }) => ({
    ...person,
    company,
    faces: { salesforce: { email, phone }, hubspot: { email: hubspotEmail ?? email, phone } },
    lifecycle: 'customer',
    source: 'referral',
    optedOut: false,
    createdAt: now - days * dayMs,
    updatedAt: now - 12 * dayMs,
  }));
}
