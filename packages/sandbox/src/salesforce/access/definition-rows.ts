import { toDateTime } from '../datetime.ts';
import type { Field, ObjectType, Row } from '../model.ts';
import type { Org } from '../org.ts';
import type { Actor } from './actor.ts';
import type { Permissions } from './permissions.ts';

/** The rows of an object that stores nothing. */
export interface DefinedRows {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
}

const cache = new WeakMap<object, WeakMap<Permissions, Readonly<Record<string, DefinedRows>>>>();

/** Rows of `EntityDefinition` and `FieldDefinition` as the user sees them; undefined for every other object. */
export function definitionRows(org: Org, actor: Actor, object: string): DefinedRows | undefined {
  if (object !== 'EntityDefinition' && object !== 'FieldDefinition') return undefined;
  const byPermissions = cache.get(org.catalog) ?? new WeakMap<Permissions, Readonly<Record<string, DefinedRows>>>();
  cache.set(org.catalog, byPermissions);
  const rows = byPermissions.get(actor.permissions) ?? build(org, actor);
  byPermissions.set(actor.permissions, rows);
  return rows[object];
}

function build(org: Org, { permissions }: Actor): Readonly<Record<string, DefinedRows>> {
  const objects = org.catalog.objects.filter((object) => permissions.allows(object, 'read'));
  const changed = toDateTime(org.clock.now());
  const fields = objects.flatMap((object) =>
    object.fields.filter((field) => permissions.reads(object, field)).map((field) => fieldRow(object, field)),
  );
  return {
    EntityDefinition: defined(objects.map((object) => entityRow(object, changed))),
    FieldDefinition: defined(fields),
  };
}

function defined(rows: readonly Row[]): DefinedRows {
  return { rows, byId: new Map(rows.map((row) => [String(row['DurableId']), row])) };
}

const developerName = (name: string): string => name.replace(/__(?:c|kav)$/, '');
const noId = '000000000000000AAA';

const sharingModels = { private: 'Private', read: 'Read', write: 'ReadWrite' } as const;

function entityRow(object: ObjectType, changed: string): Row {
  return {
    Id: noId,
    DurableId: object.name,
    LastModifiedDate: object.custom ? changed : null,
    LastModifiedById: null,
    QualifiedApiName: object.name,
    NamespacePrefix: null,
    DeveloperName: developerName(object.name),
    MasterLabel: object.label,
    Label: object.label,
    PluralLabel: object.labelPlural,
    KeyPrefix: object.keyPrefix,
    IsCustomizable: object.layoutable,
    IsCustomSetting: false,
    IsQueryable: object.queryable,
    IsSearchable: object.searchable,
    IsTriggerable: object.triggerable,
    IsRetrieveable: object.retrieveable,
    InternalSharingModel: typeof object.sharing === 'string' ? sharingModels[object.sharing] : 'ControlledByParent',
    PublisherId: object.custom ? '<local>' : 'System',
  };
}

/** Names of types in `DataType`, where they differ from `Text(80)`, `Picklist` … */
function dataType(field: Field): string {
  const { type, length, precision, scale, referenceTo } = field;
  if (type === 'string') return field.nameField ? 'Name' : `Text(${length})`;
  if (type === 'textarea') return length > 255 ? `Long Text Area(${length})` : `Text Area(${length})`;
  if (type === 'double' || type === 'currency' || type === 'percent') return `${numberNames[type]}(${precision - scale}, ${scale})`;
  if (type === 'reference') return `Lookup(${referenceTo.join(',')})`;
  return typeNames[type] ?? type;
}

const numberNames = { double: 'Number', currency: 'Currency', percent: 'Percent' } as const;
const typeNames: Readonly<Record<string, string>> = {
  boolean: 'Checkbox',
  date: 'Date',
  datetime: 'Date/Time',
  time: 'Time',
  email: 'Email',
  phone: 'Phone',
  url: 'URL(255)',
  picklist: 'Picklist',
  multipicklist: 'Picklist (Multi-Select)',
  int: 'Number(8, 0)',
  address: 'Address',
};

function fieldRow(object: ObjectType, field: Field): Row {
  const fieldClass = object.classes[field.name];
  return {
    Id: noId,
    DurableId: `${object.name}.${field.name.replace(/Id$/, '')}`,
    EntityDefinitionId: object.name,
    QualifiedApiName: field.name,
    NamespacePrefix: null,
    DeveloperName: developerName(field.name),
    MasterLabel: field.label,
    Label: field.label,
    Length: field.length,
    DataType: dataType(field),
    ValueTypeId: field.type,
    Precision: field.precision,
    Scale: field.scale,
    IsCalculated: field.calculated,
    IsIndexed: field.idLookup || field.externalId || field.type === 'reference',
    IsNillable: field.nillable,
    IsNameField: field.nameField,
    RelationshipName: field.relationshipName,
    Description: null,
    BusinessStatus: null,
    SecurityClassification: fieldClass?.securityClassification ?? null,
    ComplianceGroup: fieldClass?.complianceGroup ?? null,
  };
}
