import type { Literal, LiteralKind } from './ast.ts';
import { isPeriod } from './periods.ts';
import { is } from './scan.ts';
import type { Token } from './scan.ts';

/** Walks the tokens of a statement beside its syntax tree, which tells structure but not places. */
export interface Cursor {
  /** The next token with this text in any case; moves behind it. */
  readonly find: (text: string) => Token;
  readonly peek: () => Token | undefined;
  readonly next: () => Token;
}

export function createCursor(tokens: readonly Token[]): Cursor {
  let position = 0;
  const peek = () => tokens[position];
  const next = () => {
    const token = peek();
    if (!token) throw new Error('the statement ended before its syntax tree');
    position += 1;
    return token;
  };
  const find = (text: string) => {
    const wanted = text.toUpperCase();
    for (;;) {
      const token = next();
      if (is(token, wanted)) return token;
    }
  };
  return { find, peek, next };
}

const KINDS: Partial<Record<Token['kind'], LiteralKind>> = {
  string: 'string',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  period: 'period',
  currency: 'currency',
};

const WORDS: Readonly<Record<string, LiteralKind>> = { TRUE: 'boolean', FALSE: 'boolean', NULL: 'null' };

/** What a token means where a value is expected. */
export function literalKind(token: Token): LiteralKind {
  const word = token.text.toUpperCase();
  return KINDS[token.kind] ?? WORDS[word] ?? (isPeriod(word) ? 'period' : 'bind');
}

/** Reads one value; `:name` counts as one. */
export function readLiteral(cursor: Cursor): Literal {
  const first = cursor.next();
  const token = is(first, ':') ? cursor.next() : first;
  return { kind: 'literal', type: first === token ? literalKind(token) : 'bind', text: token.text, at: first.at };
}

/** Reads `(a, b, c)`, the opening parenthesis included. */
export function readList(cursor: Cursor): readonly Literal[] {
  cursor.find('(');
  const values = [readLiteral(cursor)];
  while (is(cursor.peek(), ',')) {
    cursor.next();
    values.push(readLiteral(cursor));
  }
  cursor.find(')');
  return values;
}
