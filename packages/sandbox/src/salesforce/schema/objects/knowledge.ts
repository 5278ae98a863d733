import { audit, id, isDeleted, owner, recency } from '../field-groups.ts';
import { boolean, createOnly, field, picklist, readOnly, reference, required, system, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';
import { languages } from '../value-lists.ts';

const categories = ['Mechanical', 'Electrical', 'Software', 'Spare Parts', 'Billing', 'Training'];

/** A version of an article. `KnowledgeArticleId` stays the same across versions and translations. */
export const knowledge: ObjectSpec = {
  name: 'Knowledge__kav',
  label: 'Knowledge',
  labelPlural: 'Knowledge',
  keyPrefix: 'ka0',
  sharing: 'read',
  flags: { feedEnabled: false, layoutable: true },
  fields: [
    id('Knowledge ID'),
    text('KnowledgeArticleId', 'Knowledge Article ID', 18, system),
    owner(),
    isDeleted,
    field('datetime', 'ValidationDate', 'Validated Date', readOnly),
    ...audit,
    picklist('PublishStatus', 'Publication Status', 40, ['*Draft', 'Online|Published', 'Archived'], {
      ...readOnly,
      nillable: false,
      restrictedPicklist: true,
    }),
    field('int', 'VersionNumber', 'Version Number', readOnly),
    boolean('IsLatestVersion', 'Is Latest Version', system),
    boolean('IsVisibleInApp', 'Visible In Internal App'),
    boolean('IsVisibleInPkb', 'Visible In Public Knowledge Base'),
    boolean('IsVisibleInCsp', 'Visible to Customer'),
    boolean('IsVisibleInPrm', 'Visible to Partner'),
    text('Title', 'Title', 255, { ...required, nameField: true }),
    text('UrlName', 'URL Name', 255, { ...required, idLookup: true }),
    textArea('Summary', 'Article Summary', 1000),
    picklist('Language', 'Language', 5, languages, { ...createOnly, nillable: false, defaultedOnCreate: true, restrictedPicklist: true }),
    text('ArticleNumber', 'Article Number', 30, { ...system, autoNumber: true }),
    field('datetime', 'FirstPublishedDate', 'First Published Date', readOnly),
    field('datetime', 'LastPublishedDate', 'Last Published Date', readOnly),
    field('datetime', 'ArchivedDate', 'Archived Date', readOnly),
    field('int', 'ArticleTotalViewCount', 'View Count', readOnly),
    ...recency,
    picklist('Category__c', 'Category', 255, categories),
    textArea('Answer__c', 'Answer', 131_072, { extraTypeInfo: 'richtextarea', htmlFormatted: true }),
  ],
};

export const recordType: ObjectSpec = {
  name: 'RecordType',
  label: 'Record Type',
  labelPlural: 'Record Types',
  keyPrefix: '012',
  flags: {
    searchable: false,
    createable: false,
    updateable: false,
    deletable: false,
    undeletable: false,
    feedEnabled: false,
    layoutable: false,
    listable: false,
    triggerable: false,
  },
  fields: [
    id('Record Type ID'),
    text('Name', 'Name', 80, { ...required, nameField: true }),
    text('DeveloperName', 'Record Type Name', 80, { ...required, idLookup: true }),
    text('NamespacePrefix', 'Namespace Prefix', 15, readOnly),
    text('Description', 'Description', 255, { permissionable: false }),
    reference('BusinessProcessId', 'Business Process ID', [], { permissionable: false, relationshipName: null }),
    picklist('SobjectType', 'Sobject Type Name', 40, ['Account', 'Contact', 'Opportunity', 'Case', 'Lead'], {
      ...createOnly,
      nillable: false,
    }),
    boolean('IsActive', 'Active'),
    ...audit,
  ],
};
