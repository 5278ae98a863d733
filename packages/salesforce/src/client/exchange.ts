import { ConnectorError, type CallContext, type Http } from '@causeway/core';
import { toConnectorError, type Complaint } from '../errors.ts';
import type { Caller } from './transport.ts';
import { createTransport } from './transport.ts';
import { loadJsforce, type HttpResponse } from './jsforce.ts';
import type { OrgRequest } from './org.ts';
import { path } from './path.ts';
import type { Session } from './sessions.ts';
import { toComplaint } from './complaint.ts';

export interface Exchange {
  readonly session: Session;
  readonly request: OrgRequest;
  readonly http: Http;
  readonly caller: Caller;
  readonly trail: CallContext['trail'];
}

/** Sends one request once. */
export async function exchange({ session, request, http, caller, trail }: Exchange): Promise<unknown> {
  const jsforce = await loadJsforce();
  const { method = 'GET', body, query, headers, segments, root = false } = request;
  const { connection } = session;
  const mutates = method !== 'GET';
  let seen: HttpResponse | undefined;
  const onResponse = (response: HttpResponse) => {
    seen = response;
    reportQuota(trail, response.headers['sforce-limit-info']);
  };
  const base = root ? [] : ['services', 'data', `v${connection.version}`];
  try {
    const answer: unknown = await connection.request(
      {
        method,
        url: path([...base, ...segments], query),
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), accept: 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { transport: createTransport({ jsforce, http, call: caller, mutates, onResponse }), noContentResponse: null },
    );
    // jsforce hands over the raw text when it is not JSON or does not parse.
    if (typeof answer === 'string') throw notJson(seen?.statusCode, mutates);
    return answer ?? null;
  } catch (thrown) {
    if (ConnectorError.is(thrown) || !(thrown instanceof Error)) throw thrown;
    // What jsforce throws holds the whole answer, so it goes no further.
    throw refusal(toComplaint(thrown, seen, connection.accessToken ?? ''), request, mutates);
  }
}

function refusal(complaint: Complaint, { about }: OrgRequest, mutates: boolean): ConnectorError {
  const { code, status } = complaint;
  // A gateway speaks here, not the org: it cannot know whether the org did the work.
  if (code === undefined && mutates && status !== undefined && status >= 500) return lost(status);
  return toConnectorError(complaint, about);
}

function notJson(status: number | undefined, mutates: boolean): ConnectorError {
  if (mutates) return lost(status);
  return new ConnectorError('unavailable', 'Salesforce answered with something that is not JSON.', {
    hint: 'Try again later; a proxy or a maintenance page may be in the way.',
    ...(status === undefined ? {} : { upstream: { status } }),
  });
}

function lost(status: number | undefined): ConnectorError {
  return new ConnectorError('unknown_outcome', 'The answer of Salesforce was lost; the change may or may not have been made.', {
    hint: 'Read the record to see whether the change is there before you try again.',
    ...(status === undefined ? {} : { upstream: { status } }),
  });
}

/** `Sforce-Limit-Info: api-usage=25/5000`: requests used and allowed in the last 24 hours. */
function reportQuota(trail: CallContext['trail'], header: string | undefined): void {
  const usage = /api-usage=(\d+)\/(\d+)/.exec(header ?? '');
  if (usage === null) return;
  const limit = Number(usage[2]);
  trail.quota({ name: 'daily', limit, remaining: Math.max(0, limit - Number(usage[1])) });
}
