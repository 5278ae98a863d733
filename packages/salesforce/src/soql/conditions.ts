import type { Condition as ParsedCondition, HavingClause, ValueQueryCondition, WhereClause } from '@jetstreamapp/soql-parser-js';
import { ConnectorError } from '@causeway/core';
import type { Condition } from './statement.ts';

type Leaf = ParsedCondition | ValueQueryCondition;
type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | { readonly leaf: Leaf };

const maxDepth = 50;

/** The tree behind the parser's flat list of conditions. Throws where Salesforce would refuse the same text. */
export function toTree(clause: WhereClause | HavingClause, toCondition: (leaf: Leaf) => Condition): Condition {
  const tokens = tokenize(clause);
  let position = 0;

  const factor = (depth: number): Condition => {
    if (depth > maxDepth) throw refused('The conditions are nested too deeply.');
    const token = tokens[position];
    position += 1;
    if (token === 'NOT') return { kind: 'not', part: factor(depth + 1) };
    if (token === '(') {
      const inner = chain(depth + 1);
      if (tokens[position] !== ')') throw refused('A parenthesis is not closed.');
      position += 1;
      return inner;
    }
    if (typeof token === 'object') return toCondition(token.leaf);
    throw refused('The conditions cannot be read.');
  };

  const chain = (depth: number): Condition => {
    const parts = [factor(depth)];
    let kind: 'and' | 'or' | undefined;
    for (let token = tokens[position]; token === 'AND' || token === 'OR'; token = tokens[position]) {
      const next = token === 'AND' ? 'and' : 'or';
      if (kind !== undefined && kind !== next) throw refused('AND and OR are mixed: put parentheses around one of them.');
      kind = next;
      position += 1;
      parts.push(factor(depth));
    }
    return kind === undefined ? (parts[0] as Condition) : { kind, parts };
  };

  const tree = chain(0);
  if (position !== tokens.length) throw refused('The parentheses do not match.');
  return tree;
}

function tokenize(clause: WhereClause | HavingClause): readonly Token[] {
  const tokens: Token[] = [];
  let rest: WhereClause | HavingClause | undefined = clause;
  while (rest !== undefined) {
    const { left, operator, right } = rest as { left: Leaf | null; operator?: 'AND' | 'OR' | 'NOT'; right?: WhereClause };
    const { openParen = 0, closeParen = 0 } = (left ?? {}) as { openParen?: number; closeParen?: number };
    for (let count = 0; count < openParen; count += 1) tokens.push('(');
    if (left !== null && ('field' in left || 'fn' in left)) tokens.push({ leaf: left });
    for (let count = 0; count < closeParen; count += 1) tokens.push(')');
    if (operator !== undefined) tokens.push(operator);
    rest = right;
  }
  return tokens;
}

function refused(message: string): ConnectorError {
  return new ConnectorError('invalid_input', message, { hint: 'Correct the statement and call again.' });
}
