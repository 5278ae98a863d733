import { ConnectorError, type ErrorCode, type Http, type HttpRequest } from '@causeway/core';
import type { Mutant } from '../mutants.ts';
import type { Parts } from '../notes-connector.ts';

const confuses = (rule: string, status: number, code: ErrorCode): Mutant => ({
  rule,
  how: `takes ${status} for \`${code}\``,
  change: ({ codes }) => ({ codes: { ...codes, [status]: code } }),
});

/** Turns what goes wrong with a request into another error. */
const breaks =
  (turn: (thrown: ConnectorError, request: HttpRequest) => ConnectorError) =>
  ({ http }: Parts) => {
    const send = async (...[call, request]: Parameters<Http>): ReturnType<Http> => {
      try {
        return await http(call, request);
      } catch (thrown) {
        throw turn(thrown as ConnectorError, request);
      }
    };
    return { http: Object.assign(send, { close: () => http.close() }) };
  };

/** Node's own fetch, which tells a connection that broke before the headers from one that broke after them. */
const fetched =
  (codes: { readonly before: ErrorCode; readonly after: ErrorCode }) =>
  ({ http }: Parts) => {
    const send = async (...[call, request]: Parameters<Http>): ReturnType<Http> => {
      const lost = (code: ErrorCode, cause: unknown) => {
        if (call.signal.aborted) return call.signal.reason as Error;
        return new ConnectorError(request.method === 'GET' ? code : 'unknown_outcome', 'The connection broke.', { cause });
      };
      const init = {
        method: request.method,
        headers: request.headers ?? {},
        body: request.body ?? null,
        signal: call.signal,
      } as RequestInit;
      const refused = (cause: unknown) => (cause as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED';
      const response = await fetch(request.url, init).catch((cause: unknown) => {
        throw refused(cause) ? new ConnectorError('unavailable', 'The host is away.') : lost(codes.before, cause);
      });
      const body = await response.arrayBuffer().catch((cause: unknown) => {
        throw lost(codes.after, cause);
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(body) };
    };
    return { http: Object.assign(send, { close: () => http.close() }) };
  };

const nothing = { id: 'n1', notes: [], user: '' };

export const faultMutants: readonly Mutant[] = [
  confuses('unauthenticated', 401, 'permission_denied'),
  confuses('permission-denied', 403, 'not_found'),
  confuses('not-found', 404, 'internal'),
  confuses('conflict', 409, 'invalid_input'),
  confuses('rate-limited', 429, 'unavailable'),
  confuses('server-error', 502, 'internal'),
  { rule: 'dropped', how: 'calls a broken connection its own fault', change: fetched({ before: 'internal', after: 'unavailable' }) },
  { rule: 'truncated', how: 'calls a cut answer its own fault', change: fetched({ before: 'unavailable', after: 'internal' }) },
  {
    rule: 'html',
    how: 'takes a page for an empty answer',
    change: ({ parse }) => ({
      parse: (response, sending) =>
        sending.method === 'GET' && response.headers['content-type'] === 'text/html' ? nothing : parse(response, sending),
    }),
  },
  {
    rule: 'invalid-json',
    how: 'takes JSON that does not parse for an empty answer',
    change: ({ parse }) => ({
      parse(response, sending) {
        try {
          return parse(response, sending);
        } catch (error) {
          if (sending.method === 'GET' && response.headers['content-type'] === 'application/json') return nothing;
          throw error;
        }
      },
    }),
  },
  {
    rule: 'unreachable',
    how: 'calls a dead host its own fault',
    change: breaks((thrown) =>
      (thrown.cause as { code?: string } | undefined)?.code === 'ECONNREFUSED' ? new ConnectorError('internal', 'No.') : thrown,
    ),
  },
  {
    rule: 'retry-after',
    how: 'does not say how long to wait',
    change: ({ failure }) => ({ failure: (response) => failure({ ...response, headers: {} }) }),
  },
  {
    rule: 'lost-answer',
    how: 'invites to repeat a write whose answer was lost',
    change: breaks((thrown) => (thrown.code === 'unknown_outcome' ? new ConnectorError('unavailable', 'Try again.') : thrown)),
  },
];
