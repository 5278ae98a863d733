import { cleanText, ConnectorError, type Effect, type ErrorCode } from '@causeway/core';

/** What a request is about, so that a refusal can name the permission that is missing. */
export interface Subject {
  readonly object: string;
  readonly effect: Effect;
}

/** An error as Salesforce words it, from whatever place of an answer. */
export interface Complaint {
  /** `INVALID_FIELD`; undefined when the answer was not one of the API's own. */
  readonly code: string | undefined;
  readonly message: string;
  readonly fields?: readonly string[] | undefined;
  /** HTTP status; undefined for one record of a batch. */
  readonly status?: number | undefined;
  /** What the system asks to wait. Salesforce itself never says; a gateway may. */
  readonly retryAfterMs?: number | undefined;
}

interface Meaning {
  readonly code: ErrorCode;
  readonly hint?: string;
  readonly retryAfterMs?: number;
}

const checkInput: Meaning = { code: 'invalid_input', hint: 'Correct the values and call again.' };
const checkNames: Meaning = { code: 'invalid_input', hint: 'Use describe_object to see the names and types of fields.' };
const checkPermission: Meaning = { code: 'permission_denied' };
const missing: Meaning = { code: 'not_found', hint: 'Search for the record; it may be deleted, or the user may not see it.' };
const later: Meaning = { code: 'unavailable', hint: 'Try again later.' };
const locked: Meaning = {
  code: 'unavailable',
  hint: 'Nothing was changed: somebody else is changing the record. Try again.',
  retryAfterMs: 1_000,
};
const operator: Meaning = { code: 'internal', hint: 'An operator should check the API version of this connector.' };

/** Salesforce's error codes (`StatusCode` and `ExceptionCode` of its API). What is not here is judged by HTTP status. */
const meanings: Readonly<Record<string, Meaning>> = {
  INVALID_SESSION_ID: { code: 'unauthenticated', hint: 'An operator should check the credentials of this connector.' },
  INVALID_AUTH_HEADER: { code: 'unauthenticated' },
  REQUEST_LIMIT_EXCEEDED: { code: 'rate_limited', hint: 'The API requests of the org are used up for now.', retryAfterMs: 60_000 },
  TXN_SECURITY_METERING_ERROR: { code: 'rate_limited' },
  SERVER_UNAVAILABLE: later,
  SERVICE_UNAVAILABLE: later,
  UNKNOWN_EXCEPTION: later,
  UNABLE_TO_LOCK_ROW: locked,
  QUERY_TIMEOUT: { code: 'timeout', hint: 'Use a narrower filter, best on an indexed field.' },
  API_DISABLED_FOR_ORG: { code: 'permission_denied', hint: 'The user needs the permission "API Enabled".' },
  API_CURRENTLY_DISABLED: { code: 'permission_denied', hint: 'The user needs the permission "API Enabled".' },
  INSUFFICIENT_ACCESS: checkPermission,
  INSUFFICIENT_ACCESS_OR_READONLY: checkPermission,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: {
    code: 'permission_denied',
    hint: 'The user needs access to this record, and to those that it refers to.',
  },
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: checkInput,
  INVALID_FIELD_FOR_INSERT_UPDATE: { code: 'permission_denied', hint: 'The user needs "Edit Access" to these fields.' },
  INVALID_FIELD: checkNames,
  INVALID_TYPE: { code: 'invalid_input', hint: 'Use list_objects to see the names of objects.' },
  MALFORMED_QUERY: checkInput,
  MALFORMED_SEARCH: checkInput,
  INVALID_QUERY_FILTER_OPERATOR: checkNames,
  MALFORMED_ID: checkInput,
  INVALID_ID_FIELD: checkInput,
  REQUIRED_FIELD_MISSING: checkInput,
  STRING_TOO_LONG: checkInput,
  NUMBER_OUTSIDE_VALID_RANGE: checkInput,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: { code: 'invalid_input', hint: 'Use describe_object on the field to see its values.' },
  INVALID_EMAIL_ADDRESS: checkInput,
  INVALID_CROSS_REFERENCE_KEY: checkInput,
  FIELD_CUSTOM_VALIDATION_EXCEPTION: { code: 'invalid_input', hint: 'A validation rule of the org refused the values.' },
  FIELD_INTEGRITY_EXCEPTION: checkInput,
  FIELD_FILTER_VALIDATION_EXCEPTION: checkInput,
  JSON_PARSER_ERROR: checkInput,
  ALL_OR_NONE_OPERATION_ROLLED_BACK: { code: 'conflict', hint: 'Nothing was written because another record of the batch failed.' },
  DUPLICATES_DETECTED: { code: 'conflict', hint: 'A record like this exists already: find it and update it.' },
  DUPLICATE_VALUE: { code: 'conflict', hint: 'Another record has this unique value: find it and update it.' },
  DUPLICATE_EXTERNAL_ID: { code: 'conflict', hint: 'More than one record has this external id.' },
  MULTIPLE_CHOICES: { code: 'conflict', hint: 'More than one record has this external id.' },
  ENTITY_IS_LOCKED: { code: 'conflict', hint: 'The record is locked by an approval process.' },
  DELETE_FAILED: { code: 'conflict', hint: 'Other records depend on this one.' },
  NOT_FOUND: missing,
  ENTITY_IS_DELETED: missing,
  INVALID_QUERY_LOCATOR: { code: 'invalid_input', hint: 'Start again without a cursor.' },
  UNSUPPORTED_API_VERSION: operator,
};

const byStatus: Readonly<Record<number, Meaning>> = {
  400: checkInput,
  401: meanings['INVALID_SESSION_ID'] as Meaning,
  403: checkPermission,
  404: missing,
  409: { code: 'conflict' },
  410: operator,
  412: { code: 'conflict', hint: 'The record was changed since then: read it again.' },
  414: { code: 'invalid_input', hint: 'Use fewer fields or shorter filters.' },
  420: { code: 'rate_limited' },
  429: { code: 'rate_limited' },
  431: { code: 'invalid_input', hint: 'Use fewer fields or shorter filters.' },
};

const permissions: Readonly<Record<Effect, string>> = { read: 'Read', create: 'Create', update: 'Edit', delete: 'Delete' };

export function meaningOf({ code, status = 0 }: Pick<Complaint, 'code' | 'status'>): Meaning {
  const known = code === undefined ? undefined : meanings[code];
  return known ?? byStatus[status] ?? (status >= 500 ? later : { code: status === 0 ? 'invalid_input' : 'internal' });
}

/** The error for the model. Pages of proxies and gateways are never repeated in it. */
export function toConnectorError(complaint: Complaint, about?: Subject): ConnectorError {
  const { code, status, fields } = complaint;
  const meaning = meaningOf(complaint);
  const retryAfterMs = complaint.retryAfterMs ?? meaning.retryAfterMs;
  const hint = meaning.hint ?? (meaning.code === 'permission_denied' && about !== undefined ? permissionHint(about) : undefined);
  const message = code === undefined ? `Salesforce answered with status ${status ?? 'none'}.` : `${sentence(complaint.message)} (${code})`;
  return new ConnectorError(meaning.code, message, {
    upstream: { ...(code === undefined ? {} : { code }), ...(status === undefined ? {} : { status }) },
    ...(hint === undefined ? {} : { hint }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(fields === undefined || fields.length === 0 ? {} : { fields }),
  });
}

/** Which permission an administrator would have to grant. */
export function permissionHint({ object, effect }: Subject): string {
  return `The user needs the object permission "${permissions[effect]}" on ${object}, and access to the record.`;
}

/** A message on one line, without what nobody sees, and not endless. */
export function sentence(message: string): string {
  return cleanText(message).replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
