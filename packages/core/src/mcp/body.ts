import { isJsonContentType, readRequestBody } from '@modelcontextprotocol/server';
import type { Inbound } from './inbound.ts';
import type { RefusalReason } from './refusal.ts';

/** The most bytes of a request that are read: 4 MiB. */
export const maxBodyBytes = 4 * 1_024 * 1_024;

export type BodyReader = (maxBytes: number) => Promise<string | undefined>;

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: RefusalReason; readonly status: number; readonly code: number; readonly message: string };

const tooLarge: Body = {
  ok: false,
  reason: 'too_large',
  status: 413,
  code: -32_000,
  message: `The request is longer than ${maxBodyBytes} bytes.`,
};
const notJson: Body = {
  ok: false,
  reason: 'malformed',
  status: 400,
  code: -32_700,
  message: 'Parse error: the request is not valid JSON.',
};
const cutShort: Body = { ok: false, reason: 'malformed', status: 400, code: -32_700, message: 'Parse error: the request ended early.' };
const wrongType: Body = {
  ok: false,
  reason: 'malformed',
  status: 415,
  code: -32_000,
  message: 'Unsupported Media Type: Content-Type must be application/json.',
};

/** Reads and parses a request once, for everything behind it. */
export async function readBody(inbound: Inbound, read: BodyReader = reader(inbound)): Promise<Body> {
  if (!isJsonContentType(inbound.header('content-type') ?? null)) return wrongType;
  if (Number(inbound.header('content-length') ?? 0) > maxBodyBytes) return tooLarge;
  let text: string | undefined;
  try {
    text = await read(maxBodyBytes);
  } catch {
    return cutShort;
  }
  if (text === undefined) return tooLarge;
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return notJson;
  }
}

function reader(inbound: Inbound): BodyReader {
  return async (maxBytes) => {
    const body = await readRequestBody(inbound.request(), maxBytes);
    return body.tooLarge ? undefined : body.text;
  };
}
