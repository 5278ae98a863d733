import type { Complaint } from '../errors.ts';

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

/** Reads an error of the API out of what jsforce threw. */
export function toComplaint(thrown: HttpApiError, status: number | undefined): Complaint {
  const errors = Array.isArray(thrown.data) ? (thrown.data as readonly ApiError[]) : [thrown.data as ApiError];
  const [first] = errors;
  const code = codeOf(thrown, first);
  const messages = errors.map((error) => error?.message).filter((message) => typeof message === 'string');
  return {
    code,
    message: messages.length === 0 ? thrown.message : messages.slice(0, 5).join('; '),
    fields: errors.flatMap((error) => (Array.isArray(error?.fields) ? (error.fields as string[]) : [])),
    status,
  };
}

/** The API's own code; undefined for one that jsforce made up because the answer was somebody else's page. */
function codeOf(thrown: HttpApiError, first: ApiError | undefined): string | undefined {
  if (thrown.errorCode === 'MULTIPLE_CHOICES') return thrown.errorCode;
  const code = first?.errorCode;
  return typeof code === 'string' && !code.startsWith('ERROR_HTTP_') ? code : undefined;
}
