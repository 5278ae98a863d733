import type { Exchange } from '../../wire/exchange.ts';
import { refuse } from '../messages.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as a JSON object. Throws UNSUPPORTED_MEDIA_TYPE or JSON_PARSER_ERROR. */
export function readJson(exchange: Exchange): JsonObject {
  const type = exchange.headers['content-type'];
  if (type !== undefined && !/^application\/json\b/i.test(type)) throw refuse('contentType', type);
  const text = exchange.body.toString('utf8');
  const value = parse(text);
  if (isObject(value)) return value;
  throw refuse(
    'jsonParser',
    `Cannot deserialize instance of object from ${Array.isArray(value) ? 'START_ARRAY' : 'scalar'} value`,
    '1, column:1',
  );
}

function parse(text: string): unknown {
  if (text.trim() === '') throw refuse('jsonParser', 'No content to map to Object due to end of input', '1, column:1');
  try {
    return JSON.parse(text);
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? text.length);
    throw refuse('jsonParser', unexpected(text[offset]), position(text, offset));
  }
}

function unexpected(char: string | undefined): string {
  return char === undefined ? 'Unexpected end-of-input' : `Unexpected character ('${char}' (code ${char.codePointAt(0)}))`;
}

/** `1, column:7` */
export function position(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}, column:${offset - before.lastIndexOf('\n')}`;
}
