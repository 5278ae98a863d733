import { audit, currencyIsoCode, id, isDeleted, masterRecord, owner, recency } from '../field-groups.ts';
import { boolean, createOnly, field, personal, picklist, readOnly, reference, system, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';

const reasons = ['Installation', 'Equipment Complexity', 'Performance', 'Breakdown', 'Equipment Design', 'Feedback', 'Other'];
const fromContact = { ...readOnly, permissionable: false } as const;

/** Statuses that close a case. */
export const closedStatuses: readonly string[] = ['Closed'];

export const supportCase: ObjectSpec = {
  name: 'Case',
  label: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  sharing: 'read',
  links: { caseArticleSuggestions: '/suggestedArticles', caseRowArticleSuggestions: '/{ID}/suggestedArticles' },
  fields: [
    id('Case ID'),
    isDeleted,
    masterRecord('Case'),
    text('CaseNumber', 'Case Number', 30, { ...system, groupable: false, autoNumber: true, nameField: true, idLookup: true }),
    reference('ContactId', 'Contact ID', ['Contact'], { children: { Contact: { name: 'Cases', onDelete: 'restrict' } } }),
    reference('AccountId', 'Account ID', ['Account'], { children: { Account: { name: 'Cases', onDelete: 'restrict' } } }),
    reference('AssetId', 'Asset ID', ['Asset']),
    reference('ParentId', 'Parent Case ID', ['Case'], { children: { Case: { name: 'Cases' } } }),
    text('SuppliedName', 'Name', 80),
    field('email', 'SuppliedEmail', 'Email Address', { length: 80, class: personal }),
    text('SuppliedPhone', 'Phone', 40, { class: personal }),
    text('SuppliedCompany', 'Company', 80),
    picklist('Type', 'Case Type', 40, ['Mechanical', 'Electrical', 'Electronic', 'Structural', 'Other']),
    picklist('Status', 'Status', 40, ['*New', 'Working', 'Waiting on Customer', 'Escalated', 'Closed'], { permissionable: false }),
    picklist('Reason', 'Case Reason', 40, reasons),
    picklist('Origin', 'Case Origin', 40, ['Phone', 'Email', 'Web', 'Chat']),
    text('Subject', 'Subject', 255),
    picklist('Priority', 'Priority', 40, ['High', '*Medium', 'Low']),
    textArea('Description', 'Description', 32_000),
    boolean('IsClosed', 'Closed', { createable: false, updateable: false }),
    field('datetime', 'ClosedDate', 'Closed Date', { ...readOnly, permissionable: true }),
    boolean('IsEscalated', 'Escalated', { permissionable: true }),
    currencyIsoCode,
    owner('Owner ID', ['Group']),
    ...audit,
    field('phone', 'ContactPhone', 'Contact Phone', { length: 40, ...fromContact, class: personal }),
    field('phone', 'ContactMobile', 'Contact Mobile', { length: 40, ...fromContact, class: personal }),
    field('email', 'ContactEmail', 'Contact Email', { length: 80, ...fromContact, class: personal }),
    field('phone', 'ContactFax', 'Contact Fax', { length: 40, ...fromContact }),
    textArea('Comments', 'Internal Comments', 4000, { permissionable: false, sortable: true, aggregatable: true, byteLength: 4000 }),
    ...recency,
    text('Machine__c', 'Machine', 80),
    text('External_Id__c', 'External ID', 40, { externalId: true, unique: true, idLookup: true }),
  ],
};

export const caseComment: ObjectSpec = {
  name: 'CaseComment',
  label: 'Case Comment',
  labelPlural: 'Case Comments',
  keyPrefix: '00a',
  sharing: { controlledBy: 'ParentId' },
  flags: {
    feedEnabled: false,
    listable: false,
    mruEnabled: false,
    layoutable: false,
    searchable: false,
    searchLayoutable: false,
    compactLayoutable: false,
  },
  fields: [
    id('Case Comment ID'),
    reference('ParentId', 'Parent ID', ['Case'], {
      ...createOnly,
      nillable: false,
      searchPrefilterable: false,
      children: { Case: { name: 'CaseComments', onDelete: 'cascade' } },
    }),
    boolean('IsPublished', 'Published'),
    textArea('CommentBody', 'Body', 4000, { permissionable: false }),
    ...audit,
    isDeleted,
  ],
};
