import { ConnectorError } from '../connector-error.ts';

/** Error codes of Node and undici that mean: nothing was sent. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Error codes of undici that mean: the request itself is malformed, and was not sent. */
const malformed = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'ERR_INVALID_CHAR', 'ERR_INVALID_ARG_TYPE']);

export interface FailureFacts {
  readonly host: string;
  readonly mutates: boolean;
  readonly timeoutMs: number;
  /** The signal that the caller aborts. */
  readonly canceled: AbortSignal;
  /** The deadline of this request alone. */
  readonly expired: boolean;
}

/** What a request without a whole answer means to the caller. */
export function toFailure(thrown: unknown, { host, mutates, timeoutMs, canceled, expired }: FailureFacts): ConnectorError {
  const guard = findGuard(thrown);
  if (guard !== undefined) return guard.code === 'internal' && mutates ? lost(host, guard) : guard;
  if (canceled.aborted)
    return ConnectorError.is(canceled.reason)
      ? canceled.reason
      : new ConnectorError('canceled', 'The call was canceled.', { cause: thrown });
  const code = codeOf(thrown);
  if (malformed.has(code))
    return new ConnectorError('internal', `The request to ${host} could not be sent: a header or its method is malformed.`, {
      cause: thrown,
      hint: 'An operator should look at the credentials of this connector: a line break at the end, for instance.',
    });
  const sent = !unsent.has(code);
  if (mutates && sent) return lost(host, thrown);
  if (expired) return new ConnectorError('timeout', `${host} did not answer within ${timeoutMs / 1000} s.`, { cause: thrown });
  return new ConnectorError(
    'unavailable',
    sent ? `The connection to ${host} broke before its answer was complete.` : `${host} cannot be reached.`,
    {
      cause: thrown,
      hint: 'Try again later.',
    },
  );
}

function lost(host: string, cause: unknown): ConnectorError {
  return new ConnectorError('unknown_outcome', `The answer of ${host} was lost; the change may or may not have been made.`, {
    cause,
    hint: 'Read the record to see whether the change is there before you try again.',
  });
}

/** A refusal of our own guards, which the client library may have wrapped. */
function findGuard(thrown: unknown): ConnectorError | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    if (ConnectorError.is(error) && error.code === 'permission_denied') return error;
    if (ConnectorError.is(error) && error.code === 'internal') return error;
  }
  return undefined;
}

function codeOf(thrown: unknown): string {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 4; error = error.cause, depth += 1) {
    if ('code' in error && typeof error.code === 'string') return error.code;
  }
  return '';
}
