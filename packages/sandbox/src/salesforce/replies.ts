import type { Reply } from '../wire/exchange.ts';
import { json as jsonReply } from '../wire/exchange.ts';
import { SalesforceError } from './errors.ts';
import { refuse } from './messages.ts';

/** Salesforce's spelling of the type. */
const jsonType = { 'content-type': 'application/json;charset=UTF-8' };

export function json(status: number, value: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return jsonReply(status, value, { ...jsonType, ...headers });
}

export const noContent: Reply = { status: 204 };

/** An error array. Whatever is not a refusal becomes UNKNOWN_EXCEPTION, with nothing of the cause in it. */
export function errorReply(error: unknown): Reply {
  if (!(error instanceof SalesforceError)) return errorReply(refuse('unknown', '1234567890-123 (1234567890)'));
  return json(
    error.status,
    error.errors.map(({ message, errorCode, fields, extra }) => ({ ...extra, message, errorCode, ...(fields && { fields }) })),
  );
}
