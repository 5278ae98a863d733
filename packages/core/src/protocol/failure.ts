import type { ConnectorError, ErrorCode } from '../connector-error.ts';

/** JSON-RPC error codes that this package answers with. */
export const rpcCodes = { invalidParams: -32_602, internal: -32_603, resourceNotFound: -32_002 } as const;

/** A request that fails as a whole, not as the result of a tool. Either SDK turns it into a JSON-RPC error by these members. */
export class ProtocolFailure extends Error {
  override readonly name = 'ProtocolFailure';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const callersFault: ReadonlySet<ErrorCode> = new Set(['invalid_input', 'not_found']);

/** For requests that have no result to put an error into: reading a resource, rendering a prompt. */
export function failureOf(error: ConnectorError): ProtocolFailure {
  const { message, ...report } = error.toJSON();
  return new ProtocolFailure(callersFault.has(error.code) ? rpcCodes.invalidParams : rpcCodes.internal, message, report);
}
