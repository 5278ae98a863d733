import type { Address, Company, Contact, Industry } from '../../story/company.ts';
import type { Story } from '../../story/story.ts';
import type { Row } from '../model.ts';
import type { Loader } from './loader.ts';

/** Accounts, contacts and leads. */
export function loadCustomers(load: Loader, story: Story): void {
  for (const company of story.companies) loadAccount(load, company);
  for (const contact of story.contacts) {
    if (contact.lifecycle === 'lead' || contact.lifecycle === 'subscriber') loadLead(load, story, contact);
    else loadContact(load, contact);
  }
}

const industries: Readonly<Record<Industry, string>> = {
  dairy: 'Food & Beverage',
  bakery: 'Food & Beverage',
  beverages: 'Food & Beverage',
  brewery: 'Food & Beverage',
  confectionery: 'Food & Beverage',
  cosmetics: 'Manufacturing',
  pharma: 'Healthcare',
  logistics: 'Shipping',
  produce: 'Agriculture',
};

const accountTypes: Readonly<Record<Company['type'], string>> = {
  prospect: 'Prospect',
  customer: 'Customer - Direct',
  partner: 'Channel Partner / Reseller',
  'former-customer': 'Other',
};

export const sources: Readonly<Record<Contact['source'], string>> = {
  web: 'Web',
  'trade-show': 'Trade Show',
  referral: 'Partner Referral',
  partner: 'Partner Referral',
  phone: 'Phone Inquiry',
  campaign: 'Campaign',
};

const american = new Set(['US', 'CA', 'MX', 'BR', 'AR', 'CL']);

function loadAccount(load: Loader, company: Company): void {
  const face = company.faces.salesforce;
  if (!face) return;
  const { type, address, annualRevenue, employees } = company;
  const values: Row = {
    Name: face.name,
    Type: accountTypes[type],
    ParentId: load.id(company.parent && `company:${company.parent}`),
    ...addressFields('Billing', address),
    ...addressFields('Shipping', address),
    Phone: face.phone,
    Website: `https://www.${face.domain}`,
    Industry: industries[company.industry],
    AnnualRevenue: annualRevenue,
    NumberOfEmployees: employees,
    Description: company.description,
    Rating: type === 'prospect' ? 'Warm' : type === 'customer' ? 'Hot' : 'Cold',
    CurrencyIsoCode: company.currency,
    OwnerId: load.id(`owner:${company.owner}`),
    CleanStatus: 'Pending',
    External_Id__c: company.key,
    Region__c: american.has(address.countryCode) ? 'Americas' : 'EMEA',
    Strategic__c: employees >= 1000,
  };
  load.add('Account', values, stamps(load, `company:${company.key}`, company));
}

function loadContact(load: Loader, contact: Contact): void {
  const face = contact.faces.salesforce;
  if (!face) return;
  const values: Row = {
    ...person(contact),
    AccountId: load.id(contact.company && `company:${contact.company}`),
    ...(contact.address && addressFields('Mailing', contact.address)),
    Phone: face.phone,
    Email: face.email,
    Department: contact.department,
    Birthdate: contact.birthday ?? null,
    ReportsToId: load.id(contact.reportsTo && `contact:${contact.reportsTo}`),
    OwnerId: load.id(`owner:${contact.owner}`),
    External_Id__c: contact.key,
  };
  load.add('Contact', values, stamps(load, `contact:${contact.key}`, contact));
}

function loadLead(load: Loader, story: Story, contact: Contact): void {
  const face = contact.faces.salesforce;
  if (!face) return;
  const company = story.companies.find((candidate) => candidate.key === contact.company);
  const values: Row = {
    ...person(contact),
    Company: company?.faces.salesforce?.name ?? company?.faces.hubspot?.name ?? 'Unknown',
    ...(contact.address && addressFields('', contact.address)),
    Phone: face.phone,
    Email: face.email,
    Industry: company ? industries[company.industry] : null,
    NumberOfEmployees: company?.employees ?? null,
    Status: contact.lifecycle === 'lead' ? 'Working - Contacted' : 'Open - Not Contacted',
    Rating: contact.lifecycle === 'lead' ? 'Warm' : 'Cold',
    OwnerId: load.id(`owner:${contact.owner}`),
  };
  load.add('Lead', values, stamps(load, `contact:${contact.key}`, contact));
}

function person(contact: Contact): Row {
  return {
    FirstName: contact.firstName,
    LastName: contact.lastName,
    Salutation: contact.salutation ?? null,
    Title: contact.title,
    MobilePhone: contact.mobile ?? null,
    LeadSource: sources[contact.source],
    HasOptedOutOfEmail: contact.optedOut,
    CleanStatus: 'Pending',
  };
}

function addressFields(prefix: string, address: Address): Row {
  return {
    [`${prefix}Street`]: address.street,
    [`${prefix}City`]: address.city,
    [`${prefix}State`]: address.state ?? null,
    [`${prefix}PostalCode`]: address.postalCode,
    [`${prefix}Country`]: address.country,
  };
}

/** When it was made and changed, and that its owner made it. */
export function stamps(
  load: Loader,
  key: string,
  item: { readonly owner: string; readonly createdAt: number; readonly updatedAt: number },
) {
  return { key, at: item.createdAt, updatedAt: item.updatedAt, by: load.id(`owner:${item.owner}`) };
}
