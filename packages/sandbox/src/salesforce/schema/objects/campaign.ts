import { audit, currencyIsoCode, id, isDeleted, lastActivity, owner, recency } from '../field-groups.ts';
import { boolean, createOnly, decimal, field, picklist, readOnly, reference, required, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';

const types = ['Conference', 'Webinar', 'Trade Show', 'Email', 'Advertisement', 'Partners', 'Referral Program', 'Other'];

export const campaign: ObjectSpec = {
  name: 'Campaign',
  label: 'Campaign',
  labelPlural: 'Campaigns',
  keyPrefix: '701',
  sharing: 'read',
  fields: [
    id('Campaign ID'),
    isDeleted,
    text('Name', 'Name', 80, { ...required, nameField: true }),
    reference('ParentId', 'Parent Campaign ID', ['Campaign'], { children: { Campaign: { name: 'ChildCampaigns' } } }),
    picklist('Type', 'Type', 40, types),
    picklist('Status', 'Status', 40, ['*Planned', 'In Progress', 'Completed', 'Aborted']),
    field('date', 'StartDate', 'Start Date'),
    field('date', 'EndDate', 'End Date'),
    decimal('currency', 'ExpectedRevenue', 'Expected Revenue', 18, 0),
    decimal('currency', 'BudgetedCost', 'Budgeted Cost', 18, 0),
    decimal('currency', 'ActualCost', 'Actual Cost', 18, 0),
    boolean('IsActive', 'Active', { permissionable: true }),
    textArea('Description', 'Description', 32_000),
    field('int', 'NumberOfContacts', 'Contacts in Campaign', { ...readOnly, nillable: false }),
    field('int', 'NumberOfLeads', 'Leads in Campaign', { ...readOnly, nillable: false }),
    currencyIsoCode,
    owner(),
    ...audit,
    lastActivity,
    ...recency,
  ],
};

const member = (name: string, label: string, object: string, nillable = true) =>
  reference(name, label, [object], {
    ...createOnly,
    nillable,
    children: { [object]: { name: 'CampaignMembers', onDelete: 'cascade' } },
  });

export const campaignMember: ObjectSpec = {
  name: 'CampaignMember',
  label: 'Campaign Member',
  labelPlural: 'Campaign Members',
  keyPrefix: '00v',
  sharing: { controlledBy: 'CampaignId' },
  flags: { feedEnabled: false, listable: false, mruEnabled: false, searchable: false, searchLayoutable: false, undeletable: false },
  fields: [
    id('Campaign Member ID'),
    isDeleted,
    member('CampaignId', 'Campaign ID', 'Campaign', false),
    member('LeadId', 'Lead ID', 'Lead'),
    member('ContactId', 'Contact ID', 'Contact'),
    picklist('Status', 'Status', 40, ['*Sent', 'Responded'], { permissionable: false }),
    boolean('HasResponded', 'Responded', readOnly),
    field('date', 'FirstRespondedDate', 'First Responded Date', readOnly),
    currencyIsoCode,
    ...audit,
  ],
};
