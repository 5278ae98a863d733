import type { SoqlErrorCode } from './types.ts';

/** A query that Salesforce would answer with HTTP 400 and `[{ message, errorCode }]`. */
export class SoqlError extends Error {
  override readonly name = 'SoqlError';
  readonly errorCode: SoqlErrorCode;

  constructor(errorCode: SoqlErrorCode, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}
