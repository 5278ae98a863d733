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

/** An object with its fields in declared order. Names are in declared case; look-ups ignore case. */
export interface ObjectType {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string | null;
  readonly custom: boolean;
  readonly queryable: boolean;
  readonly searchable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly fields: readonly Field[];
  readonly childRelationships: readonly ChildRelationship[];
  /** Field or parent path, one of which a query must filter on (`FieldDefinition`); empty for ordinary objects. */
  readonly filterRequired: readonly string[];
  /** By lower-case name. */
  field(name: string): Field | undefined;
  /** The reference field behind a parent path segment, by lower-case relationship name (`Account`, `What`). */
  parent(relationshipName: string): Field | undefined;
  /** By lower-case relationship name (`Contacts`). */
  child(relationshipName: string): ChildRelationship | undefined;
}

/**
 * A stored value. Ids have 18 characters; dates are `2010-01-01`, datetimes `2011-07-07T00:37:00.000+0000` (always
 * UTC), times `10:15:00.000Z`; multi-select picklists are joined by `;`. Compound fields are never stored.
 */
export type Value = string | number | boolean | null;

/** A compound value: `BillingAddress` (street, city …) made from its parts, null when every part is null. */
export type Compound = Readonly<Record<string, string | number | null>>;

/** A stored record. Every stored field of its object is present, null when it was never set. */
export type Row = Readonly<Record<string, Value>>;

/** Who is asking, as far as an evaluation depends on it. */
export interface Viewer {
  readonly id: string;
  readonly username: string;
  /** IANA zone, in which date literals are resolved: `Europe/Berlin`. */
  readonly timeZone: string;
  /** `de_DE`. */
  readonly locale: string;
  /** `en_US`. */
  readonly language: string;
  /** ISO code of the user's currency: `EUR`. */
  readonly currency: string;
}

/**
 * The org as one user sees it: objects and fields without read permission are absent, rows that are not shared are
 * absent. SOQL and SOSL evaluate over this and need no permission logic of their own.
 */
export interface View {
  readonly viewer: Viewer;
  /** Virtual now, milliseconds since 1970. */
  now(): number;
  /** By name, ignoring case. */
  object(name: string): ObjectType | undefined;
  /** Readable objects, in order of name. */
  objects(): readonly ObjectType[];
  /** Rows of an object in order of creation. `deleted: true` adds those in the recycle bin (queryAll). */
  rows(object: string, options?: { readonly deleted?: boolean }): readonly Row[];
  /** One row by its 15- or 18-character id; undefined when absent, deleted or not shared. */
  row(object: string, id: string): Row | undefined;
  /** The declared name of the object that an id belongs to, by its key prefix. */
  objectOf(id: string): string | undefined;
  /** Units of `currency` for one unit of the corporate currency; undefined when the org does not use it. */
  conversionRate(currency: string): number | undefined;
}
