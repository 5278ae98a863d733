import type { Caller } from '@causeway/core';

/** Why a token was refused. A short list, for logs and audit; the caller hears less. */
export type RefusalCause =
  | 'malformed'
  | 'unknown_issuer'
  | 'bad_signature'
  | 'unknown_key'
  | 'bad_algorithm'
  | 'wrong_audience'
  | 'expired'
  | 'not_yet_valid'
  | 'inactive'
  | 'unknown_api_key'
  | 'missing_claim'
  | 'foreign_tenant';

/** A token that proves nothing. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
  readonly reason: RefusalCause;

  constructor(reason: RefusalCause) {
    super(`The token was refused: ${reason}.`);
    this.reason = reason;
  }
}

export interface Verified {
  readonly caller: Caller;
  /** Milliseconds since 1970 until which the verdict may be reused without looking again. */
  readonly freshUntil: number;
}

/** Tells who a token speaks for. */
export interface Verifier {
  /** Whether a token has the shape that this verifier knows. Reads nothing but the token, and trusts nothing in it. */
  accepts(token: string): boolean;
  /** Throws {@link TokenRefused}, or a ConnectorError when it cannot find out now. */
  verify(token: string): Promise<Verified>;
  /** Issuers of the tokens, for the metadata of this server. */
  readonly issuers: readonly string[];
  /** Frees sockets. Safe to call twice. */
  close?(): Promise<void>;
}
