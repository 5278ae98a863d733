/** A request, seen so that a plain one costs little: the web-standard object is made only for those who ask for it. */
export interface Inbound {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  header(name: string): string | undefined;
  /** Its body is read elsewhere. */
  request(): Request;
  /** Calls back if the client gives up. Returns what forgets the callback. */
  onAbort(listener: () => void): () => void;
}

export function inboundOf(request: Request): Inbound {
  const { method, headers, signal } = request;
  return {
    method,
    get path() {
      return new URL(request.url).pathname;
    },
    header: (name) => headers.get(name) ?? (name === 'host' ? new URL(request.url).host : undefined),
    request: () => request,
    onAbort(listener) {
      if (signal.aborted) queueMicrotask(listener);
      signal.addEventListener('abort', listener, { once: true });
      return () => signal.removeEventListener('abort', listener);
    },
  };
}
