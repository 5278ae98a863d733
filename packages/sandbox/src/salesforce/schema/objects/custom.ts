import { audit, currencyIsoCode, id, isDeleted, owner } from '../field-groups.ts';
import { boolean, chooser, decimal, field, picklist, reference, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';

const flags = { feedEnabled: false, mruEnabled: false } as const;
const name = text('Name', 'Name', 80, { permissionable: false, nameField: true, idLookup: true, defaultedOnCreate: true });

/** 5,000 rows: three pages of a query. */
export const bigTable: ObjectSpec = {
  name: 'BigTable__c',
  label: 'Big Table',
  labelPlural: 'Big Tables',
  keyPrefix: 'a01',
  flags,
  fields: [
    id('Record ID'),
    owner(),
    isDeleted,
    name,
    currencyIsoCode,
    ...audit,
    decimal('double', 'Number__c', 'Number', 18, 0),
    decimal('currency', 'Amount__c', 'Amount', 16, 2),
    text('Text__c', 'Text', 255),
    textArea('Notes__c', 'Notes', 32_768),
    picklist('Category__c', 'Category', 255, ['A', 'B', 'C'], { restrictedPicklist: true }),
    boolean('Checked__c', 'Checked', { permissionable: true }),
    field('date', 'Date__c', 'Date'),
    field('datetime', 'Date_Time__c', 'Date/Time'),
    reference('Account__c', 'Account', ['Account'], { children: { Account: { name: 'BigTables__r' } } }),
  ],
};

/** A small table with an external id, to try upserts on. */
export const upsertTable: ObjectSpec = {
  name: 'UpsertTable__c',
  label: 'Upsert Table',
  labelPlural: 'Upsert Tables',
  keyPrefix: 'a02',
  flags,
  fields: [
    id('Record ID'),
    owner(),
    isDeleted,
    name,
    currencyIsoCode,
    ...audit,
    text('External_Id__c', 'External Id', 40, { externalId: true, unique: true, idLookup: true }),
    text('Legacy_Key__c', 'Legacy Key', 40, { externalId: true, idLookup: true }),
    decimal('double', 'Quantity__c', 'Quantity', 18, 2),
    text('Code__c', 'Code', 10),
    field('email', 'Email__c', 'Email', { length: 80 }),
    picklist('Status__c', 'Status', 255, ['*Open', 'Done'], { restrictedPicklist: true }),
    chooser('multipicklist', 'Tags__c', 'Tags', ['red', 'green', 'blue', 'gold'], { length: 4099, precision: 4 }),
    reference('Contact__c', 'Contact', ['Contact'], { children: { Contact: { name: 'UpsertTables__r' } } }),
  ],
};
