import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Exchange, Reply } from './exchange.ts';
import type { Fault } from './faults.ts';

/** Smaller bodies are not worth compressing. */
const gzipFromBytes = 4096;

/** Puts a reply on the wire, honestly or as a socket fault wants it. */
export function send(
  method: string,
  requestHeaders: Exchange['headers'],
  response: ServerResponse,
  reply: Reply,
  faults: readonly Fault[],
): void {
  const { headers, body } = encoded(requestHeaders['accept-encoding'], reply);
  const fault = faults.find((each) => each.kind === 'truncate' || each.kind === 'drip' || each.kind === 'lost-answer');
  if (fault?.kind === 'lost-answer') return reset(response);
  if (fault?.kind === 'truncate') return truncate(response, reply.status, headers, body, fault);
  response.writeHead(reply.status, { ...headers, ...(mayHaveBody(reply.status) && { 'content-length': String(body.length) }) });
  if (fault?.kind === 'drip' && method !== 'HEAD') return drip(response, body, fault.bytes, fault.everyMs);
  response.end(method === 'HEAD' || !mayHaveBody(reply.status) ? undefined : body);
}

function encoded(
  accepted: string | undefined,
  reply: Reply,
): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } {
  const body = Buffer.from(reply.body ?? '');
  const headers = reply.headers ?? {};
  const accepts = /\bgzip\b/.test(accepted ?? '');
  if (!accepts || body.length < gzipFromBytes) return { headers, body };
  return { headers: { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' }, body: gzipSync(body, { level: 1 }) };
}

function mayHaveBody(status: number): boolean {
  return status !== 204 && status !== 304;
}

/** Closes the connection in good order (FIN). */
export function finish(response: ServerResponse): void {
  response.socket?.destroySoon();
}

/** Breaks the connection (RST). */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

interface Truncation {
  readonly framing: 'chunked' | 'content-length';
  readonly after?: number;
}

function truncate(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  { framing, after }: Truncation,
): void {
  const length = framing === 'chunked' ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(Math.max(body.length, 1)) };
  response.writeHead(status, { ...headers, ...length });
  response.flushHeaders();
  const part = body.subarray(0, Math.min(after ?? Math.floor(body.length / 2), Math.max(body.length - 1, 0)));
  if (part.length > 0) response.write(part, () => finish(response));
  else finish(response);
}

function drip(response: ServerResponse, body: Buffer, bytes: number, everyMs: number): void {
  let offset = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(offset, offset + bytes));
    offset += bytes;
    if (offset >= body.length) {
      clearInterval(timer);
      response.end();
    }
  }, everyMs);
  response.once('close', () => clearInterval(timer));
}
