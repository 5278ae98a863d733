import { ConnectorError, type ErrorCode, type Upstream } from '@causeway/core';
import { isCode } from '../code.ts';
import { isRefusal } from '../refusal.ts';

/** What stands in place of a text that could quote a hidden field. */
export const withheldText = 'The system refused this; its words are not shown, because they could hold what your access hides.';

const messages: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'The system did not accept the input.',
  unauthenticated: 'The system did not accept the credentials.',
  permission_denied: 'The system does not allow this.',
  not_found: 'There is no such record.',
  conflict: 'This conflicts with what the system holds.',
  rate_limited: 'The system allows no more calls for now.',
  unavailable: 'The system cannot be reached.',
  timeout: 'The system took too long.',
  canceled: 'The call was canceled.',
  unknown_outcome: 'No answer came; the change may or may not have been made.',
  internal: 'The connector failed unexpectedly.',
};

/**
 * An error with none of the words of the system: they may quote a value or name a field. What stays is from closed lists: the code,
 * the upstream's own code and status, when to try again.
 */
export function withholdError(error: ConnectorError): ConnectorError {
  if (isRefusal(error)) return error;
  const { code, retryAfterMs, upstream } = error;
  return new ConnectorError(code, messages[code], {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(upstream === undefined ? {} : { upstream: plain(upstream) }),
  });
}

function plain({ code, status, requestId }: Upstream): Upstream {
  return {
    ...(code !== undefined && isCode(code) ? { code } : {}),
    ...(status === undefined ? {} : { status }),
    ...(requestId !== undefined && /^[\w-]{1,80}$/.test(requestId) ? { requestId } : {}),
  };
}
