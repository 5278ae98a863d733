import { ConnectorError } from '@causeway/core';

/** What work yields; undefined when the system cannot do it just now. For what an answer can do without, and then says so. */
export async function ifPassing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (thrown) {
    if (ConnectorError.is(thrown) && thrown.retryable) return undefined;
    throw thrown;
  }
}
