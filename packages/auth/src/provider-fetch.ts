import { createHttp, type Http } from '@causeway/core';

/** How an identity provider is reached. */
export interface ProviderNetwork {
  /** Origins besides the issuer's that it may use: where its keys are, when that is elsewhere. */
  readonly origins?: readonly string[] | undefined;
  /** Lets it be on a private network. Default false. */
  readonly allowPrivate?: boolean | undefined;
  /** URL of an HTTP proxy. */
  readonly proxy?: string | undefined;
}

const never = new AbortController().signal;
const call = { signal: never, get: <T>(key: { readonly default: T }) => key.default };

/** Bytes and milliseconds that a provider's answer may take. */
const maxBytes = 512 * 1024;
const timeoutMs = 5_000;

export type Fetch = (url: string, init?: FetchInit) => Promise<Response>;

export interface FetchInit {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/** `fetch` as the OAuth libraries want it, over the guarded way out: no redirects, no private addresses, bounded. */
export function createFetch(
  first: readonly string[],
  { origins = [], allowPrivate = false, proxy }: ProviderNetwork,
): Fetch & { readonly http: Http } {
  const plain = first.find((url) => new URL(url).protocol !== 'https:');
  if (plain !== undefined && !allowPrivate) throw new TypeError(`${plain} is not https; only private networks may do without.`);
  const http = createHttp({
    origins: [...new Set([...first.map((url) => new URL(url).origin), ...origins])],
    allowPrivate,
    maxBytes,
    timeoutMs,
    ...(proxy === undefined ? {} : { proxy }),
  });
  const send: Fetch = async (url, { method = 'GET', headers = {}, body } = {}) => {
    const text = body instanceof URLSearchParams ? body.toString() : (body as string | undefined);
    // Names of headers are sent as they are given; two spellings of one would be sent twice.
    const response = await http(call, { method, url, headers, mutates: false, ...(text === undefined ? {} : { body: text }) });
    const empty = [101, 204, 205, 304].includes(response.status);
    return new Response(empty ? null : new Uint8Array(response.body), { status: response.status, headers: contentOf(response.headers) });
  };
  return Object.assign(send, { http });
}

/** The body is decoded already. */
function contentOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-encoding' && name !== 'content-length'));
}
