import type { IncomingMessage } from 'node:http';

/** A body this many times larger than allowed is not even drained. */
const patience = 8;

/**
 * Reads a request's body. Answers `undefined` when it is larger than `maxBytes`; the rest is read and dropped first,
 * so that the client, still sending, gets to see the refusal.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
    if (size > maxBytes * patience) break;
  }
  return size > maxBytes ? undefined : Buffer.concat(chunks, size);
}
