import { excerpt } from './excerpt.ts';
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

/** A statement and an offset in it, for errors that name a place. */
export interface Place {
  readonly text: string;
  readonly at: number;
}

/** An error that shows where in the statement it is. */
export function errorAt(errorCode: SoqlErrorCode, { text, at }: Place, message: string): SoqlError {
  return new SoqlError(errorCode, excerpt(text, at) + message);
}

/** An error of the whole statement. */
export function malformed(message: string): SoqlError {
  return new SoqlError('MALFORMED_QUERY', message);
}

/** `unexpected token: '…'`. The caret stands one before the token; the end and the first token of a row have no place. */
export function unexpected(text: string, token: { readonly text: string; readonly at: number } | undefined): SoqlError {
  const message = `unexpected token: '${token?.text ?? '<EOF>'}'`;
  if (!token || token.at === 0 || text[token.at - 1] === '\n') return malformed(message);
  return errorAt('MALFORMED_QUERY', { text, at: token.at - 1 }, message);
}
