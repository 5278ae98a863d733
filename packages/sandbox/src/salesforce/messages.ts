import type { ErrorBody } from './errors.ts';
import { SalesforceError } from './errors.ts';

/**
 * Errors of requests: status, code, text. `{0}` and `{1}` are filled in. Evidence: [rec] recorded, [3p] quoted by third
 * parties, [mem] from general knowledge and unverified.
 */
const requestErrors = {
  /** [rec] */
  sessionInvalid: [401, 'INVALID_SESSION_ID', 'Session expired or invalid'],
  /** [rec] */
  notFound: [404, 'NOT_FOUND', 'The requested resource does not exist'],
  /** [rec] */
  noExternalId: [404, 'NOT_FOUND', 'Provided external ID field does not exist or is not accessible: {0}'],
  /** [rec] */
  deleted: [404, 'ENTITY_IS_DELETED', 'entity is deleted'],
  /** [doc] Version 30.0 and older. */
  versionGone: [410, 'GONE', 'The requested resource is no longer available'],
  /** [src] */
  methodNotAllowed: [405, 'METHOD_NOT_ALLOWED', "HTTP Method '{0}' not allowed. Allowed are {1}"],
  /** [mem] */
  contentType: [415, 'UNSUPPORTED_MEDIA_TYPE', "The content type '{0}' is not supported"],
  /** [mem] */
  tooLarge: [413, 'REQUEST_ENTITY_TOO_LARGE', 'The request body exceeds the maximum size'],
  /** [3p] */
  jsonParser: [400, 'JSON_PARSER_ERROR', '{0} at [line:{1}]'],
  /** [3p] */
  requestLimit: [403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'],
  /** [rec] */
  queryLocator: [400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'],
  /** [3p] */
  malformedQueryMissing: [400, 'MALFORMED_QUERY', 'A query string has to be specified'],
  /** [3p] */
  malformedSearchMissing: [400, 'MALFORMED_SEARCH', 'A search string has to be specified'],
  /** [3p] */
  batchSize: [400, 'INVALID_QUERY_OPTION', 'batchSize must be between 200 and 2000'],
  /** [mem] The record changed since the date of the condition. */
  preconditionFailed: [412, 'PRECONDITION_FAILED', 'Resource has been modified since the specified date'],
  /** [mem] */
  invalidDate: [400, 'INVALID_DATE_FORMAT', 'startDate and endDate must be dates in ISO 8601: {0}'],
  /** [doc] */
  replicationDate: [400, 'INVALID_REPLICATION_DATE', '{0}'],
  /** [3p] */
  tooManyRecords: [400, 'LIMIT_EXCEEDED', 'record limit reached. cannot submit more than {0} records into this call'],
  /** [3p] */
  halted: [400, 'PROCESSING_HALTED', 'The transaction was rolled back since another operation in the same transaction failed.'],
  /** [3p] */
  batchHalted: [412, 'BATCH_PROCESSING_HALTED', 'Batch processing halted per request'],
  /** [3p] */
  badReference: [400, 'PROCESSING_HALTED', 'Invalid reference specified. No value for {0} found in {1}'],
  /** [mem] */
  tooManyParts: [400, 'LIMIT_EXCEEDED', 'Cannot have more than {0} subrequests in a composite request'],
  /** [mem] */
  tooManyHeavyParts: [400, 'LIMIT_EXCEEDED', 'Cannot have more than {0} query or collection subrequests in a composite request'],
  /** [mem] A part of a composite request that may not be one. */
  notComposable: [400, 'INVALID_INPUT', 'The request {0} is not supported in a composite request'],
  /** [rec] */
  malformedId: [400, 'MALFORMED_ID', 'malformed id {0}'],
  /** [3p] */
  requiredParameter: [400, 'MISSING_ARGUMENT', 'Missing required argument: {0}'],
  /** [3p] */
  unexpectedId: [400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.'],
  /** [3p] */
  unexpectedField: [400, 'INVALID_FIELD', 'The {0} field should not be specified in the sobject data.'],
  /** [rec] */
  noSuchColumn: [400, 'INVALID_FIELD', "No such column '{0}' on sobject of type {1}"],
  /** [3p] The same where a record is read; there the vendor thinks in SOQL. */
  noSuchColumnOnEntity: [
    400,
    'INVALID_FIELD',
    "No such column '{0}' on entity '{1}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
  ],
  /** [3p] */
  invalidType: [400, 'INVALID_TYPE', "sObject type '{0}' is not supported."],
  /** [mem] */
  invalidInput: [400, 'INVALID_INPUT', '{0}'],
  /** [3p] */
  apiDisabled: [403, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner'],
  /** [src] */
  unknown: [500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred. Please include this ErrorId if you contact support: {0}'],
  /** [3p] */
  unavailable: [503, 'SERVER_UNAVAILABLE', 'The server is temporarily unavailable. Please try again later.'],
  /** [3p] */
  queryTimeout: [400, 'QUERY_TIMEOUT', 'Your query request was running for too long.'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export type RequestErrorName = keyof typeof requestErrors;

/** A refusal of the whole request. */
export function refuse(name: RequestErrorName, ...values: readonly string[]): SalesforceError {
  const [status, errorCode, text] = requestErrors[name];
  return new SalesforceError(status, [{ message: fill(text, values), errorCode }]);
}

/** Errors of one record in a save: status of the single-record resource, code, text. */
const saveErrors = {
  /** [rec] */
  required: [400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [{0}]'],
  /** [3p] */
  tooLong: [400, 'STRING_TOO_LONG', '{0}: data value too large: {1} (max length={2})'],
  /** [rec] */
  notWriteable: [
    400,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'Unable to create/update fields: {0}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
  ],
  /** [3p] */
  idOnInsert: [400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call'],
  /** [3p] */
  malformedId: [400, 'MALFORMED_ID', '{0}: id value of incorrect type: {1}'],
  /** [rec] */
  malformedRecordId: [400, 'MALFORMED_ID', 'malformed id {0}'],
  /** [3p] */
  wrongIdType: [400, 'FIELD_INTEGRITY_EXCEPTION', '{0}: id value of incorrect type: {1}'],
  /** [3p] */
  picklist: [400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', '{0}: bad value for restricted picklist field: {1}'],
  /** [3p] */
  email: [400, 'INVALID_EMAIL_ADDRESS', '{0}: invalid email address: {1}'],
  /** [3p] */
  validation: [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', '{0}'],
  /** [3p] */
  duplicates: [400, 'DUPLICATES_DETECTED', 'Use one of these records?'],
  /** [3p] */
  duplicateValue: [400, 'DUPLICATE_VALUE', 'duplicate value found: {0} duplicates value on record with id: {1}'],
  /** [3p] */
  locked: [400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: {0}'],
  /** [rec] */
  crossReference: [400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'],
  /** [rec] */
  entityDeleted: [404, 'ENTITY_IS_DELETED', 'entity is deleted'],
  /** [3p] */
  crossReferenceAccess: [400, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id: {0}'],
  /** [3p] */
  externalIdMissing: [400, 'INVALID_FIELD', 'Foreign key external ID: {0} not found for field {1} in entity {2}'],
  /** [3p] */
  noAccess: [403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'],
  /** [3p] */
  notInsertable: [400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'entity type cannot be inserted: {0}'],
  /** [3p] */
  inactiveOwner: [400, 'INACTIVE_OWNER_OR_USER', 'operation performed with inactive user [{0}] as owner of {1}'],
  /** [3p] */
  numberRange: [400, 'NUMBER_OUTSIDE_VALID_RANGE', '{0}: value outside of valid range on numeric field: {1}'],
  /** [3p] */
  deleteRestricted: [
    400,
    'DELETE_FAILED',
    'Your attempt to delete {0} could not be completed because it is associated with the following {1}.: {2}\n',
  ],
  /** [rec] */
  rolledBack: [
    400,
    'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    'Record rolled back because not all records were valid and the request was using AllOrNone header',
  ],
  /** [3p] */
  duplicateExternalId: [400, 'DUPLICATE_EXTERNAL_ID', 'Duplicate external id specified: {0}'],
  /** [3p] */
  externalIdRequired: [400, 'MISSING_ARGUMENT', '{0} not specified'],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export type SaveErrorName = keyof typeof saveErrors;

/** What is wrong with one record. */
export interface SaveError extends ErrorBody {
  readonly status: number;
}

export function saveError(name: SaveErrorName, values: readonly string[] = [], fields: readonly string[] = []): SaveError {
  const [status, errorCode, text] = saveErrors[name];
  return { status, errorCode, message: fill(text, values), fields };
}

/** What a table text becomes when `{0}`, `{1}` … are known. */
function fill(text: string, values: readonly string[]): string {
  return text.replaceAll(/\{(\d)\}/g, (whole, index: string) => values[Number(index)] ?? whole);
}

/** A request error as the error of one record among others. */
export function asSaveError(name: RequestErrorName, ...values: readonly string[]): SaveError {
  const [status, errorCode, text] = requestErrors[name];
  return { status, errorCode, message: fill(text, values) };
}
