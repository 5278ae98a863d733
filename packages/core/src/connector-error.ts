import { isAskSignal } from './ask-signal.ts';

/** Every way in which a call can fail. The list is closed: a consumer may switch over it. */
export const errorCodes = [
  'invalid_input',
  'unauthenticated',
  'permission_denied',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
  'timeout',
  'canceled',
  'unknown_outcome',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What the upstream system said, for people who have to look into it there. */
export interface Upstream {
  /** The system's own code: `INVALID_FIELD`, `MISSING_SCOPES`. */
  readonly code?: string;
  /** HTTP status. */
  readonly status?: number;
  /** The system's name for the request: a correlation id. */
  readonly requestId?: string;
}

export interface ConnectorErrorOptions {
  /** What the model should do next, in one sentence. */
  readonly hint?: string;
  /** Milliseconds after which a repeat may work. */
  readonly retryAfterMs?: number;
  readonly upstream?: Upstream;
  /** The members of the input, or the fields of the record, that are at fault. */
  readonly fields?: readonly string[];
  /** The error beneath; kept for logs, never shown to a model. */
  readonly cause?: unknown;
}

/** What a consumer sees of a {@link ConnectorError}: everything but its cause. */
export interface ErrorReport {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly hint?: string;
  readonly upstream?: Upstream;
  readonly fields?: readonly string[];
}

const brand = Symbol.for('causeway.ConnectorError');
const passing: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'unavailable', 'timeout']);

/** The one error that connectors and middleware throw. Its message reaches the model; its cause never does. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly upstream: Upstream | undefined;
  readonly fields: readonly string[] | undefined;

  constructor(code: ErrorCode, message: string, options: ConnectorErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.retryAfterMs = options.retryAfterMs;
    this.upstream = options.upstream;
    this.fields = options.fields;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether the same call may work later. Says nothing on whether repeating it is harmless: that follows from the tool's effect. */
  get retryable(): boolean {
    return passing.has(this.code);
  }

  /** Recognises errors of every copy of this package, by brand. */
  static is(value: unknown): value is ConnectorError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * Any thrown value as a ConnectorError. Messages of foreign errors are hidden, because they may hold anything.
   * The signal by which a question ends an attempt is no failure and is thrown on.
   */
  static from(thrown: unknown): ConnectorError {
    if (isAskSignal(thrown)) throw thrown;
    if (ConnectorError.is(thrown)) return thrown;
    const name = thrown instanceof Error ? thrown.name : '';
    if (name === 'AbortError') return new ConnectorError('canceled', 'The call was canceled.', { cause: thrown });
    if (name === 'TimeoutError') return new ConnectorError('timeout', 'The call took too long.', { cause: thrown });
    return new ConnectorError('internal', 'The connector failed unexpectedly.', { cause: thrown });
  }

  toJSON(): ErrorReport {
    return {
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.hint === undefined ? {} : { hint: this.hint }),
      ...(this.upstream === undefined ? {} : { upstream: this.upstream }),
      ...(this.fields === undefined ? {} : { fields: this.fields }),
    };
  }
}
