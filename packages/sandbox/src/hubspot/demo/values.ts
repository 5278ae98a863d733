import type { Company, Contact, Industry } from '../../story/company.ts';
import type { Deal, DealContact, DealStage } from '../../story/deal.ts';
import type { CaseCategory, CaseStatus, SupportCase } from '../../story/support.ts';

/** The story's words in HubSpot's. */
export const industries: Readonly<Record<Industry, string>> = {
  dairy: 'DAIRY',
  bakery: 'FOOD_PRODUCTION',
  beverages: 'FOOD_BEVERAGES',
  brewery: 'WINE_AND_SPIRITS',
  confectionery: 'FOOD_PRODUCTION',
  cosmetics: 'COSMETICS',
  pharma: 'PHARMACEUTICALS',
  logistics: 'LOGISTICS_AND_SUPPLY_CHAIN',
  produce: 'FARMING',
};

export const companyTypes: Readonly<Record<Company['type'], { readonly type: string; readonly lifecycle: string }>> = {
  prospect: { type: 'PROSPECT', lifecycle: 'opportunity' },
  customer: { type: 'CUSTOMER', lifecycle: 'customer' },
  partner: { type: 'PARTNER', lifecycle: 'evangelist' },
  'former-customer': { type: 'FORMER_CUSTOMER', lifecycle: 'other' },
};

export const lifecycles: Readonly<Record<Contact['lifecycle'], string>> = {
  subscriber: 'subscriber',
  lead: 'lead',
  opportunity: 'opportunity',
  customer: 'customer',
  former: 'other',
};

export const leadStatuses: Readonly<Record<Contact['lifecycle'], string>> = {
  subscriber: 'NEW',
  lead: 'OPEN',
  opportunity: 'OPEN_DEAL',
  customer: 'CONNECTED',
  former: 'UNQUALIFIED',
};

export const sources: Readonly<Record<Contact['source'], string>> = {
  web: 'ORGANIC_SEARCH',
  'trade-show': 'OFFLINE',
  referral: 'REFERRALS',
  partner: 'REFERRALS',
  phone: 'OFFLINE',
  campaign: 'EMAIL_MARKETING',
};

/** Stage ids of the sales pipeline and of the renewals pipeline. */
export const stages: Readonly<Record<DealStage, { readonly sales: string; readonly renewals: string }>> = {
  scheduled: { sales: 'appointmentscheduled', renewals: '251860001' },
  qualified: { sales: 'qualifiedtobuy', renewals: '251860001' },
  presented: { sales: 'presentationscheduled', renewals: '251860002' },
  decision: { sales: 'decisionmakerboughtin', renewals: '251860002' },
  contract: { sales: 'contractsent', renewals: '251860002' },
  won: { sales: 'closedwon', renewals: '251860003' },
  lost: { sales: 'closedlost', renewals: '251860004' },
};

export const dealTypes: Readonly<Record<Deal['type'], string>> = { new: 'newbusiness', expansion: 'existingbusiness', renewal: 'renewal' };

/** Association type ids from deal to contact, by role. */
export const roleTypeIds: Readonly<Record<DealContact['role'], number>> = {
  'decision-maker': 31,
  'economic-buyer': 33,
  evaluator: 35,
  user: 37,
  influencer: 39,
};

export const ticketStages: Readonly<Record<CaseStatus, string>> = {
  new: '1',
  'waiting-on-customer': '2',
  'in-progress': '3',
  closed: '4',
  escalated: '251861005',
};

export const ticketCategories: Readonly<Record<CaseCategory, string>> = {
  mechanical: 'PRODUCT_ISSUE',
  electrical: 'PRODUCT_ISSUE',
  software: 'PRODUCT_ISSUE',
  'spare-parts': 'SPARE_PARTS',
  billing: 'BILLING_ISSUE',
  training: 'TRAINING',
};

export const ticketSources: Readonly<Record<SupportCase['origin'], string>> = { email: 'EMAIL', phone: 'PHONE', web: 'FORM', chat: 'CHAT' };

/** Ids of HubSpot's standing call outcomes. */
export const dispositions = {
  connected: 'f240bbac-87c9-4f6e-bf70-924b57d47db7',
  voicemail: 'b2cf5968-551e-4856-9783-52b3da59a7d0',
  'no-answer': '73a0d17f-1163-4015-bdd5-ec830791da20',
} as const;
