import type { Faces } from './faces.ts';

/** A customer or prospect. At least one face is present. */
export interface Company {
  readonly key: string;
  /** How each system knows it: the names and domains may differ a little. */
  readonly faces: Faces<CompanyFace>;
  readonly industry: Industry;
  readonly type: 'prospect' | 'customer' | 'partner' | 'former-customer';
  readonly employees: number;
  /** In `currency`, a year. */
  readonly annualRevenue: number;
  readonly currency: Currency;
  readonly address: Address;
  readonly description: string;
  /** Key of an owner. */
  readonly owner: string;
  /** Key of the company it belongs to; always an older one. */
  readonly parent?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface CompanyFace {
  readonly name: string;
  /** Without a scheme or `www`. */
  readonly domain: string;
  readonly phone: string;
}

export interface Contact {
  readonly key: string;
  /** Key of a company; a few people belong to none. */
  readonly company?: string;
  readonly faces: Faces<ContactFace>;
  readonly firstName: string;
  readonly lastName: string;
  readonly salutation?: string;
  readonly title: string;
  readonly department: string;
  readonly mobile?: string;
  readonly birthday?: string;
  readonly address?: Address;
  /** `subscriber` and `lead` are known to marketing only: in Salesforce a lead, or nothing. */
  readonly lifecycle: 'subscriber' | 'lead' | 'opportunity' | 'customer' | 'former';
  readonly source: 'web' | 'trade-show' | 'referral' | 'partner' | 'phone' | 'campaign';
  readonly optedOut: boolean;
  readonly owner: string;
  /** Key of the superior at the same company; always an older contact. */
  readonly reportsTo?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ContactFace {
  readonly email: string;
  readonly phone: string;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  /** State or region, where the country has them in addresses. */
  readonly state?: string;
  readonly postalCode: string;
  readonly country: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

export type Currency = 'EUR' | 'USD' | 'GBP';

export type Industry = 'dairy' | 'bakery' | 'beverages' | 'brewery' | 'confectionery' | 'cosmetics' | 'pharma' | 'logistics' | 'produce';
