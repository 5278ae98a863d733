/** One request to the upstream system. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute, of an allowed origin. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** Whether it changes something there. A lost answer is then `unknown_outcome` and not `unavailable`. Default: any method but GET and HEAD. */
  readonly mutates?: boolean;
  /** Most milliseconds until the whole answer is there. Default: the client's. */
  readonly timeoutMs?: number;
}

/** The whole answer, whatever its status. Redirects are answers too: they are never followed. */
export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded from gzip, deflate or brotli. */
  readonly body: Buffer;
}
