import { PassThrough } from 'node:stream';
import { ConnectorError, type CallContext, type Http } from '@causeway/core';
import type { HttpRequest, HttpResponse, Jsforce, Transport } from './jsforce.ts';

/** What a request needs to know of the call it serves. */
export type Caller = Pick<CallContext, 'signal' | 'get'>;

export interface TransportOptions {
  readonly jsforce: Jsforce;
  readonly http: Http;
  readonly call: Caller;
  /** Whether the request changes something there: a lost answer is then an unknown outcome. Default: any method but GET. */
  readonly mutates?: boolean | undefined;
  /** Sees the answer before jsforce does. */
  readonly onResponse?: (response: HttpResponse) => void;
}

/**
 * jsforce's way to the network, led through core's guarded http. jsforce's own ends the process when a body is cut short, repeats
 * requests in silence, and follows redirects to other hosts with the token (jsforce 3.10.26, `request.ts`).
 */
export function createTransport({ jsforce, http, call, mutates, onResponse }: TransportOptions): Transport {
  const exchange = async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const answer = await http(call, {
      method,
      url,
      headers: headers ?? {},
      body: typeof body === 'string' ? body : undefined,
      ...(mutates === undefined ? {} : { mutates }),
    });
    if (answer.status > 300 && answer.status < 400 && answer.status !== 304) throw redirected(answer.status);
    const response = { statusCode: answer.status, headers: answer.headers, body: answer.body.toString('utf8') };
    onResponse?.(response);
    return response;
  };
  const httpRequest = (request: HttpRequest) =>
    jsforce.StreamPromise.create(() => ({ stream: new PassThrough(), promise: exchange(request) }));
  return { httpRequest } as unknown as Transport;
}

function redirected(status: number): ConnectorError {
  return new ConnectorError('unavailable', 'Salesforce answered with a redirect, which is not followed.', {
    hint: 'An operator should check the login URL and the instance URL.',
    upstream: { status },
  });
}
