import type { LiteralKind } from './ast.ts';
import { unexpected } from './error.ts';
import { isPeriod } from './periods.ts';
import { is } from './scan.ts';
import type { Token } from './scan.ts';

/** Reads the tokens of a statement one after the other. */
export interface Cursor {
  /** Moves behind the next token, which must be this one in any case.
   *  @throws SoqlError `unexpected token` */
  readonly take: (text: string) => Token;
  /** The next token, which must be a name. */
  readonly takeWord: () => Token;
  /** Takes the next token when it is this one. */
  readonly skip: (...texts: readonly string[]) => boolean;
  readonly peek: (ahead?: number) => Token | undefined;
  readonly next: () => Token;
}

export function createCursor(text: string, tokens: readonly Token[]): Cursor {
  let position = 0;
  const peek = (ahead = 0) => tokens[position + ahead];
  const next = () => {
    const token = peek();
    if (!token) throw unexpected(text, token);
    position += 1;
    return token;
  };
  const takeIf = (fits: boolean) => {
    if (!fits) throw unexpected(text, peek());
    return next();
  };
  const skip = (...wanted: readonly string[]) => {
    const found = is(peek(), ...wanted);
    if (found) position += 1;
    return found;
  };
  return {
    peek,
    next,
    skip,
    take: (wanted) => takeIf(is(peek(), wanted)),
    // Three capitals and digits look like an amount, but may be a name.
    takeWord: () => takeIf(['word', 'currency'].includes(peek()?.kind ?? '')),
  };
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
