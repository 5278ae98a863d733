import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyReader } from './body.ts';
import type { Inbound } from './inbound.ts';
import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';

/** A request of a Node server. */
export function inboundOfNode(incoming: IncomingMessage, outgoing: ServerResponse): Inbound {
  const { method = 'GET', headers } = incoming;
  let request: Request | undefined;
  const inbound: Inbound = {
    method,
    path: pathOf(incoming),
    header(name) {
      const value = headers[name];
      return typeof value === 'string' ? value : undefined;
    },
    request: () => (request ??= toRequest(incoming, inbound)),
    onAbort(listener) {
      const closed = () => {
        if (!outgoing.writableFinished) listener();
      };
      outgoing.once('close', closed);
      return () => outgoing.off('close', closed);
    },
  };
  return inbound;
}

/** Whether a web-standard request can stand for it: not where target and host make no URL, nor with a method that the standard forbids. */
export function isPresentable({ method = 'GET', url = '/', headers }: IncomingMessage): boolean {
  return !forbidden.has(method) && URL.canParse(url, baseOf(headers.host));
}

const forbidden: ReadonlySet<string> = new Set(['TRACE', 'TRACK', 'CONNECT']);

function baseOf(host: string | undefined): string {
  return `http://${host ?? 'localhost'}`;
}

function toRequest(incoming: IncomingMessage, inbound: Inbound): Request {
  const target = new URL(incoming.url ?? '/', baseOf(incoming.headers.host));
  const controller = new AbortController();
  inbound.onAbort(() => controller.abort());
  return new Request(target, { method: inbound.method, headers: headersOf(incoming), signal: controller.signal });
}

/** The same with its body, for routes of others. */
export function wholeRequest(incoming: IncomingMessage, inbound: Inbound): Request {
  if (inbound.method === 'GET' || inbound.method === 'HEAD') return inbound.request();
  const body = { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } as const;
  return new Request(inbound.request(), body);
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  return headers;
}

/** Reads a body without the detour over web streams. What comes after the bound is dropped; what is not UTF-8 is read as nothing. */
export function bodyReader(incoming: IncomingMessage): BodyReader {
  return (maxBytes) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxBytes) chunks.push(chunk);
        else resolve(undefined);
      });
      incoming.once('end', () => {
        const whole = Buffer.concat(chunks);
        // A decoder would put replacement characters into names and values.
        resolve(isUtf8(whole) ? whole.toString('utf8') : '');
      });
      incoming.once('error', reject);
      incoming.once('close', () => {
        if (!incoming.complete) reject(new Error('The request ended early.'));
      });
    });
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
