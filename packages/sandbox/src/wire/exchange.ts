import type { Fault, HandlerFault } from './faults.ts';

/** One request, read in full. */
export interface Exchange {
  readonly method: string;
  /** Raw path and query as sent. */
  readonly url: string;
  /** Raw path, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Path parameters, percent-decoded. The name of a wildcard is `*`. */
  readonly params: Readonly<Record<string, string>>;
  /** Faults that only the handler can commit (a short page, a partly failed batch). The wire does all others. */
  readonly faults?: readonly HandlerFault[];
}

/** What a handler answers. Without a `content-type` header none is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A method and a find-my-way path pattern, with what serves it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  handle(exchange: Exchange): Reply | Promise<Reply>;
}

/** A JSON answer. Its content type is `application/json`; a vendor whose text differs passes its own `content-type`. */
export function json(status: number, value: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** The first fault of this kind that the handler is asked to commit. */
export function handlerFault<K extends HandlerFault['kind']>(exchange: Exchange, kind: K): Extract<HandlerFault, { kind: K }> | undefined {
  return exchange.faults?.find((fault): fault is Extract<HandlerFault, { kind: K }> => fault.kind === kind);
}

type Received = Pick<Exchange, 'method' | 'url' | 'path' | 'headers' | 'body'>;

const handled: ReadonlySet<Fault['kind']> = new Set<HandlerFault['kind']>(['short-page', 'partial']);

/** An exchange whose query is parsed when it is first asked for. */
export function createExchange(received: Received, params: Exchange['params'], strikes: readonly Fault[]): Exchange {
  let query: URLSearchParams | undefined;
  const faults = strikes.filter((fault): fault is HandlerFault => handled.has(fault.kind));
  return {
    ...received,
    params,
    get query() {
      query ??= new URLSearchParams(received.url.slice(received.path.length));
      return query;
    },
    ...(faults.length > 0 && { faults }),
  };
}
