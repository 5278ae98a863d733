import { literalKind } from './cursor.ts';
import { is } from './scan.ts';
import type { Token } from './scan.ts';

/** Tokens respelled for the parser library, one text for each token, empty where nothing is to be said. */
export type Respelling = readonly string[];

/** Words that are never names. Source: SOQL reference, "Reserved Keywords". */
const RESERVED = new Set(
  'AND ASC DESC EXCLUDES FIRST FROM GROUP HAVING IN INCLUDES LAST LIKE LIMIT NOT NULL NULLS OR ORDER SELECT USING WHERE WITH'.split(' '),
);

const LISTS = ['IN', 'INCLUDES', 'EXCLUDES'];

/** Respells what SOQL knows and the library does not: scopes by any name, OFFSET without LIMIT, times of day, exponents, and words or
 *  `:names` where a value belongs (SOQL parses them and then complains that they are for Apex alone). */
export function respell(tokens: readonly Token[]): Respelling {
  const inList: boolean[] = [];
  return tokens.map((token, index) => {
    const before = tokens[index - 1];
    if (is(token, '(')) inList.push(is(before, ...LISTS) && !is(tokens[index + 1], 'SELECT'));
    if (is(token, ')')) inList.pop();
    if (inScope(tokens, index) || inOffset(tokens, index)) return '';
    const listItem = inList.at(-1) === true && is(before, '(', ',', ':');
    if (before?.kind === 'operator' || is(before, 'LIKE', ...LISTS, ':') || listItem) return respellValue(token, index, tokens);
    return token.text;
  });
}

function inScope(tokens: readonly Token[], index: number): boolean {
  return [0, 1, 2].some((back) => {
    const [using, scope, name] = tokens.slice(Math.max(index - back, 0), index - back + 3);
    return index >= back && is(using, 'USING') && is(scope, 'SCOPE') && name?.kind === 'word';
  });
}

/** The library knows OFFSET behind LIMIT alone. */
function inOffset(tokens: readonly Token[], index: number): boolean {
  const isOffset = (at: number) => is(tokens[at], 'OFFSET') && /^\d+$/.test(tokens[at + 1]?.text ?? '');
  return isOffset(index) || isOffset(index - 1);
}

function respellValue(token: Token, index: number, tokens: readonly Token[]): string {
  const bound = is(tokens[index - 1], ':');
  if (is(token, ':') && tokens[index + 1]?.kind === 'word') return '';
  // Text is of no interest to structure, and SOQL reads escapes that the library does not.
  if (token.kind === 'string') return `'x'`;
  if (token.kind === 'time' || token.kind === 'number') return '1';
  if (token.kind !== 'word' && token.kind !== 'currency') return token.text;
  const isBind = bound || (literalKind(token) === 'bind' && !RESERVED.has(token.text.toUpperCase()) && !is(tokens[index + 1], '('));
  if (!isBind) return token.text;
  return bound && is(tokens[index - 2], ...LISTS) ? `('x')` : `'x'`;
}
