import type { BodyReader } from './body.ts';
import type { Caller } from '../caller.ts';
import type { GuardOptions } from './guard.ts';
import type { Refusal } from './refusal.ts';
import type { ServerIdentity } from './server.ts';
import type { SessionOptions } from './session-store.ts';
import type { Toolkit } from '../toolkit/toolkit.ts';

/** The toolkit for everyone, or for one caller: give the same object to callers who share one, because it is prepared once. */
export type ToolkitSource = Toolkit | ((caller: Caller) => Toolkit | Promise<Toolkit>);

/** How a toolkit is presented, on every transport. */
export interface ServingOptions extends ServerIdentity {
  /** Sentences for the model that come before those of the connectors. */
  readonly instructions?: string;
  /** Milliseconds for which a client may keep a list. Default 0. */
  readonly listTtlMs?: number;
  /** Declares protocol logging, for `mcpExtras`. Default false. */
  readonly logging?: boolean;
  /** Told of what went wrong without anyone to answer to. Default: nothing. */
  readonly onError?: (error: unknown) => void;
}

export interface McpHandlerOptions extends ServingOptions, GuardOptions {
  /**
   * How clients of revisions before 2026-07-28 are served. `stateless`: every request for itself; they cannot be asked questions.
   * `sessions`: with a session each, in the memory of this process. Default `stateless`.
   */
  readonly legacy?: 'stateless' | 'sessions';
  readonly sessions?: SessionOptions;
  /** Says who calls, or answers in place of the server (401, 403). Without it callers are anonymous. */
  readonly authenticate?: (request: Request, details: Pick<RequestDetails, 'address'>) => Caller | Response | Promise<Caller | Response>;
  /** Told of every request that never became a call. What it throws goes to `onError`. */
  readonly refused?: (refusal: Refusal) => void | Promise<void>;
}

/** What the runtime knows of a request beyond the request itself. */
export interface RequestDetails {
  /** Of the peer. */
  readonly address?: string | undefined;
  /** Reads the body in place of `request.body`, as text; undefined when it is longer than so many bytes. */
  readonly readBody?: BodyReader | undefined;
}
