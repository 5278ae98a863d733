import type { Actor } from '../access/actor.ts';
import type { Field, ObjectType } from '../model.ts';
import type { Org } from '../org.ts';
import { readableFields } from '../rest/render.ts';

/** Id of the record type that every object has. */
export const masterRecordType = '012000000000000AAA';

/** First versions in which describe has, or no longer has, some members; between the recordings of 48.0 and 52.0. */
const withAssociateEntity = 49;
const withoutDefaultValues = 49;

/** An entry of the objects list: the flags of describe, without fields. */
export function describeBriefly(actor: Actor, object: ObjectType, version: string): Record<string, unknown> {
  const { permissions } = actor;
  return {
    activateable: false,
    ...(Number(version) >= withAssociateEntity && { associateEntityType: null, associateParentEntity: null }),
    createable: permissions.allows(object, 'create'),
    custom: object.custom,
    customSetting: object.customSetting,
    deepCloneable: false,
    deletable: permissions.allows(object, 'delete'),
    deprecatedAndHidden: false,
    feedEnabled: object.feedEnabled,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: object.labelPlural,
    layoutable: object.layoutable,
    mergeable: object.mergeable,
    mruEnabled: object.mruEnabled,
    name: object.name,
    queryable: object.queryable,
    replicateable: object.replicateable,
    retrieveable: object.retrieveable,
    searchable: object.searchable,
    triggerable: object.triggerable,
    undeletable: object.undeletable,
    updateable: permissions.allows(object, 'update'),
    urls: briefUrls(object, version),
  };
}

/** Describe: what the user may know of an object. */
export function describeFully(org: Org, actor: Actor, object: ObjectType, version: string): Record<string, unknown> {
  return {
    actionOverrides: [],
    ...describeBriefly(actor, object, version),
    childRelationships: object.childRelationships.filter(({ childSObject, field }) => isReadable(org, actor, childSObject, field)),
    compactLayoutable: object.compactLayoutable,
    defaultImplementation: null,
    extendedBy: null,
    extendsInterfaces: null,
    fields: readableFields(actor, object).map((field) => describeField(actor, object, field)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: object.layoutable ? [masterInfo(object, version)] : [],
    searchLayoutable: object.searchLayoutable,
    ...(Number(version) >= withAssociateEntity && { sobjectDescribeOption: 'FULL' }),
    supportedScopes: supportedScopes(object),
    urls: urls(org, object, version),
  };
}

function isReadable(org: Org, { permissions }: Actor, objectName: string, fieldName: string): boolean {
  const object = org.catalog.object(objectName);
  const field = object?.field(fieldName);
  return object !== undefined && field !== undefined && permissions.allows(object, 'read') && permissions.reads(object, field);
}

function describeField({ permissions }: Actor, object: ObjectType, field: Field): Field {
  if (permissions.writes(object, field)) return field;
  return { ...field, createable: false, updateable: false };
}

function supportedScopes(object: ObjectType): readonly object[] {
  const plural = object.labelPlural.toLowerCase();
  const everything = { label: `All ${plural}`, name: 'everything' };
  return object.field('OwnerId') ? [everything, { label: `My ${plural}`, name: 'mine' }] : [everything];
}

function masterInfo(object: ObjectType, version: string): object {
  return {
    active: true,
    available: true,
    defaultRecordTypeMapping: true,
    developerName: 'Master',
    master: true,
    name: 'Master',
    recordTypeId: masterRecordType,
    urls: { layout: `${base(object, version)}/describe/layouts/${masterRecordType}` },
  };
}

function base(object: ObjectType, version: string): string {
  return `/services/data/v${version}/sobjects/${object.name}`;
}

function briefUrls(object: ObjectType, version: string): Record<string, string> {
  const path = base(object, version);
  return {
    ...(object.compactLayoutable && { compactLayouts: `${path}/describe/compactLayouts` }),
    rowTemplate: `${path}/{ID}`,
    ...(object.listable && { approvalLayouts: `${path}/describe/approvalLayouts`, listviews: `${path}/listviews` }),
    describe: `${path}/describe`,
    ...(object.layoutable && { quickActions: `${path}/quickActions`, layouts: `${path}/describe/layouts` }),
    sobject: path,
  };
}

function urls(org: Org, object: ObjectType, version: string): Record<string, string> {
  const ui = org.baseUrl();
  return {
    ...briefUrls(object, version),
    uiDetailTemplate: `${ui}/{ID}`,
    uiEditTemplate: `${ui}/{ID}/e`,
    ...Object.fromEntries(Object.entries(object.links).map(([name, path]) => [name, base(object, version) + path])),
    ...(object.layoutable &&
      Number(version) < withoutDefaultValues && { defaultValues: `${base(object, version)}/defaultValues?recordTypeId&fields` }),
    ...(object.keyPrefix !== null && { uiNewRecord: `${ui}/${object.keyPrefix}/e` }),
  };
}
