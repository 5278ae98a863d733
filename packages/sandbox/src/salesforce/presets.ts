import type { Reply } from '../wire/exchange.ts';
import { SalesforceError } from './errors.ts';
import { refuse, saveError } from './messages.ts';
import { errorReply } from './replies.ts';

const refusals = {
  'session-expired': 'sessionInvalid',
  'request-limit': 'requestLimit',
  'query-locator': 'queryLocator',
  'query-timeout': 'queryTimeout',
  'not-found': 'notFound',
  'api-disabled': 'apiDisabled',
  'unknown-exception': 'unknown',
  'server-unavailable': 'unavailable',
} as const;

const failures = {
  'lock-row': saveError('locked', ['001000000000000AAA']),
  'insufficient-access': saveError('noAccess'),
  duplicates: saveError('duplicates'),
} as const;

/** Errors that can be injected by name, as `salesforce.session-expired`. */
export const presets: Readonly<Record<string, () => Reply>> = {
  ...Object.fromEntries(
    Object.entries(refusals).map(([name, error]) => [name, () => errorReply(refuse(error, '1234567890-123 (1234567890)'))]),
  ),
  ...Object.fromEntries(
    Object.entries(failures).map(([name, error]) => [name, () => errorReply(new SalesforceError(error.status, [error]))]),
  ),
};
