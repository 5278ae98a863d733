import { ConnectorError, isJson, type CallContext, type Http, type HttpResponse } from '@causeway/core';
import { toConnectorError } from '../errors.ts';
import { versionedPath, type ApiVersion } from './paths.ts';
import type { Quotas } from './quotas.ts';
import type { Token } from './tokens.ts';

export interface ExchangeOptions {
  readonly http: Http;
  /** Origin of the API, without a slash at the end. */
  readonly baseUrl: string;
  readonly apiVersion: ApiVersion;
  readonly quotas: Quotas;
}

/** What an exchange needs of a call. */
export type ExchangeContext = Pick<CallContext, 'signal' | 'get' | 'trail'>;

/** One request, by the path that the typed client knows. */
export interface PortalRequest {
  readonly method: string;
  /** Legacy path with its query, encoded. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string | undefined;
}

export interface PortalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came. Empty for answers without content. */
  readonly text: string;
  /** Parsed. */
  readonly value: unknown;
}

/** Requests of one call, each sent once, or twice when the token was refused and another is to be had. */
export type Exchange = (request: PortalRequest) => Promise<PortalAnswer>;

/** Searches and batch reads are POSTs that change nothing. */
const reading = /\/(search|batch\/read)(\?|$)/;
const searching = /\/search(\?|$)/;

export function createExchange({ http, baseUrl, apiVersion, quotas }: ExchangeOptions, token: Token, call: ExchangeContext): Exchange {
  const send = (request: PortalRequest, accessToken: string): Promise<HttpResponse> =>
    http(call, {
      method: request.method,
      url: baseUrl + versionedPath(request.path, apiVersion),
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: request.body,
      mutates: request.method !== 'GET' && !reading.test(request.path),
    });
  return async (request) => {
    const search = searching.test(request.path);
    if (search) quotas.searching(token.key);
    let response = await send(request, await token.current());
    if (response.status === 401) {
      const renewed = await token.renew();
      if (renewed !== undefined) response = await send(request, renewed);
    }
    for (const quota of quotas.after(token.key, { search, headers: response.headers, policy: policyOf(response) })) call.trail.quota(quota);
    return toAnswer(request, response);
  };
}

/** Which limit a refusal is about. */
function policyOf(response: HttpResponse): string | undefined {
  if (response.status !== 429) return undefined;
  const body = parse(response.body.toString('utf8')) as { readonly policyName?: unknown } | null | undefined;
  return typeof body?.policyName === 'string' ? body.policyName : undefined;
}

function toAnswer(request: PortalRequest, response: HttpResponse): PortalAnswer {
  const { status, headers } = response;
  const text = response.body.toString('utf8');
  const value = isJson(response) ? parse(text) : undefined;
  if (status >= 400) throw refusal(request, { status, headers, body: value });
  if (status === 204 || (text === '' && status < 300)) return { status, headers, text: '', value: undefined };
  if (status >= 300 || value === undefined) throw notJson(request, status);
  return { status, headers, text, value };
}

function refusal(request: PortalRequest, answer: Parameters<typeof toConnectorError>[0]): ConnectorError {
  const { status, body } = answer;
  // A gateway speaks here, not HubSpot: it cannot know whether the work was done.
  return status >= 500 && body === undefined && changes(request) ? lost(status) : toConnectorError(answer);
}

function notJson(request: PortalRequest, status: number): ConnectorError {
  if (changes(request)) return lost(status);
  return new ConnectorError('unavailable', 'HubSpot answered with something that is not JSON.', {
    hint: 'Try again later; a proxy or a maintenance page may be in the way.',
    upstream: { status },
  });
}

function lost(status: number): ConnectorError {
  return new ConnectorError('unknown_outcome', 'The answer of HubSpot was lost; the change may or may not have been made.', {
    hint: 'Read the record to see whether the change is there before you try again.',
    upstream: { status },
  });
}

function changes({ method, path }: PortalRequest): boolean {
  return method !== 'GET' && !reading.test(path);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
