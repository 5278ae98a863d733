import type * as library from '@jetstreamapp/soql-parser-js';
import type { Argument, Call, Expression, Path } from './ast.ts';
import { readLiteral } from './cursor.ts';
import type { Cursor } from './cursor.ts';

/** Finds a dotted name in the statement. */
export function readPath(name: string, cursor: Cursor): Path {
  const { text, at } = cursor.find(name);
  return { kind: 'path', text, names: text.split('.'), at };
}

/** What all the library's forms of a function call have. */
export type LibraryCall = Pick<library.FunctionExp, 'functionName' | 'parameters'>;

/** Reads a function call to its closing parenthesis. */
export function readCall({ functionName = '', parameters = [] }: LibraryCall, cursor: Cursor): Call {
  const { text: name, at } = cursor.find(functionName);
  cursor.find('(');
  const values = parameters.map((parameter, index) => {
    if (index > 0) cursor.find(',');
    return readArgument(parameter, cursor);
  });
  cursor.find(')');
  const text = `${name}(${values.map((value) => value.text).join(', ')})`;
  return { kind: 'call', name: name.toUpperCase(), arguments: values, text, at };
}

function readArgument(parameter: string | LibraryCall, cursor: Cursor): Argument {
  if (typeof parameter !== 'string') return readCall(parameter, cursor);
  const token = cursor.peek();
  return token?.kind === 'word' || token?.kind === 'currency' ? readPath(token.text, cursor) : readLiteral(cursor);
}

/** Reads a field or a function call. */
export function readExpression(item: { readonly field?: string; readonly fn?: LibraryCall }, cursor: Cursor): Expression {
  return item.fn ? readCall(item.fn, cursor) : readPath(item.field ?? '', cursor);
}
