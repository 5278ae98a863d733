import type { BodyReader } from './body.ts';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** The request of a Node server as a web-standard one; its body is left to be read. Throws when target or host make no URL. */
export function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = incoming;
  const target = new URL(url, `http://${incoming.headers.host ?? 'localhost'}`);
  return new Request(target, { method, headers: headersOf(incoming), signal });
}

/** The same, with its body as a stream: for routes of others. */
export function toWholeRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const bare = toRequest(incoming, signal);
  if (bare.method === 'GET' || bare.method === 'HEAD') return bare;
  const body = { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } as const;
  return new Request(bare, body);
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
      incoming.once('close', () => reject(new Error('The request ended early.')));
    });
}
