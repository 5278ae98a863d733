import { ConnectorError, type ErrorCode } from '@causeway/core';

const hidden: ReadonlySet<ErrorCode> = new Set(['invalid_input', 'permission_denied', 'not_found']);

/** What work yields; undefined when it fails because the user, or the operator, has put something out of sight. */
export async function ifVisible<T>(work: () => Promise<T>, onHidden?: (error: ConnectorError) => void): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || !hidden.has(thrown.code)) throw thrown;
    onHidden?.(thrown);
    return undefined;
  }
}
