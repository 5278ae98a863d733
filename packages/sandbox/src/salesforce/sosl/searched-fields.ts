import { typeInfo } from '../soql/field-types.ts';
import type { FieldMeta, ObjectMeta } from '../soql/types.ts';

/** Which fields a search looks into. */
export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

/** Fields that count as names besides the name field. Source: SOSL reference, "Valid SearchGroup Settings". */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Account: ['Website', 'Site', 'NameLocal'],
  Asset: ['SerialNumber'],
  Case: ['SuppliedName', 'SuppliedCompany', 'Subject'],
  Contact: ['AssistantName', 'FirstNameLocal', 'LastNameLocal'],
  Event: ['Subject'],
  Lead: ['Company', 'CompanyLocal', 'FirstNameLocal', 'LastNameLocal'],
  Note: ['Title'],
  PermissionSet: ['Label'],
  Report: ['Description'],
  Task: ['Subject'],
  User: ['CommunityNickname'],
};

const NOT_INDEXED: ReadonlySet<string> = new Set(['picklist', 'multipicklist', 'anyType', 'base64', 'encryptedstring', 'complexvalue']);

const GROUPS: Readonly<Record<SearchGroup, (field: FieldMeta, object: ObjectMeta) => boolean>> = {
  ALL: () => true,
  NAME: isName,
  SIDEBAR: isName,
  EMAIL: ({ type }) => type === 'email',
  PHONE: ({ type }) => type === 'phone',
};

/** Articles are searched in all fields, whatever group is named. */
export function isArticle({ name }: ObjectMeta): boolean {
  return name.endsWith('__kav') || name === 'KnowledgeArticleVersion';
}

/** The text fields of an object that belong to a group. */
export function searchedFields(object: ObjectMeta, group: SearchGroup): readonly FieldMeta[] {
  const belongs = isArticle(object) ? GROUPS.ALL : GROUPS[group];
  return object.fields.filter((field) => isText(field) && belongs(field, object));
}

/** Whether this is what a record is called by. */
export function isName(field: FieldMeta, object: ObjectMeta): boolean {
  return field.nameField === true || field.compoundFieldName === 'Name' || (NAMES[object.name]?.includes(field.name) ?? false);
}

function isText({ type }: FieldMeta): boolean {
  return typeInfo(type).family === 'text' && !NOT_INDEXED.has(type);
}
