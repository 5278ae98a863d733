import type { CallContext } from '../context.ts';
import type { Caller } from '../caller.ts';

export type Members = Readonly<Record<string, unknown>>;

/** What a request brings besides its parameters, whichever SDK and transport received it. */
export interface Exchange {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  /** `_meta` of the request's parameters. */
  readonly meta?: Members | undefined;
  /** What the client declared it can do. Undefined where it cannot be asked anything: then nobody is. */
  readonly capabilities?: Members | undefined;
  /** What the client sent back for a result that required input. */
  readonly reply?: ExchangeReply | undefined;
  /** Sends a notification that belongs to this request. */
  notify(method: string, params: Members): void;
  /** Adds values to the call's context. */
  readonly prepare?: ((context: CallContext) => CallContext) | undefined;
}

export interface ExchangeReply {
  readonly state: string;
  /** By the key of the question, as the client sent them. */
  readonly responses: Members;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
