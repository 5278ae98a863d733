import { picklist } from './fields.ts';

/** Picklists that several objects share, with the values of a fresh org. */
export const industries = [
  'Agriculture',
  'Apparel',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Entertainment',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
] as const;

export const leadSources = ['Web', 'Phone Inquiry', 'Partner Referral', 'Purchased List', 'Trade Show', 'Campaign', 'Other'] as const;
export const ratings = ['Hot', 'Warm', 'Cold'] as const;
export const salutations = ['Mr.', 'Ms.', 'Mrs.', 'Dr.', 'Prof.'] as const;
export const languages = ['en_US|English', 'de|German', 'fr|French'] as const;

export const cleanStatus = picklist(
  'CleanStatus',
  'Clean Status',
  40,
  [
    'Matched|In Sync',
    'Different',
    'Acknowledged|Reviewed',
    'NotFound|Not Found',
    'Inactive',
    'Pending|Not Compared',
    'SelectMatch|Select Match',
    'Skipped',
  ],
  { restrictedPicklist: true },
);
