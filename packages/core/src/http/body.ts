import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { promisify } from 'node:util';
import { ConnectorError } from '../connector-error.ts';

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
] as const satisfies readonly (readonly [string, unknown])[]);

/** Encodings that `decodeBody` understands. */
export const acceptedEncodings = 'gzip, deflate, br';

/** The whole body. Throws `internal` as soon as it is larger than `maxBytes`. */
export async function readBody(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Undoes the content encoding, within the same bound: a small body can unpack to a large one. */
export async function decodeBody(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const decode = decoders.get(encoding.trim().toLowerCase() as 'gzip');
  if (decode === undefined || body.length === 0) return body;
  try {
    return await decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw error;
  }
}

function tooLarge(maxBytes: number): ConnectorError {
  return new ConnectorError('internal', `The upstream answer is larger than ${maxBytes} bytes.`, {
    hint: 'Ask for fewer records or fields.',
  });
}
