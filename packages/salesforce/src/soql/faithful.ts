import { render } from './render.ts';
import type { Statement } from './statement.ts';

const tokens = /'(?:[^'\\]|\\.)*'|[A-Za-z0-9_]+|<=|>=|<>|!=|=|<|>/gs;
/** Words that are written out where a statement may leave them out. */
const implied = new Set(['asc', 'nulls', 'first']);

/**
 * Whether a statement that was read says what its text says: the same words, values and operators, each as often. The parser that is
 * used drops some of many NOTs, for one; a statement that changed its meaning on the way must not run. `aliases` are names of objects:
 * a path may start with one, which means nothing.
 */
export function isFaithful(text: string, statement: Statement, aliases: ReadonlySet<string>): boolean {
  const counts = new Map<string, number>();
  for (const token of tokensOf(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
  for (const token of tokensOf(render(statement))) counts.set(token, (counts.get(token) ?? 0) - 1);
  return [...counts].every(([token, count]) => count === 0 || (count > 0 ? aliases.has(token) : implied.has(token)));
}

function tokensOf(text: string): readonly string[] {
  return (text.match(tokens) ?? []).map((token) => (token === '<>' ? '!=' : token.startsWith("'") ? token : token.toLowerCase()));
}
