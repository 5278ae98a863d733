declare const brand: unique symbol;

/** Text that SOQL reads as exactly one value. Only this file makes one. */
export type Literal = string & { readonly [brand]: true };

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};
const patternEscapes: Readonly<Record<string, string>> = { ...escapes, '%': '\\%', _: '\\_' };

/** The one way a text becomes part of a statement. */
export function quote(text: string): Literal {
  return wrap(escape(text, escapes));
}

/** A text to compare with LIKE, whose `%` and `_` stand for themselves; `before` and `after` say where anything may be. */
export function quotePattern(text: string, { before, after }: { readonly before: boolean; readonly after: boolean }): Literal {
  return wrap(`${before ? '%' : ''}${escape(text, patternEscapes)}${after ? '%' : ''}`);
}

function escape(text: string, table: Readonly<Record<string, string>>): string {
  return text.toWellFormed().replaceAll(/[\\'"%_\p{Cc}\u2028\u2029]/gu, (character) => table[character] ?? unicodeEscape(character));
}

function unicodeEscape(character: string): string {
  return character === '%' || character === '_' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function wrap(text: string): Literal {
  return `'${text}'` as Literal;
}

export const nothing = 'null' as Literal;

export function logical(value: boolean): Literal {
  return String(value) as Literal;
}

/** Throws a RangeError for what is not finite. */
export function number(value: number): Literal {
  if (!Number.isFinite(value)) throw new RangeError('not a finite number');
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) as Literal;
}

const units = '(?:DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)';
const relative = [
  'YESTERDAY|TODAY|TOMORROW|(?:LAST|NEXT)_90_DAYS',
  '(?:LAST|THIS|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)',
  `(?:(?:LAST|NEXT)_N_${units}|N_${units}_AGO):\\d{1,5}`,
].join('|');

const forms = [
  'null|true|false',
  String.raw`[+-]?\d{1,30}(?:\.\d{1,30})?`,
  String.raw`[A-Z]{3}\d{1,30}(?:\.\d{1,30})?`,
  String.raw`\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d))?`,
  String.raw`\d\d:\d\d:\d\d(?:\.\d{1,9})?Z`,
  relative,
];

/** What SOQL takes for a value beside text in quotes. */
const plain = new RegExp(`^(?:${forms.join('|')})$`, 'i');

// oxlint-disable-next-line no-control-regex -- a text in quotes ends at a line break, and control characters have escapes
const quoted = /^'(?:[^'\\\u0000-\u001f]|\\[nNrRtTbBfF"'\\_%]|\\u[0-9a-fA-F]{4})*'$/;

/** A value as somebody wrote it in SOQL; undefined when it is not exactly one value. */
export function literalOf(text: string): Literal | undefined {
  return plain.test(text) || quoted.test(text) ? (text as Literal) : undefined;
}

const relativeDate = new RegExp(`^(?:${relative})$`, 'i');

/** Whether a text is a relative date, like `LAST_N_DAYS:30`. */
export function isRelativeDate(text: string): boolean {
  return relativeDate.test(text);
}
