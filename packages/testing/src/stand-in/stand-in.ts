import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { forward, type Answer, type Upstream } from './upstream.ts';
import { matches, type Match } from '../match.ts';
import { sendFault } from './send.ts';
import type { Fault, Strike } from './fault.ts';
import type { Recorded } from './recorded.ts';

export interface StandInOptions {
  readonly upstream: Upstream;
  readonly signIn: readonly Match[];
  /** Requests that read although their method could write. */
  readonly reads: readonly Match[];
  /** Puts what the system knows in place of what the connector was given. */
  readonly translate: (text: string) => string;
  /** Requests after which connections break, so that a connector that repeats for ever comes to an end. Default 200. */
  readonly mostRequests?: number;
}

/** A recording reverse proxy in front of a system, which makes requests go wrong as told. */
export interface StandIn {
  readonly url: string;
  /** What arrived since the last `watch`, in order of arrival. */
  readonly requests: readonly Recorded[];
  /** Starts a new record, and strikes from now on. */
  watch(strike?: Strike): void;
  readonly close: () => Promise<void>;
}

type Entry = { -readonly [K in keyof Recorded]: Recorded[K] };

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { mostRequests = 200 } = options;
  let requests: Entry[] = [];
  let strike: Strike = () => undefined;
  let url = '';

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await buffer(request);
    const entry = record(request, bytes, options);
    const index = entry.signIn ? -1 : requests.filter(({ signIn }) => !signIn).length;
    requests.push(entry);
    response.once('close', () => (entry.abandoned = !response.writableFinished && entry.fault?.kind === 'withhold'));
    const fault: Fault | undefined = requests.length > mostRequests ? { kind: 'drop' } : strike(entry, index);
    if (fault !== undefined) entry.fault = fault;
    const ask = async (): Promise<Answer> => {
      const answer = await forward(options.upstream, url, translated(request, bytes, options.translate));
      if (fault?.kind === 'truncate' && answer.body.length === 0) delete entry.fault;
      entry.answer = { status: answer.status, body: answer.body.toString('utf8') };
      return answer;
    };
    await sendFault(response, fault, ask);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    get requests() {
      return requests;
    },
    watch(next = () => undefined) {
      requests = [];
      strike = next;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function record(request: IncomingMessage, bytes: Buffer, { signIn, reads }: StandInOptions): Entry {
  const line = { method: request.method ?? 'GET', path: request.url ?? '/' };
  const isSignIn = matches(signIn, line);
  const write = !isSignIn && !['GET', 'HEAD', 'OPTIONS'].includes(line.method) && !matches(reads, line);
  return { ...line, headers: headersOf(request), body: bytes.toString('utf8'), signIn: isSignIn, write, abandoned: false };
}

function translated(request: IncomingMessage, body: Buffer, translate: (text: string) => string) {
  const text = body.toString('utf8');
  const changed = translate(text);
  const headers = Object.entries(headersOf(request)).map(([name, value]) => [name, translateHeader(value, translate)]);
  return {
    method: request.method ?? 'GET',
    path: translate(request.url ?? '/'),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: changed === text ? body : Buffer.from(changed),
  };
}

function translateHeader(value: string, translate: (text: string) => string): string {
  const [, scheme, encoded] = /^(basic )(.+)$/i.exec(value) ?? [];
  if (scheme === undefined || encoded === undefined) return translate(value);
  return scheme + Buffer.from(translate(Buffer.from(encoded, 'base64').toString('utf8'))).toString('base64');
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
