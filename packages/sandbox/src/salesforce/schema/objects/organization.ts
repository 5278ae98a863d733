import { address, audit, id } from '../field-groups.ts';
import type { FieldSpec } from '../fields.ts';
import { boolean, field, picklist, readOnly, required, text } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { readOnlyFlags } from '../object-spec.ts';
import { languages } from '../value-lists.ts';

const preferences = [
  'RequireOpportunityProducts',
  'TransactionSecurityPolicy',
  'TerminateOldestSession',
  'ConsentManagementEnabled',
  'AutoSelectIndividualOnMerge',
  'LightningLoginEnabled',
  'OnlyLLPermUserAllowed',
];
const accesses = ['Account', 'Contact', 'Opportunity', 'Lead', 'Case', 'Calendar', 'Pricebook', 'Campaign'];
const levels = ['None', 'Read', 'Edit', 'ControlledByParent', 'ReadEditTransfer', 'HideDetailsInsert', 'ReadSelect', 'All'];
const fixed = { ...readOnly, nillable: false };

const access = (name: string): FieldSpec =>
  picklist(`Default${name}Access`, `Default ${name} Access`, 40, levels, { ...readOnly, restrictedPicklist: true });

export const organization: ObjectSpec = {
  name: 'Organization',
  label: 'Organization',
  labelPlural: 'Organizations',
  keyPrefix: '00D',
  flags: { ...readOnlyFlags, updateable: true },
  fields: [
    id('Organization ID'),
    text('Name', 'Name', 80, { ...required, nameField: true }),
    text('Division', 'Division', 80),
    ...address(''),
    field('phone', 'Phone', 'Phone', { length: 40 }),
    field('phone', 'Fax', 'Fax', { length: 40 }),
    text('PrimaryContact', 'Primary Contact', 80, { permissionable: false }),
    picklist('DefaultLocaleSidKey', 'Locale', 40, ['en_US', 'de_DE', 'en_GB'], required),
    picklist('TimeZoneSidKey', 'Time Zone', 40, ['Europe/Berlin', 'America/Los_Angeles'], fixed),
    picklist('LanguageLocaleKey', 'Language', 40, languages, required),
    boolean('ReceivesInfoEmails', 'Info Emails'),
    boolean('ReceivesAdminInfoEmails', 'Info Emails Admin'),
    ...preferences.map((name) => boolean(`Preferences${name}`, name)),
    field('int', 'FiscalYearStartMonth', 'Fiscal Year Starts In', readOnly),
    boolean('UsesStartDateAsFiscalYearName', 'Fiscal Year Name by Start', readOnly),
    ...accesses.map(access),
    text('DelegatedAuthenticationServiceUrl', 'Delegated Authentication Service URL', 255, { permissionable: false }),
    field('email', 'ComplianceBccEmail', 'Compliance BCC Email', { length: 80, permissionable: false }),
    picklist('UiSkin', 'UI Skin', 40, ['Theme3', 'Theme4'], { permissionable: false }),
    text('SignupCountryIsoCode', 'Signup Country', 2, readOnly),
    field('datetime', 'TrialExpirationDate', 'Trial Expiration Date', readOnly),
    field('int', 'NumKnowledgeService', 'Knowledge Licenses', { ...readOnly, nillable: false }),
    picklist('OrganizationType', 'Edition', 40, ['Developer Edition', 'Enterprise Edition', 'Unlimited Edition'], readOnly),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('InstanceName', 'Instance Name', 5, readOnly),
    boolean('IsSandbox', 'Is Sandbox', readOnly),
    text('WebToCaseDefaultOrigin', 'Web to Cases Default Origin', 40, { permissionable: false }),
    field('int', 'MonthlyPageViewsUsed', 'Monthly Page Views Used', readOnly),
    field('int', 'MonthlyPageViewsEntitlement', 'Monthly Page Views Allowed', readOnly),
    boolean('IsReadOnly', 'Is Read Only', readOnly),
    ...audit,
  ],
};
