import type { ObjectMeta } from './soql/types.ts';

/**
 * The shared vocabulary of the Salesforce server: what an object is, what a record is, and what one user sees.
 * SOQL, SOSL and the REST resources meet here and nowhere else.
 */

/** The `type` of a field as describe spells it. */
export type FieldType =
  | 'id'
  | 'boolean'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'email'
  | 'phone'
  | 'url'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'reference'
  | 'address'
  | 'location'
  | 'combobox'
  | 'encryptedstring'
  | 'base64'
  | 'anyType'
  | 'complexvalue';

/** One entry of a picklist, as describe lists it. */
export interface PicklistValue {
  readonly active: boolean;
  readonly defaultValue: boolean;
  readonly label: string;
  readonly validFor: string | null;
  readonly value: string;
}

/** A field, in the members and spelling of describe (recorded at v52.0). */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly byteLength: number;
  readonly precision: number;
  readonly scale: number;
  readonly digits: number;
  readonly soapType: string;
  readonly aggregatable: boolean;
  readonly aiPredictionField: boolean;
  readonly autoNumber: boolean;
  readonly calculated: boolean;
  readonly calculatedFormula: string | null;
  readonly cascadeDelete: boolean;
  readonly caseSensitive: boolean;
  readonly compoundFieldName: string | null;
  readonly controllerName: string | null;
  readonly createable: boolean;
  readonly custom: boolean;
  readonly defaultValue: string | number | boolean | null;
  readonly defaultValueFormula: string | null;
  readonly defaultedOnCreate: boolean;
  readonly dependentPicklist: boolean;
  readonly deprecatedAndHidden: boolean;
  readonly displayLocationInDecimal: boolean;
  readonly encrypted: boolean;
  readonly externalId: boolean;
  readonly extraTypeInfo: string | null;
  readonly filterable: boolean;
  readonly filteredLookupInfo: null;
  readonly formulaTreatNullNumberAsZero: boolean;
  readonly groupable: boolean;
  readonly highScaleNumber: boolean;
  readonly htmlFormatted: boolean;
  readonly idLookup: boolean;
  readonly inlineHelpText: string | null;
  readonly mask: string | null;
  readonly maskType: string | null;
  readonly nameField: boolean;
  readonly namePointing: boolean;
  readonly nillable: boolean;
  readonly permissionable: boolean;
  readonly picklistValues: readonly PicklistValue[];
  readonly polymorphicForeignKey: boolean;
  readonly queryByDistance: boolean;
  readonly referenceTargetField: string | null;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly relationshipOrder: number | null;
  readonly restrictedDelete: boolean;
  readonly restrictedPicklist: boolean;
  readonly searchPrefilterable: boolean;
  readonly sortable: boolean;
  readonly unique: boolean;
  readonly updateable: boolean;
  readonly writeRequiresMasterRead: boolean;
}

/** The other end of a reference: `Contacts` of an Account. */
export interface ChildRelationship {
  readonly cascadeDelete: boolean;
  readonly childSObject: string;
  readonly deprecatedAndHidden: boolean;
  readonly field: string;
  readonly junctionIdListNames: readonly string[];
  readonly junctionReferenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly restrictedDelete: boolean;
}

/** What the vendor calls the sensitivity of a field; read through `FieldDefinition`, not through describe. */
export interface FieldClass {
  /** `Confidential`, `Restricted`, `MissionCritical`, `Internal`, `Public`; null when unclassified. */
  readonly securityClassification: string | null;
  /** `PII;GDPR`: values joined by `;`; null when unclassified. */
  readonly complianceGroup: string | null;
}

/** How records of an object are shared beside their owner and those above the owner in the role hierarchy. */
export type Sharing = 'private' | 'read' | 'write' | { readonly controlledBy: string };

/**
 * A stored value. Ids have 18 characters; dates are `2010-01-01`, datetimes `2011-07-07T00:37:00.000+0000` (always UTC),
 * times `10:15:00.000Z`; multi-select picklists are joined by `;`. Compound fields are not stored.
 */
export type Value = string | number | boolean | null;

/** A stored record by declared field name. A missing member is null. */
export type Row = Readonly<Record<string, Value>>;

/** What may be done with an object, apart from permissions; describe tells it. */
export interface ObjectFlags {
  readonly queryable: boolean;
  readonly searchable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly undeletable: boolean;
  readonly feedEnabled: boolean;
  readonly mergeable: boolean;
  readonly mruEnabled: boolean;
  readonly layoutable: boolean;
  readonly triggerable: boolean;
  readonly retrieveable: boolean;
  readonly replicateable: boolean;
  readonly compactLayoutable: boolean;
  readonly searchLayoutable: boolean;
  readonly customSetting: boolean;
  /** Has list views and approvals; describe tells by its `urls`. */
  readonly listable: boolean;
}

/** An object with its fields in declared order. Names are in declared case; look-ups ignore case. */
export interface ObjectType extends Omit<ObjectMeta, 'queryable'>, ObjectFlags {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string | null;
  readonly custom: boolean;
  readonly sharing: Sharing;
  /** More entries of describe's `urls`: name -> path below the object's. */
  readonly links: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
  readonly childRelationships: readonly ChildRelationship[];
  /** By name, ignoring case. */
  field(name: string): Field | undefined;
  /** By declared field name; undefined when unclassified. */
  readonly classes: Readonly<Record<string, FieldClass>>;
}
