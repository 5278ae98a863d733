import { createHttp, parseJson, type HttpOptions } from './http.ts';
import { withCredential, type Credential } from '../credential.ts';
import type { CallContext } from '../context.ts';
import { ConnectorError } from '../connector-error.ts';
import type { HttpResponse } from './request.ts';
import type { Secret } from '../secret.ts';
import { statusError } from './status-error.ts';

export interface JsonApiOptions extends Omit<HttpOptions, 'origins'> {
  /** Where the service is: `https://desk.example.com/api`. Nothing else is called. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token: Credential<Secret>;
}

export interface JsonRequest {
  /** Default `GET`. */
  readonly method?: string;
  /** Below the address of the service, with its segments encoded: `/tickets/7`. A TypeError without the slash at its start. */
  readonly path: string;
  /** Members that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** Whether it changes something there. Default: any method but GET and HEAD. */
  readonly mutates?: boolean;
}

/** A plain JSON service with bearer tokens, which is all that many connectors talk to. */
export interface JsonApi {
  /** The JSON of the answer; undefined when it has no content. Throws a ConnectorError for everything that is no success. */
  (call: CallContext, request: JsonRequest): Promise<unknown>;
  /** Closes idle connections. Safe to call twice. */
  close(): Promise<void>;
}

/** A JSON service over the guarded `http`: a refused token is refreshed once, statuses become errors. Throws a TypeError when `url` is none. */
export function createJsonApi({ url, token, ...options }: JsonApiOptions): JsonApi {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new TypeError(`"${url}" is not the address of a service, such as https://desk.example.com/api.`);
  const base = url.replace(/\/$/, '');
  const http = createHttp({ ...options, origins: [new URL(base).origin] });
  const send = (call: CallContext, request: JsonRequest): Promise<unknown> =>
    withCredential(token, call, async (secret) => {
      const { method = 'GET', path, query = {}, body, mutates = !['GET', 'HEAD'].includes(method) } = request;
      if (!path.startsWith('/')) throw new TypeError(`The path "${path}" does not start with "/".`);
      const parameters = Object.entries(query).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, String(value)]],
      );
      const search = parameters.length === 0 ? '' : `?${new URLSearchParams(parameters).toString()}`;
      const headers = { accept: 'application/json', authorization: `Bearer ${secret.reveal()}` };
      const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
      const response = await http(call, { method, url: base + path + search, mutates, headers, ...content });
      if (response.status >= 300) throw statusError(response, mutates);
      return response.body.length === 0 && response.status === 204 ? undefined : contentOf(response, mutates);
    });
  return Object.assign(send, { close: () => http.close() });
}

function contentOf(response: HttpResponse, mutates: boolean): unknown {
  try {
    return parseJson(response);
  } catch (cause) {
    if (!mutates) throw cause;
    throw new ConnectorError('unknown_outcome', 'The answer cannot be read; the change may or may not have been made.', {
      cause,
      hint: 'Read the record to see whether the change is there before you try again.',
      upstream: { status: response.status },
    });
  }
}
