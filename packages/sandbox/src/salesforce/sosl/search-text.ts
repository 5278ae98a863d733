import { SoqlError } from '../soql/error.ts';
import { words } from './words.ts';

/** What stands between the braces of FIND, compiled. */
export interface SearchText {
  /** Whether the words of a record's fields, each a list in order, meet the search. */
  readonly matches: (fields: readonly (readonly string[])[]) => boolean;
}

type Test = SearchText['matches'];

const LONGEST = 10_000;
/** Source: SOSL reference, "Reserved Characters"; those that have no meaning of their own here. */
const RESERVED = /[&|![\]{}^~:+]/;

type Token = { readonly kind: 'word' | 'phrase'; readonly text: string } | { readonly kind: '(' | ')' };

/** Compiles a search: words and "phrases" with `*` and `?`, AND, OR, AND NOT and parentheses, in any case.
 *  @param byDefault what stands between words without an operator: AND, for articles OR
 *  @throws SoqlError INVALID_SEARCH for a single character, MALFORMED_SEARCH for what is not closed or escaped */
export function compileSearch(text: string, byDefault: 'AND' | 'OR'): SearchText {
  if (text.length > LONGEST) return { matches: () => false };
  if (text.replaceAll(/[*?\s"()]/g, '').length < 2)
    throw new SoqlError('INVALID_SEARCH', `search term must be longer than one character: ${text}`);
  const tokens = tokenize(text);
  let position = 0;
  const isWord = (word: string) => {
    const token = tokens[position];
    return token?.kind === 'word' && token.text.toUpperCase() === word;
  };
  const skip = (word: string) => {
    const found = isWord(word);
    if (found) position += 1;
    return found;
  };

  const alternatives = (): Part => {
    let test = conjunction();
    while (skip('OR')) test = combine(test, conjunction(), 'OR');
    return test;
  };
  const conjunction = (): Part => {
    let test = unit();
    while (position < tokens.length && tokens[position]?.kind !== ')' && !isWord('OR')) {
      const stated = skip('AND');
      const negated = stated && skip('NOT');
      test = combine(test, unit(), stated ? (negated ? 'NOT' : 'AND') : byDefault);
    }
    return test;
  };
  const unit = (): Part => {
    const token = tokens[position];
    position += 1;
    if (token?.kind === '(') {
      const inner = alternatives();
      if (tokens[position]?.kind !== ')') throw malformed('expecting a right parentheses');
      position += 1;
      return inner;
    }
    if (!token || !('text' in token)) throw malformed(`unexpected token: '${token?.kind ?? '<EOF>'}'`);
    return phraseTest(token.text);
  };

  const test = alternatives();
  if (position < tokens.length) throw malformed("unexpected token: ')'");
  return { matches: test ?? (() => false) };
}

/** Undefined for what has no words, such as `\&`: it is left out. */
type Part = Test | undefined;

function combine(left: Part, right: Part, operator: 'AND' | 'OR' | 'NOT'): Part {
  if (!left || !right) return left ?? (right && operator === 'NOT' ? (fields) => !right(fields) : right);
  if (operator === 'OR') return (fields) => left(fields) || right(fields);
  const wanted = operator === 'AND';
  return (fields) => left(fields) && right(fields) === wanted;
}

function malformed(message: string): SoqlError {
  return new SoqlError('MALFORMED_SEARCH', message);
}

function tokenize(text: string): readonly Token[] {
  const pieces = text.matchAll(/"((?:[^"\\]|\\[\s\S])*)"|([()])|((?:[^\s()"\\]|\\[\s\S])+)|(\S)/g);
  return [...pieces].map(([, phrase, parenthesis, word, stray]): Token => {
    const said = phrase ?? word;
    if (parenthesis === '(' || parenthesis === ')') return { kind: parenthesis };
    const reserved = stray ?? RESERVED.exec((said ?? '').replaceAll(/\\[\s\S]/g, ''))?.[0];
    if (reserved !== undefined || said === undefined) throw malformed(`unexpected token: '${reserved ?? ''}'`);
    return { kind: phrase === undefined ? 'word' : 'phrase', text: said };
  });
}

/** Every word in a row in one field. `mylogin@mycompany.com` is a row of words too. */
function phraseTest(text: string): Part {
  const patterns = wordPatterns(text);
  if (patterns.length === 0) return undefined;
  const startsAt = (field: readonly string[], start: number) =>
    patterns.every((pattern, offset) => pattern.test(field[start + offset] ?? ''));
  return (fields) => fields.some((field) => field.some((_, start) => startsAt(field, start)));
}

/** Unescaped `*` is any text, `?` one character; the rest is taken as it stands. */
function wordPatterns(text: string): readonly RegExp[] {
  const marked = text.replaceAll(
    /\\([\s\S])|([*?])/g,
    (_, literal?: string, wildcard?: string) => literal ?? (wildcard === '*' ? ANY : ONE),
  );
  return words(marked).map((word) => new RegExp(`^${word.replaceAll(ANY, '.*').replaceAll(ONE, '.')}$`, 'su'));
}

/** Letters of a private use area stand for wildcards while a text is cut into words. */
const ANY = '\u{f0001}';
const ONE = '\u{f0002}';
