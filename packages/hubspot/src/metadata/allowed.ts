import { ConnectorError, type ErrorCode } from '@causeway/core';

const lasting: ReadonlySet<ErrorCode> = new Set(['permission_denied', 'invalid_input', 'not_found']);

/** What work yields; undefined when the token, the portal or an operator does not let it. */
export async function ifAllowed<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (thrown) {
    if (ConnectorError.is(thrown) && lasting.has(thrown.code)) return undefined;
    throw thrown;
  }
}
