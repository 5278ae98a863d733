import { address, audit, currencyCodes, currencyIsoCode, id } from '../field-groups.ts';
import type { FieldSpec } from '../fields.ts';
import { boolean, decimal, field, personal, picklist, readOnly, reference, required, system, text } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { readOnlyFlags } from '../object-spec.ts';
import { languages } from '../value-lists.ts';

const zones = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Madrid',
  'Europe/Paris',
  'Europe/Warsaw',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'UTC',
];
const locales = ['en_US', 'en_GB', 'de_DE', 'es_ES', 'fr_FR', 'ja_JP', 'pl_PL'];
const currencies = currencyCodes.map((code) => code);
const choice = { ...required, restrictedPicklist: true };
const personPart = { permissionable: false, compoundFieldName: 'Name', extraTypeInfo: 'personname' };

const names: readonly FieldSpec[] = [
  text('LastName', 'Last Name', 80, { ...personPart, nillable: false }),
  text('FirstName', 'First Name', 40, personPart),
  text('Name', 'Full Name', 121, { ...readOnly, nillable: false, nameField: true, extraTypeInfo: 'personname' }),
];

export const user: ObjectSpec = {
  name: 'User',
  label: 'User',
  labelPlural: 'Users',
  keyPrefix: '005',
  flags: { deletable: false, undeletable: false, feedEnabled: true },
  fields: [
    id('User ID'),
    text('Username', 'Username', 80, { ...required, idLookup: true, unique: true }),
    ...names,
    text('CompanyName', 'Company Name', 80),
    text('Division', 'Division', 80),
    text('Department', 'Department', 80),
    text('Title', 'Title', 80),
    ...address(''),
    field('email', 'Email', 'Email', { length: 128, ...required, idLookup: true, class: personal }),
    field('phone', 'Phone', 'Phone', { length: 40 }),
    field('phone', 'MobilePhone', 'Mobile', { length: 40 }),
    text('Alias', 'Alias', 8, required),
    text('CommunityNickname', 'Nickname', 40, required),
    boolean('IsActive', 'Active'),
    picklist('TimeZoneSidKey', 'Time Zone', 40, zones, choice),
    reference('UserRoleId', 'Role ID', ['UserRole'], { permissionable: false, children: { UserRole: { name: 'Users' } } }),
    picklist('LocaleSidKey', 'Locale', 40, locales, choice),
    picklist('EmailEncodingKey', 'Email Encoding', 40, ['*UTF-8', 'ISO-8859-1'], choice),
    reference('ProfileId', 'Profile ID', ['Profile'], { ...required, children: { Profile: { name: 'Users' } } }),
    picklist('UserType', 'User Type', 40, ['Standard', 'PowerPartner', 'CspLitePortal', 'Guest'], {
      ...readOnly,
      restrictedPicklist: true,
    }),
    picklist('LanguageLocaleKey', 'Language', 40, languages, choice),
    text('EmployeeNumber', 'Employee Number', 20),
    reference('ManagerId', 'Manager ID', ['User'], { children: { User: { name: 'ManagedUsers' } } }),
    field('datetime', 'LastLoginDate', 'Last Login', readOnly),
    ...audit,
    text('FederationIdentifier', 'SAML Federation ID', 512),
    picklist('DefaultCurrencyIsoCode', 'Default Currency ISO Code', 3, currencies, { permissionable: false, restrictedPicklist: true }),
    currencyIsoCode,
    field('url', 'FullPhotoUrl', 'Url for full-sized Photo', { length: 1024, ...readOnly }),
    field('url', 'SmallPhotoUrl', 'Photo', { length: 1024, ...readOnly }),
  ],
};

export const profile: ObjectSpec = {
  name: 'Profile',
  label: 'Profile',
  labelPlural: 'Profile',
  keyPrefix: '00e',
  flags: readOnlyFlags,
  fields: [
    id('Profile ID'),
    text('Name', 'Name', 255, { ...required, nameField: true, idLookup: true }),
    boolean('PermissionsApiEnabled', 'API Enabled'),
    boolean('PermissionsViewAllData', 'View All Data'),
    boolean('PermissionsModifyAllData', 'Modify All Data'),
    picklist('UserType', 'User Type', 40, ['Standard', 'Guest'], { ...readOnly, restrictedPicklist: true }),
    text('Description', 'Description', 255, { permissionable: false }),
    ...audit,
  ],
};

export const userRole: ObjectSpec = {
  name: 'UserRole',
  label: 'Role',
  labelPlural: 'Role',
  keyPrefix: '00E',
  flags: { ...readOnlyFlags, createable: true, updateable: true, deletable: true },
  fields: [
    id('Role ID'),
    text('Name', 'Name', 80, { ...required, nameField: true }),
    reference('ParentRoleId', 'Parent Role ID', ['UserRole'], { permissionable: false, relationshipName: null }),
    text('RollupDescription', 'Description', 80, { permissionable: false }),
    text('DeveloperName', 'Developer Name', 80, { permissionable: false }),
    field('datetime', 'LastModifiedDate', 'Last Modified Date', system),
    reference('LastModifiedById', 'Last Modified By ID', ['User'], { ...system, searchPrefilterable: false }),
    field('datetime', 'SystemModstamp', 'System Modstamp', system),
  ],
};

export const group: ObjectSpec = {
  name: 'Group',
  label: 'Group',
  labelPlural: 'Group',
  keyPrefix: '00G',
  flags: { ...readOnlyFlags, createable: true, updateable: true, deletable: true },
  fields: [
    id('Group ID'),
    text('Name', 'Name', 40, { ...required, nameField: true }),
    text('DeveloperName', 'Developer Name', 80, { permissionable: false }),
    picklist('Type', 'Type', 40, ['Regular', 'Role', 'Queue'], { ...required, restrictedPicklist: true }),
    field('email', 'Email', 'Email', { length: 255, permissionable: false }),
    ...audit,
  ],
};

const rate = decimal('double', 'ConversionRate', 'Conversion Rate', 18, 6, required);

export const currencyType: ObjectSpec = {
  name: 'CurrencyType',
  label: 'Currency Type',
  labelPlural: 'Currency Type',
  keyPrefix: '01L',
  flags: { ...readOnlyFlags, createable: true, updateable: true },
  fields: [
    id('Currency Type ID'),
    picklist('IsoCode', 'Currency ISO Code', 3, currencies, { ...choice, updateable: false }),
    rate,
    field('int', 'DecimalPlaces', 'Decimal Places', required),
    boolean('IsActive', 'Active'),
    boolean('IsCorporate', 'Is Corporate Currency'),
    ...audit,
  ],
};
