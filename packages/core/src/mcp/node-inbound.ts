import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyReader } from './body.ts';
import type { Inbound } from './inbound.ts';
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

/** Throws when target or host make no URL. */
function toRequest(incoming: IncomingMessage, inbound: Inbound): Request {
  const target = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`);
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

/** Reads a body without the detour over web streams. What comes after the bound is dropped. */
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
      incoming.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
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
