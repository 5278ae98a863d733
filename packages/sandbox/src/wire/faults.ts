/** Which requests misbehave, when, and how. All conditions must hold. */
export interface FaultRule {
  /** Default: both. */
  readonly service?: 'salesforce' | 'hubspot';
  /** Default: every method. */
  readonly method?: string;
  /** Part of the raw path and query, or a pattern. Over the admin endpoint a pattern is a string that starts and ends with `/`. */
  readonly path?: string | RegExp;
  /** Lets this many matching requests pass first. Default 0. */
  readonly after?: number;
  /** Strikes at most this often. Default: for ever. */
  readonly times?: number;
  /** Strikes with this probability (0 to 1), drawn from the sandbox's seed. Default 1. */
  readonly probability?: number;
  readonly fault: Fault;
}

/** A way for a request to go wrong. */
export type Fault = ReplyFault | SocketFault | HandlerFault;

/** Answers something else; unless `applied`, the request never reaches the vendor's handler. */
export type ReplyFault =
  /** A string body is sent as it is, anything else as JSON. `contentType: null` sends none; the default follows the body. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly contentType?: string | null;
    }
  /** An error the vendor is known to send, by name: `salesforce.session-expired`. `presets` of the service lists them. */
  | { readonly kind: 'preset'; readonly name: string }
  /** A proxy's HTML page. Status 200 unless given. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The true answer's first half, with the true headers: JSON that does not parse. */
  | { readonly kind: 'bad-json' }
  /** The true answer under another content type; `null` sends none. */
  | { readonly kind: 'content-type'; readonly value: string | null }
  /** Status 302 unless given. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number };

/** Does something to the connection. */
export type SocketFault =
  /** Waits, in real time, then answers as usual. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Never answers; the request is not applied. */
  | { readonly kind: 'hang' }
  /** Closes the connection in good order before any header. */
  | { readonly kind: 'fin' }
  /** Resets the connection before any header. */
  | { readonly kind: 'reset' }
  /** Sends `after` bytes of the true body (default: half), then closes the connection. */
  | { readonly kind: 'truncate'; readonly framing: 'chunked' | 'content-length'; readonly after?: number }
  /** Sends the true body in pieces of `bytes`, one every `everyMs`. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** Applies the request, then resets the connection instead of answering. */
  | { readonly kind: 'lost-answer' };

/** Handed to the vendor's handler in `Exchange.faults`. */
export type HandlerFault =
  /** A page of this many records although more were asked for, and the word that there is more. */
  | { readonly kind: 'short-page'; readonly size: number }
  /** In a batch, the inputs at these positions fail with the vendor's own error, the others succeed. */
  | { readonly kind: 'partial'; readonly indexes: readonly number[] };
