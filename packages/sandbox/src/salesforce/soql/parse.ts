import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { Query } from './ast.ts';
import { convertQuery } from './convert.ts';
import { createCursor } from './cursor.ts';
import { SoqlError, malformed } from './error.ts';
import { misplacedToken, unexpected } from './misplaced.ts';
import { respell, scopeOf } from './prepare.ts';
import { is, scan } from './scan.ts';
import type { Token } from './scan.ts';

/** Longest statement that Salesforce takes. */
const MAX_LENGTH = 100_000;
const CACHE_SIZE = 500;

const cache = new Map<string, Query>();

/** Parses a statement; the last statements are kept, so repeating one costs nothing.
 *  @throws SoqlError MALFORMED_QUERY with Salesforce's text and place */
export function parseSoql(text: string): Query {
  const known = cache.get(text);
  if (known) cache.delete(text);
  const query = known ?? parse(text);
  cache.set(text, query);
  if (cache.size > CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
  return query;
}

function parse(text: string): Query {
  if (text.length > MAX_LENGTH) throw malformed(`SOQL statements cannot be longer than ${MAX_LENGTH} characters.`);
  const tokens = scan(text);
  if (!is(tokens[0], 'SELECT')) throw malformed(`unexpected token: '${tokens[0]?.text ?? '<EOF>'}'`);
  const spelling = respell(tokens);
  const scope = scopeOf(tokens);
  let tree;
  try {
    tree = parseQuery(spelling.join(' '));
  } catch (error) {
    if (error instanceof RangeError) throw tooComplicated();
    throw misplacedToken(text, tokens, spelling);
  }
  return { ...convertQuery(tree, text, createCursor(tokens)), ...(scope && { scope: scopeName(scope, text) }) };
}

/** Source: SOQL reference, USING SCOPE. `mru` is what list views use. */
const SCOPES = new Set([
  'DELEGATED',
  'EVERYTHING',
  'MINE',
  'MINE_AND_MY_GROUPS',
  'MINEANDMYGROUPS',
  'MY_TERRITORY',
  'MY_TEAM_TERRITORY',
  'TEAM',
  'MRU',
  'ALLPRIVATE',
]);

function scopeName(token: Token, text: string): string {
  const name = token.text.toUpperCase();
  if (!SCOPES.has(name)) throw unexpected(text, token);
  return name;
}

function tooComplicated(): SoqlError {
  return new SoqlError('QUERY_TOO_COMPLICATED', 'Query is either selecting too many fields or the filter conditions are too complicated.');
}
