/** One record: plain values by declared field name; a missing member is null.
 *  Stored form: text as string, checkboxes as boolean, numbers as number, `date` as `2026-11-02`,
 *  `datetime` as `2026-11-02T09:00:00.000+0000` (always UTC with milliseconds, so that text order is time
 *  order), `time` as `09:00:00.000Z`, multi-select picklists as `a;b`, ids with 18 characters.
 *  Compound addresses and locations are not stored; the engine builds them from their components. */
export type Row = Readonly<Record<string, unknown>>;

/** What the engine must know of a field. A subset of describe's field, so describe can be passed as it is. */
export interface FieldMeta {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly length?: number;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
  /** Name of the compound field that this one is a component of: `MailingAddress` on `MailingCity`. */
  readonly compoundFieldName?: string | null;
  readonly caseSensitive?: boolean;
  readonly nameField?: boolean;
  readonly custom?: boolean;
  readonly relationshipName?: string | null;
  readonly referenceTo?: readonly string[];
  readonly polymorphicForeignKey?: boolean;
  /** Translations for `toLabel`; a value without one stands for itself. */
  readonly picklistValues?: readonly { readonly value: string; readonly label?: string | null }[];
}

export interface ChildRelationshipMeta {
  readonly childSObject: string;
  /** Field of the child that holds the parent's id. */
  readonly field: string;
  readonly relationshipName?: string | null;
}

/** What the engine must know of an object. A subset of describe's answer. */
export interface ObjectMeta {
  readonly name: string;
  readonly queryable?: boolean;
  readonly fields: readonly FieldMeta[];
  readonly childRelationships: readonly ChildRelationshipMeta[];
  /** A query on this object must filter on one of these fields (dotted paths allowed), or fails with MALFORMED_QUERY
   *  and this message. Setup objects such as FieldDefinition have it. */
  readonly requiredFilter?: { readonly fields: readonly string[]; readonly message: string };
}

/** Object descriptions by name in any case. Must answer the same object for the same name while nothing changes:
 *  the engine keeps compiled indexes by identity. */
export interface SoqlCatalog {
  object(name: string): ObjectMeta | undefined;
}

/** Records as the viewer may see them: sharing applied, deleted ones left out unless this is a queryAll view.
 *  Object names come in declared case. */
export interface SoqlData {
  rows(object: string): Iterable<Row>;
  /** By the 18-character id. */
  byId(object: string, id: string): Row | undefined;
  /** Optional index: rows of `object` whose reference `field` holds `id`. Without it the engine builds one per query. */
  referencing?(object: string, field: string, id: string): Iterable<Row>;
}

/** Who asks, and what "today" means to them. */
export interface SoqlViewer {
  readonly userId: string;
  /** IANA zone, for date literals and `convertTimezone`. */
  readonly timeZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** BCP 47, for `FORMAT()`. Default `en-US`. */
  readonly locale?: string;
  /** First month of the fiscal year, 1 to 12. Default 1. */
  readonly fiscalYearStartMonth?: number;
  /** Currencies of the org: rates per one unit of the corporate currency. Absent: single-currency org. */
  readonly currency?: { readonly own: string; readonly corporate: string; readonly rates: Readonly<Record<string, number>> };
  /** Whether the object may be read at all; a hidden one is INVALID_TYPE. Default: everything. */
  canReadObject?(object: string): boolean;
  /** Whether the field may be read; a hidden one is INVALID_FIELD, as if it did not exist. Default: everything. */
  canReadField?(object: string, field: string): boolean;
}

/** Everything a query runs against. */
export interface SoqlContext {
  readonly catalog: SoqlCatalog;
  readonly data: SoqlData;
  readonly viewer: SoqlViewer;
  /** `62.0`, for record URLs. */
  readonly apiVersion: string;
  /** Most child rows in one page of a subquery. Default 2000. Used only together with `openCursor`. */
  readonly batchSize?: number;
  /** Called for a child subquery with more rows than `batchSize`; answers its `nextRecordsUrl`.
   *  Without it all child rows come at once. */
  readonly openCursor?: (result: SoqlResult) => string;
}

/** A record as it goes over the wire; members are in SELECT order. */
export interface SoqlRecord {
  readonly attributes: { readonly type: string; readonly url?: string };
  readonly [field: string]: unknown;
}

/** Children of one record. */
export interface SoqlChildren {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly SoqlRecord[];
}

export interface SoqlResult {
  /** `count`: `SELECT COUNT()`, a total without records. */
  readonly kind: 'rows' | 'count' | 'aggregate';
  /** The object after FROM, in declared case. */
  readonly object: string;
  readonly totalSize: number;
  /** Records from `start` up to and without `end` (default: all), made when asked for. */
  records(start?: number, end?: number): readonly SoqlRecord[];
  /** `FOR VIEW` or `FOR REFERENCE` was given: the server marks these ids as recently used. */
  readonly mark?: 'VIEW' | 'REFERENCE';
  /** Ids of the records found, in order; empty for counts and aggregates. */
  ids(): readonly string[];
}

/** Error codes that a query can end with. */
export type SoqlErrorCode =
  | 'MALFORMED_QUERY'
  | 'INVALID_FIELD'
  | 'INVALID_TYPE'
  | 'INVALID_TYPE_FOR_OPERATION'
  | 'INVALID_QUERY_FILTER_OPERATOR'
  | 'NUMBER_OUTSIDE_VALID_RANGE'
  | 'INVALID_SEARCH'
  | 'MALFORMED_SEARCH'
  | 'QUERY_TOO_COMPLICATED'
  | 'EXCEEDED_ID_LIMIT';
