import { address, audit, currencyIsoCode, id, isDeleted, lastActivity, masterRecord, owner, personName, recency } from '../field-groups.ts';
import { boolean, createOnly, decimal, field, personal, picklist, readOnly, reference, required, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { cleanStatus, industries, leadSources, ratings, salutations } from '../value-lists.ts';

const statuses = ['*Open - Not Contacted', 'Working - Contacted', 'Closed - Converted', 'Closed - Not Converted'];
const updateOnly = { createable: false, permissionable: false };
const converted = (name: string, label: string, object: string) =>
  reference(name, label, [object], { ...readOnly, children: { [object]: { name: null } } });

export const lead: ObjectSpec = {
  name: 'Lead',
  label: 'Lead',
  labelPlural: 'Leads',
  keyPrefix: '00Q',
  sharing: 'read',
  flags: { mergeable: true },
  fields: [
    id('Lead ID'),
    isDeleted,
    masterRecord('Lead'),
    ...personName([...salutations, 'Mx.']),
    text('Title', 'Title', 128),
    text('Company', 'Company', 255, required),
    ...address('', true),
    field('phone', 'Phone', 'Phone', { length: 40, class: personal }),
    field('phone', 'MobilePhone', 'Mobile Phone', { length: 40, class: personal }),
    field('phone', 'Fax', 'Fax', { length: 40 }),
    field('email', 'Email', 'Email', { length: 80, idLookup: true, class: personal }),
    field('url', 'Website', 'Website', { length: 255 }),
    field('url', 'PhotoUrl', 'Photo URL', { length: 255, ...readOnly, extraTypeInfo: 'imageurl' }),
    textArea('Description', 'Description', 32_000),
    picklist('LeadSource', 'Lead Source', 255, leadSources),
    picklist('Status', 'Status', 255, statuses, required),
    picklist('Industry', 'Industry', 255, industries),
    picklist('Rating', 'Rating', 255, ratings),
    currencyIsoCode,
    decimal('currency', 'AnnualRevenue', 'Annual Revenue', 18, 0),
    field('int', 'NumberOfEmployees', 'Employees'),
    owner('Owner ID', ['Group']),
    boolean('HasOptedOutOfEmail', 'Email Opt Out', { permissionable: true }),
    boolean('IsConverted', 'Converted', createOnly),
    field('date', 'ConvertedDate', 'Converted Date', readOnly),
    converted('ConvertedAccountId', 'Converted Account ID', 'Account'),
    converted('ConvertedContactId', 'Converted Contact ID', 'Contact'),
    converted('ConvertedOpportunityId', 'Converted Opportunity ID', 'Opportunity'),
    boolean('IsUnreadByOwner', 'Unread By Owner'),
    ...audit,
    lastActivity,
    ...recency,
    text('Jigsaw', 'Data.com Key', 20),
    text('JigsawContactId', 'Jigsaw Contact ID', 20, { ...readOnly, relationshipName: 'JigsawContact' }),
    cleanStatus,
    text('CompanyDunsNumber', 'Company D-U-N-S Number', 9),
    reference('DandbCompanyId', 'D&B Company ID', ['DandBCompany']),
    text('EmailBouncedReason', 'Email Bounced Reason', 255, updateOnly),
    field('datetime', 'EmailBouncedDate', 'Email Bounced Date', updateOnly),
    reference('IndividualId', 'Individual ID', ['Individual'], { permissionable: false }),
  ],
};
