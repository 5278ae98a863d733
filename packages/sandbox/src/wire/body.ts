import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body. Answers `undefined` as soon as it is larger than `maxBytes`; the rest is dropped as it comes, because
 * a client that is still sending would not see the answer, nor could it use the connection again.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take).resume();
      resolve(undefined);
    };
    request.on('data', take);
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}
