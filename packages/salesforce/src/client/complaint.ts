import type { Complaint } from '../errors.ts';
import type { HttpResponse } from './jsforce.ts';

/** What jsforce throws for an answer of status 400 and above (jsforce 3.10.26, `http-api.ts`). */
interface HttpApiError {
  readonly errorCode?: unknown;
  readonly message: string;
  readonly data?: unknown;
}

interface ApiError {
  readonly errorCode?: unknown;
  readonly message?: unknown;
  readonly fields?: unknown;
  readonly duplicateResult?: unknown;
}

/** Reads an error of the API out of what jsforce threw. `secret` is struck out, in case the system repeats what it was sent. */
export function toComplaint(
  thrown: HttpApiError,
  answer: Pick<HttpResponse, 'statusCode' | 'headers'> | undefined,
  secret: string,
): Complaint {
  const errors = Array.isArray(thrown.data) ? (thrown.data as readonly ApiError[]) : [thrown.data as ApiError];
  const [first] = errors;
  const code = codeOf(thrown, first);
  const messages = errors.map((error) => error?.message).filter((message) => typeof message === 'string');
  return {
    code,
    message: (messages.length === 0 ? thrown.message : messages.slice(0, 5).join('; ')).replaceAll(secret, '[secret]'),
    fields: errors.flatMap((error) => (Array.isArray(error?.fields) ? (error.fields as string[]) : [])),
    status: answer?.statusCode,
    retryAfterMs: secondsToMs(answer?.headers['retry-after']),
  };
}

/** The API's own code; undefined for one that jsforce made up because the answer was somebody else's page. */
function codeOf(thrown: HttpApiError, first: ApiError | undefined): string | undefined {
  if (thrown.errorCode === 'MULTIPLE_CHOICES') return thrown.errorCode;
  const code = first?.errorCode;
  return typeof code === 'string' && !code.startsWith('ERROR_HTTP_') ? code : undefined;
}

function secondsToMs(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined;
}
