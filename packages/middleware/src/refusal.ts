import { ConnectorError, type ConnectorErrorOptions, type ErrorCode } from '@causeway/core';

const brand = Symbol.for('causeway.Refusal');

/** An error of governance itself. Its text is ours and holds nothing of a record, so no layer has to hide it. */
export function refusal(code: ErrorCode, message: string, options?: ConnectorErrorOptions): ConnectorError {
  return Object.defineProperty(new ConnectorError(code, message, options), brand, { value: true });
}

export function isRefusal(error: ConnectorError): boolean {
  return brand in error;
}
