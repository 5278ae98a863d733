import { audit, currencyIsoCode, id, isDeleted, lastActivity, owner, recency } from '../field-groups.ts';
import {
  boolean,
  confidential,
  createOnly,
  decimal,
  field,
  picklist,
  readOnly,
  reference,
  required,
  system,
  text,
  textArea,
} from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { leadSources } from '../value-lists.ts';

/** What a stage implies. Probability and forecast category follow the stage unless they are given. */
export interface Stage {
  readonly name: string;
  readonly probability: number;
  readonly closed: boolean;
  readonly won: boolean;
  readonly forecast: string;
}

/** The sales process of a fresh org. */
export const stages: readonly Stage[] = [
  { name: 'Prospecting', probability: 10, closed: false, won: false, forecast: 'Pipeline' },
  { name: 'Qualification', probability: 10, closed: false, won: false, forecast: 'Pipeline' },
  { name: 'Needs Analysis', probability: 20, closed: false, won: false, forecast: 'Pipeline' },
  { name: 'Value Proposition', probability: 50, closed: false, won: false, forecast: 'Pipeline' },
  { name: 'Id. Decision Makers', probability: 60, closed: false, won: false, forecast: 'Pipeline' },
  { name: 'Perception Analysis', probability: 70, closed: false, won: false, forecast: 'Pipeline' },
  { name: 'Proposal/Price Quote', probability: 75, closed: false, won: false, forecast: 'Best Case' },
  { name: 'Negotiation/Review', probability: 90, closed: false, won: false, forecast: 'Commit' },
  { name: 'Closed Won', probability: 100, closed: true, won: true, forecast: 'Closed' },
  { name: 'Closed Lost', probability: 0, closed: true, won: false, forecast: 'Omitted' },
];

const types = ['Existing Customer - Upgrade', 'Existing Customer - Replacement', 'Existing Customer - Downgrade', 'New Customer'];
const categories = ['Omitted', 'Pipeline', 'BestCase|Best Case', 'MostLikely|Most Likely', 'Forecast|Commit', 'Closed'];
const historyReference = (name: string) => reference(name, 'Opportunity History ID', ['OpportunityHistory'], readOnly);
const derived = { createable: false, updateable: false } as const;

export const opportunity: ObjectSpec = {
  name: 'Opportunity',
  label: 'Opportunity',
  labelPlural: 'Opportunities',
  keyPrefix: '006',
  sharing: 'private',
  fields: [
    id('Opportunity ID'),
    isDeleted,
    reference('AccountId', 'Account ID', ['Account'], { children: { Account: { name: 'Opportunities', onDelete: 'cascade' } } }),
    boolean('IsPrivate', 'Private', { permissionable: true }),
    text('Name', 'Name', 120, { ...required, nameField: true, idLookup: true }),
    textArea('Description', 'Description', 32_000),
    picklist(
      'StageName',
      'Stage',
      255,
      stages.map((stage) => stage.name),
      required,
    ),
    decimal('currency', 'Amount', 'Amount', 18, 2, { class: confidential }),
    decimal('percent', 'Probability', 'Probability (%)', 3, 0, { defaultedOnCreate: true }),
    decimal('currency', 'ExpectedRevenue', 'Expected Amount', 18, 2, derived),
    decimal('double', 'TotalOpportunityQuantity', 'Quantity', 18, 2),
    field('date', 'CloseDate', 'Close Date', required),
    picklist('Type', 'Opportunity Type', 255, types),
    text('NextStep', 'Next Step', 255),
    picklist('LeadSource', 'Lead Source', 255, leadSources),
    boolean('IsClosed', 'Closed', derived),
    boolean('IsWon', 'Won', derived),
    picklist('ForecastCategory', 'Forecast Category', 40, categories, { ...readOnly, nillable: false, restrictedPicklist: true }),
    picklist('ForecastCategoryName', 'Forecast Category', 255, ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'], {
      permissionable: false,
      defaultedOnCreate: true,
      restrictedPicklist: true,
    }),
    reference('CampaignId', 'Campaign ID', ['Campaign'], { children: { Campaign: { name: 'Opportunities' } } }),
    boolean('HasOpportunityLineItem', 'Has Line Item', derived),
    reference('Pricebook2Id', 'Price Book ID', ['Pricebook2'], { permissionable: false, defaultedOnCreate: true }),
    currencyIsoCode,
    owner(),
    ...audit,
    lastActivity,
    field('datetime', 'LastStageChangeDate', 'Last Stage Change Date', readOnly),
    field('int', 'FiscalQuarter', 'Fiscal Quarter', { ...readOnly, compoundFieldName: 'Fiscal' }),
    field('int', 'FiscalYear', 'Fiscal Year', { ...readOnly, compoundFieldName: 'Fiscal' }),
    text('Fiscal', 'Fiscal Period', 6, { ...readOnly, byteLength: 6 }),
    reference('ContactId', 'Contact ID', ['Contact'], {
      ...createOnly,
      relationshipName: null,
      searchPrefilterable: false,
      children: { Contact: { name: 'Opportunities' } },
    }),
    ...recency,
    boolean('HasOpenActivity', 'Has Open Activity', { ...system, filterable: false, sortable: false }),
    boolean('HasOverdueTask', 'Has Overdue Task', { ...system, filterable: false, sortable: false }),
    historyReference('LastAmountChangedHistoryId'),
    historyReference('LastCloseDateChangedHistoryId'),
    text('Loss_Reason__c', 'Loss Reason', 255),
    text('External_Id__c', 'External ID', 40, { externalId: true, unique: true, idLookup: true }),
  ],
};

const roles = [
  'Business User',
  'Decision Maker',
  'Economic Buyer',
  'Economic Decision Maker',
  'Evaluator',
  'Executive Sponsor',
  'Influencer',
  'Technical Buyer',
  'Other',
];

export const opportunityContactRole: ObjectSpec = {
  name: 'OpportunityContactRole',
  label: 'Opportunity Contact Role',
  labelPlural: 'Opportunity Contact Role',
  keyPrefix: '00K',
  sharing: { controlledBy: 'OpportunityId' },
  flags: { feedEnabled: false, listable: false, mruEnabled: false, searchable: false, searchLayoutable: false, undeletable: false },
  fields: [
    id('Contact Role ID'),
    reference('OpportunityId', 'Opportunity ID', ['Opportunity'], {
      ...createOnly,
      nillable: false,
      searchPrefilterable: false,
      children: { Opportunity: { name: 'OpportunityContactRoles', onDelete: 'cascade' } },
    }),
    reference('ContactId', 'Contact ID', ['Contact'], {
      ...required,
      searchPrefilterable: false,
      children: { Contact: { name: 'OpportunityContactRoles', onDelete: 'cascade' } },
    }),
    picklist('Role', 'Role', 40, roles, { permissionable: false }),
    boolean('IsPrimary', 'Primary'),
    currencyIsoCode,
    ...audit,
    isDeleted,
  ],
};
