import { cleanText, ConnectorError, type ErrorCode } from '@causeway/core';

interface Meaning {
  readonly code: ErrorCode;
  readonly hint?: string;
}

/** An error body of HubSpot; every member may be missing (HubSpot documentation, "Error handling"). */
interface ErrorBody {
  readonly message?: unknown;
  readonly category?: unknown;
  readonly subCategory?: unknown;
  readonly policyName?: unknown;
  readonly errorType?: unknown;
  readonly correlationId?: unknown;
  readonly context?: unknown;
  readonly errors?: unknown;
  /** OAuth. */
  readonly error?: unknown;
  readonly error_description?: unknown;
}

const checkInput: Meaning = { code: 'invalid_input', hint: 'Correct the values and call again.' };
const checkCredentials: Meaning = { code: 'unauthenticated', hint: 'An operator should check the credentials of this connector.' };
const missing: Meaning = { code: 'not_found', hint: 'Search for the record; it may be archived, or of another type.' };
const later: Meaning = { code: 'unavailable', hint: 'Try again later.' };

/** Words of OAuth 2.0 (RFC 6749, 5.2) for an app or a consent that is not taken. */
const refusedSignIns: ReadonlySet<string> = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client']);

const byCategory: Readonly<Record<string, Meaning>> = {
  VALIDATION_ERROR: checkInput,
  OBJECT_NOT_FOUND: missing,
  CONFLICT: { code: 'conflict', hint: 'A record like this exists already: find it and update it.' },
  OBJECT_ALREADY_EXISTS: { code: 'conflict', hint: 'A record like this exists already: find it and update it.' },
  MISSING_SCOPES: { code: 'permission_denied' },
  INVALID_AUTHENTICATION: checkCredentials,
  EXPIRED_AUTHENTICATION: checkCredentials,
  RATE_LIMITS: { code: 'rate_limited' },
  BANNED: { code: 'permission_denied' },
};

const byStatus: Readonly<Record<number, Meaning>> = {
  400: checkInput,
  401: checkCredentials,
  403: { code: 'permission_denied' },
  404: missing,
  409: { code: 'conflict' },
  414: { code: 'invalid_input', hint: 'Use fewer properties or shorter filters.' },
  415: { code: 'internal' },
  423: { code: 'unavailable', hint: 'The record is locked; try again in a moment.' },
  429: { code: 'rate_limited' },
  477: { code: 'unavailable', hint: 'The portal is being moved; try again later.' },
};

/** How long to wait for each limit, where the answer does not say (HubSpot documentation, "API usage guidelines"). */
const policyWaitMs: Readonly<Record<string, number>> = { TEN_SECONDLY_ROLLING: 10_000, SECONDLY: 1_000, DAILY: 3_600_000 };

/** An answer that refuses. */
export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; undefined when it was no JSON. */
  readonly body: unknown;
}

/** The error for the model. Pages of proxies and gateways are never repeated in it. */
export function toConnectorError({ status, headers, body }: RefusedAnswer): ConnectorError {
  const given: ErrorBody = typeof body === 'object' && body !== null ? body : {};
  const { code, hint } = meaningOf(given, status);
  const scopes = scopesOf(given);
  const fields = propertiesOf(given);
  const advice = scopes.length > 0 ? `The token needs the scopes: ${scopes.join(', ')}.` : hint;
  const wait = code === 'rate_limited' || code === 'unavailable' ? waitOf(given, headers) : undefined;
  const upstreamCode = textOf(given.policyName) ?? textOf(given.category) ?? textOf(given.error);
  const requestId = textOf(given.correlationId) ?? headers['x-hubspot-correlation-id'];
  return new ConnectorError(code, messageOf(given, status), {
    ...(advice === undefined ? {} : { hint: advice }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(fields.length === 0 ? {} : { fields }),
    upstream: { status, ...(upstreamCode === undefined ? {} : { code: upstreamCode }), ...(requestId === undefined ? {} : { requestId }) },
  });
}

/** What a single error of a batch means: it has no status of its own. */
export function meaningOf(body: ErrorBody, status: number): Meaning {
  if (refusedSignIns.has(textOf(body.error) ?? '')) return checkCredentials;
  const known = byCategory[textOf(body.category) ?? ''];
  return known ?? byStatus[status] ?? (status >= 500 ? later : { code: 'internal' });
}

function messageOf(body: ErrorBody, status: number): string {
  const details = list(body.errors).flatMap((error) => textOf((error as ErrorBody).message) ?? []);
  // What is said of a credential may repeat it.
  if (meaningOf(body, status).code === 'unauthenticated') return refusedCredential(body);
  const message = textOf(body.message) ?? textOf(body.error_description);
  if (message === undefined) return `HubSpot answered with status ${status}.`;
  // Validation errors repeat their details as JSON inside the message; the details alone can be read.
  const text = details.length > 0 && message.startsWith('Property values were not valid') ? details.join('; ') : message;
  return cleanText(text).replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}

function refusedCredential({ category, error }: ErrorBody): string {
  if (error === 'invalid_grant') return 'HubSpot refused the refresh token: it is invalid, expired or revoked.';
  return category === 'EXPIRED_AUTHENTICATION' ? 'The access token has expired.' : 'HubSpot did not accept the credentials.';
}

function scopesOf({ context, errors }: ErrorBody): readonly string[] {
  const contexts = [context, ...list(errors).map((error) => (error as ErrorBody).context)];
  return [...new Set(contexts.flatMap((one) => strings((one as Record<string, unknown> | undefined)?.['requiredGranularScopes'])))];
}

function propertiesOf({ errors }: ErrorBody): readonly string[] {
  const contexts = list(errors).map((error) => (error as ErrorBody).context as Record<string, unknown> | undefined);
  return [...new Set(contexts.flatMap((one) => strings(one?.['propertyName'])))];
}

function waitOf({ policyName }: ErrorBody, headers: Readonly<Record<string, string>>): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds * 1_000;
  return policyWaitMs[textOf(policyName) ?? ''];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
