import { ConnectorError, type ErrorCode } from '../connector-error.ts';
import { cleanText } from '../text.ts';
import type { HttpResponse } from './request.ts';

/** What a status means, for systems that keep to HTTP (RFC 9110, RFC 6585). */
const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_input',
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  408: 'unavailable',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  413: 'invalid_input',
  422: 'invalid_input',
  423: 'conflict',
  428: 'conflict',
  429: 'rate_limited',
  503: 'unavailable',
};

/**
 * An answer that is no success, as an error: its code by the status, what the system says of it, and how long to wait. With `mutates`,
 * a failing system or gateway leaves open whether the change was made.
 */
export function statusError(response: HttpResponse, mutates = false): ConnectorError {
  const { status } = response;
  const code = codes[status] ?? (status < 500 ? 'internal' : mutates ? 'unknown_outcome' : 'unavailable');
  // What is said of a credential may repeat it.
  const said = code === 'unauthenticated' ? undefined : sayingOf(response);
  const waitMs = retryAfterMs(response.headers['retry-after']);
  return new ConnectorError(code, said ?? `The system answered with status ${status}.`, {
    upstream: { status },
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  });
}

const dayMs = 86_400_000;

/** Milliseconds from a `Retry-After` header: seconds or a date; a day at most. Undefined when it is neither. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Math.min(Number(header) * 1_000, dayMs);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), dayMs);
}

/** Where systems put their words: Problem Details (RFC 9457), and what is common besides. */
const places = ['detail', 'message', 'error_description', 'error', 'title'];

function sayingOf({ body }: HttpResponse): string | undefined {
  try {
    const said = find(JSON.parse(body.toString('utf8')));
    const text = said === undefined ? '' : cleanText(said).replaceAll(/\s+/g, ' ').trim();
    return text === '' ? undefined : cleanText(text.slice(0, 300));
  } catch {
    return undefined;
  }
}

function find(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const place of places) {
    const found = find((value as Readonly<Record<string, unknown>>)[place]);
    if (found !== undefined) return found;
  }
  return undefined;
}
