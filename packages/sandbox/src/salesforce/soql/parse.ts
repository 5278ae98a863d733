import { isQueryValid } from '@jetstreamapp/soql-parser-js';
import type { Query } from './ast.ts';
import { createCursor } from './cursor.ts';
import { SoqlError, malformed, unexpected } from './error.ts';
import { misplacedToken } from './misplaced.ts';
import { respell } from './prepare.ts';
import { readQuery } from './read-query.ts';
import { is, scan } from './scan.ts';
import type { Token } from './scan.ts';

/** Longest statement that Salesforce takes. */
const MAX_LENGTH = 100_000;
const CACHE_SIZE = 500;
const LONGEST_CACHED = 10_000;

const cache = new Map<string, Query>();

/** Parses a statement; the last statements are kept, so repeating one costs nothing.
 *  @throws SoqlError MALFORMED_QUERY with Salesforce's text and place */
export function parseSoql(text: string): Query {
  const known = cache.get(text);
  if (known) cache.delete(text);
  const query = known ?? parse(text);
  if (text.length <= LONGEST_CACHED) cache.set(text, query);
  if (cache.size > CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
  return query;
}

function parse(text: string): Query {
  if (text.length > MAX_LENGTH) throw malformed(`SOQL statements cannot be longer than ${MAX_LENGTH} characters.`);
  const tokens = scan(text);
  if (!is(tokens[0], 'SELECT')) throw malformed(`unexpected token: '${tokens[0]?.text ?? '<EOF>'}'`);
  const spelling = respell(tokens);
  if (isGrammatical(spelling.join(' '))) return read(text, tokens);
  throw isTooDeep(tokens) ? tooComplicated() : misplacedToken(text, tokens, spelling, isStatement);
}

function isGrammatical(text: string): boolean {
  try {
    return isQueryValid(text);
  } catch (error) {
    throw error instanceof RangeError ? tooComplicated() : error;
  }
}

function read(text: string, tokens: readonly Token[]): Query {
  const cursor = createCursor(text, tokens);
  const query = readQuery(text, cursor);
  if (cursor.peek()) throw unexpected(text, cursor.peek());
  return query;
}

/** Whether a text without anything to respell is a statement. */
function isStatement(text: string): boolean {
  if (!isGrammatical(text)) return false;
  try {
    return Boolean(read(text, scan(text)));
  } catch (error) {
    if (error instanceof SoqlError) return false;
    throw error;
  }
}

/** More parentheses opened at once than the library reads. */
const MOST_OPENED = 9;

function isTooDeep(tokens: readonly Token[]): boolean {
  let opened = 0;
  return tokens.some((token) => {
    opened = is(token, '(') ? opened + 1 : 0;
    return opened > MOST_OPENED;
  });
}

function tooComplicated(): SoqlError {
  return new SoqlError('QUERY_TOO_COMPLICATED', 'Query is either selecting too many fields or the filter conditions are too complicated.');
}
