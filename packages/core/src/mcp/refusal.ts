/** Why a request never became a call. */
export type RefusalReason = 'host' | 'origin' | 'too_large' | 'unauthenticated' | 'forbidden' | 'malformed' | 'session' | 'protocol';

/** A request that the transport refused, for the audit. Holds nothing of its body. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** HTTP status it was answered with. */
  readonly status: number;
  /** HTTP method. */
  readonly method: string;
  readonly path: string;
  /** Of the peer, where it is known. */
  readonly address?: string;
  readonly userAgent?: string;
}

/** An answer to a request that is no call: JSON-RPC, so that every client can read it. */
export function errorResponse(status: number, code: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status, headers });
}
