export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'time' | 'period' | 'currency' | 'operator' | 'mark' | 'alien';

/** A piece of a statement. An `alien` is a character that no SOQL token starts with, or an unclosed string. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const DATE = String.raw`\d{4}-\d\d-\d\d`;

/** First match wins, so longer spellings stand before their beginnings. */
const PATTERNS: readonly (readonly [TokenKind | 'space', string])[] = [
  ['space', String.raw`\s+|//[^\n]*|/\*[\s\S]*?\*/`],
  ['string', String.raw`'(?:[^'\\]|\\[\s\S])*'`],
  ['datetime', String.raw`${DATE}[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)`],
  ['date', DATE],
  ['time', String.raw`\d\d:\d\d:\d\d(?:\.\d+)?[Zz]?`],
  ['period', String.raw`[A-Za-z]+_[A-Za-z_]+:-?\d+`],
  ['currency', String.raw`[A-Z]{3}-?\d+(?:\.\d+)?(?![\w.])`],
  ['number', String.raw`[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`],
  ['word', String.raw`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*`],
  ['operator', String.raw`<=|>=|!=|<>|[=<>]`],
  ['mark', String.raw`[(),:;.*@+\-/!?%&|\[\]{}]`],
];

const PATTERN = new RegExp(PATTERNS.map(([kind, source]) => `(?<${kind}>${source})`).join('|'), 'y');

/** Splits a statement into tokens; white space and comments are left out. */
export function scan(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    const found = match?.[0] ?? text.slice(at, at + 1);
    const kind = kindOf(match);
    if (kind !== 'space') tokens.push({ kind, text: found, at, end: at + found.length });
    at += found.length;
  }
  return tokens;
}

function kindOf(match: RegExpExecArray | null): TokenKind | 'space' {
  const groups = match?.groups ?? {};
  return PATTERNS.find(([kind]) => groups[kind] !== undefined)?.[0] ?? 'alien';
}

/** Whether a token is this keyword or mark, in any case. */
export function is(token: Token | undefined, ...texts: readonly string[]): boolean {
  return token !== undefined && token.kind !== 'string' && texts.includes(token.text.toUpperCase());
}
