import type { Exchange } from '../wire/exchange.ts';
import { Refusal, unreadable } from './errors.ts';

/** Parsed JSON of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON body of a request. Refuses with the vendor's Jackson messages. */
export function jsonBody({ body, headers }: Exchange): unknown {
  if (body.length === 0) throw new Refusal(400, { message: 'Invalid input JSON: No content (empty input stream)' });
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, { message: 'HTTP 415 Unsupported Media Type' });
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const { line, column } = place(text, String(error));
    throw unreadable('Unexpected character or end-of-input', line, column);
  }
}

/** A value that must be a JSON object. */
export function asObject(value: unknown): JsonObject {
  if (isObject(value)) return value;
  throw unreadable(`Cannot deserialize value of type \`java.util.LinkedHashMap\` from ${jsonKind(value)}`);
}

export function asArray(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw value === undefined || value === null
    ? new Refusal(400, { message: `Invalid input JSON: Cannot build request, some of required attributes are not set [${what}]` })
    : unreadable(`Cannot deserialize value of type \`java.util.ArrayList\` from ${jsonKind(value)}`);
}

/** Text, or what Jackson turns into text: numbers and booleans. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unreadable(`Cannot deserialize value of type \`java.lang.String\` from ${jsonKind(value)}`);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How Jackson names what it found. */
function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'Array value (token `JsonToken.START_ARRAY`)';
  if (isObject(value)) return 'Object value (token `JsonToken.START_OBJECT`)';
  if (typeof value === 'string') return 'String value (token `JsonToken.VALUE_STRING`)';
  if (typeof value === 'number') return 'Integer value (token `JsonToken.VALUE_NUMBER_INT`)';
  return 'null value';
}

/** Line and column of a syntax error: what V8 says, or else the end. */
function place(text: string, message: string): { readonly line: number; readonly column: number } {
  const known = /\(line (\d+) column (\d+)\)/.exec(message);
  if (known) return { line: Number(known[1]), column: Number(known[2]) };
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
