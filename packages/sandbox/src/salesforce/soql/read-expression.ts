import type { Argument, Expression, Literal, Path } from './ast.ts';
import { literalKind } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { is } from './scan.ts';

/** Reads a dotted name. */
export function readPath(cursor: Cursor): Path {
  const { text, at } = cursor.takeWord();
  return { kind: 'path', text, names: text.split('.'), at };
}

/** Reads a field or a function call. */
export function readExpression(cursor: Cursor): Expression {
  const path = readPath(cursor);
  if (!cursor.skip('(')) return path;
  const values: Argument[] = [];
  while (!cursor.skip(')')) {
    if (values.length > 0) cursor.take(',');
    values.push(readArgument(cursor));
  }
  const text = `${path.text}(${values.map((value) => value.text).join(', ')})`;
  return { kind: 'call', name: path.text.toUpperCase(), arguments: values, text, at: path.at };
}

function readArgument(cursor: Cursor): Argument {
  const kind = cursor.peek()?.kind;
  return kind === 'word' || kind === 'currency' ? readExpression(cursor) : readLiteral(cursor);
}

/** Reads one value; `:name` counts as one. */
export function readLiteral(cursor: Cursor): Literal {
  const first = cursor.next();
  const token = is(first, ':') ? cursor.next() : first;
  return { kind: 'literal', type: first === token ? literalKind(token) : 'bind', text: token.text, at: first.at };
}

/** Reads items with commas between. */
export function readAll<T>(cursor: Cursor, read: () => T): readonly T[] {
  const items = [read()];
  while (cursor.skip(',')) items.push(read());
  return items;
}
