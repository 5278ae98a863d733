import type { Random } from '../wire/random.ts';
import { companyTable } from './company-list.ts';
import type { Company, CompanyFace, Industry } from './company.ts';
import { dayMs, workTime, workTimeBetween } from './dates.ts';
import type { Owner } from './owner.ts';
import { address, place, type Place } from './places.ts';
import { parseTable } from './table.ts';

/** A company with where it is, which later steps need and the story does not show. */
export interface LocatedCompany {
  readonly company: Company;
  readonly place: Place;
}

const parents: Readonly<Record<string, string>> = { 'kestrel-uk': 'kestrel' };

const descriptions: Readonly<Record<Industry, string>> = {
  dairy: 'Milk, yoghurt and cheese for retail',
  bakery: 'Bread and baked goods, several lines in shifts',
  beverages: 'Bottled drinks for retail and catering',
  brewery: 'Beer in bottles and cans',
  confectionery: 'Chocolate and sweets, strong season before winter',
  cosmetics: 'Skin care and perfumes in small batches',
  pharma: 'Tablets and liquids under GMP rules',
  logistics: 'Storage and repacking for food brands',
  produce: 'Fruit, vegetables and fish, packed fresh or frozen',
};

/** The companies of the table, and as many again for each further step of `scale` under varied names. Sorted by creation. */
export function companies(now: number, scale: number, staff: readonly Owner[], random: Random): readonly LocatedCompany[] {
  const rows = parseTable(companyTable);
  const built: LocatedCompany[] = [];
  for (let copy = 0; copy < scale; copy += 1) {
    for (const row of rows) built.push(company(copy === 0 ? row : variant(row, copy), now, staff, random.fork(`${row['key']}/${copy}`)));
  }
  return built.sort((one, other) => one.company.createdAt - other.company.createdAt);
}

/** The same line of business, another house: `Brightwater Dairy Ltd` becomes `Brightwater Dairy Ltd 17`. */
function variant(row: Readonly<Record<string, string>>, copy: number): Readonly<Record<string, string>> {
  const numbered = (text = '', suffix: string) => (text === '' || text === '-' ? text : text + suffix);
  const domain = (text = '') => text.replace(/^[^.]+/, (label) => `${label}-${copy}`);
  return {
    ...row,
    key: `${row['key']}-${copy}`,
    name: numbered(row['name'], ` ${copy}`),
    domain: domain(row['domain']),
    'HubSpot name': numbered(row['HubSpot name'], ` ${copy}`),
    'HubSpot domain': domain(row['HubSpot domain']),
  };
}

function company(row: Readonly<Record<string, string>>, now: number, staff: readonly Owner[], random: Random): LocatedCompany {
  const at = place(row['city'] ?? '');
  const key = row['key'] ?? '';
  const employees = Number(row['employees']);
  const parent = parents[key];
  const createdAt = workTime(now - random.int(parent ? 300 : 560, parent ? 500 : 1300) * dayMs, random);
  const company: Company = {
    key,
    faces: faces(row, phone(at, random)),
    industry: row['industry'] as Industry,
    type: row['type'] as Company['type'],
    employees,
    annualRevenue: Math.round(employees * random.int(140, 260)) * 1000,
    currency: at.currency,
    address: address(at, random.pick(at.streets), random.int(1, 180)),
    description: `${descriptions[row['industry'] as Industry]}.`,
    owner: keeper(at, staff, random),
    ...(parent && { parent }),
    createdAt,
    updatedAt: workTimeBetween(createdAt, now, random),
  };
  return { company, place: at };
}

/** A seller of the region. Some firms were never passed on after theirs had left. */
function keeper(at: Place, staff: readonly Owner[], random: Random): string {
  const sellers = staff.filter((owner) => owner.team === at.team && owner.title === 'Account Executive');
  const orphaned = sellers.filter((owner) => !owner.active && random.chance(0.12));
  return (orphaned[0] ?? random.pick(sellers.filter((owner) => owner.active))).key;
}

function faces(row: Readonly<Record<string, string>>, number: string): Company['faces'] {
  const { name = '', domain = '' } = row;
  const hubspotName = row['HubSpot name'] || name;
  const face = (name: string, domain: string): CompanyFace => ({ name, domain, phone: number });
  return {
    ...(name !== '-' && { salesforce: face(name, domain) }),
    ...(hubspotName !== '-' && { hubspot: face(hubspotName, row['HubSpot domain'] || domain) }),
  };
}

/** A number of the range kept for fiction where the country has one: the subscriber part starts with 555. */
export function phone(at: Place, random: Random): string {
  return `${at.dial} 555 ${String(random.int(0, 9999)).padStart(4, '0')}`;
}
