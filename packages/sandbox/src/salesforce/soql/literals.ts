import { DateTime } from 'luxon';
import { toDateTime } from '../datetime.ts';
import type { Literal } from './ast.ts';
import { malformed } from './error.ts';
import type { Calendar, Span } from './periods.ts';
import { span } from './periods.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '%': '%',
  _: '_',
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** A character of a quoted literal, and whether a backslash took away its meaning for LIKE. */
export interface Character {
  readonly text: string;
  readonly escaped: boolean;
}

/** The characters inside a quoted literal, escapes resolved.
 *  @throws SoqlError for a backslash before anything else */
export function characters(literal: Literal): readonly Character[] {
  return [...literal.text.slice(1, -1).matchAll(/\\(u[0-9a-fA-F]{4}|[\s\S])|[\s\S]/gu)].map(([whole, escape]) =>
    escape === undefined ? { text: whole, escaped: false } : { text: resolve(whole, escape), escaped: true },
  );
}

function resolve(whole: string, escape: string): string {
  if (escape.length > 1 && escape.startsWith('u')) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  const character = ESCAPES[escape.toLowerCase()];
  if (character === undefined) throw malformed(`Illegal string escape sequence '${whole}'`);
  return character;
}

/** The text of a literal that is compared as a whole, not as a pattern. */
export function plainText(literal: Literal): string {
  return characters(literal)
    .map(({ text }) => text)
    .join('');
}

/** The stored form of a point in time.
 *  @throws SoqlError for the 30th of February */
export function storedMoment(literal: Literal): string {
  const text = literal.text.toUpperCase();
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  if (!moment.isValid) throw malformed(`Invalid ${literal.type}: ${literal.text}`);
  if (literal.type === 'date') return text;
  if (literal.type === 'time') return `${moment.toFormat('HH:mm:ss.SSS')}Z`;
  return toDateTime(moment.toMillis());
}

/** A date literal as a half-open range of stored values.
 *  @throws SoqlError for one that leaves the years 1 to 9999 */
export function storedSpan(literal: Literal, family: string, calendar: Calendar): { readonly start: string; readonly end: string } {
  const store = (side: Span['start']) => (family === 'date' ? side.toFormat('yyyy-MM-dd') : toDateTime(side.toMillis()));
  const { start, end } = span(literal.text, calendar);
  // An impossible moment has no year: NaN, which no bound admits.
  if (!(start.year >= 1 && end.year <= 9999)) throw malformed(`Invalid date literal: ${literal.text}`);
  return { start: store(start), end: store(end) };
}

/** `USD5000` as its currency and amount. */
export function money(literal: Literal): { readonly currency: string; readonly amount: number } {
  return { currency: literal.text.slice(0, 3), amount: Number(literal.text.slice(3)) };
}
