import { ConnectorError } from '@causeway/core';
import { renderCondition, renderExpression } from './soql/render.ts';
import type { Statement } from './soql/statement.ts';

const reserved = /[?&|!{}[\]()^~*:\\"'+-]/g;
const operators = /^(?:and|or|not)$/i;

/** What is sought, so that every character stands for itself; all words must be found. Throws `invalid_input` when nothing is left. */
export function searchTerm(text: string): string {
  const words = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '' && !operators.test(word));
  const term = words.map((word) => word.replaceAll(reserved, String.raw`\$&`)).join(' ');
  if (words.join('').replaceAll(reserved, '').length >= 2) return term;
  throw new ConnectorError('invalid_input', 'A search needs at least two letters or digits.', { fields: ['text'] });
}

/** A SOSL statement over several objects, each with its fields, conditions and bounds. */
export function renderSearch(text: string, statements: readonly Statement[]): string {
  const parts = statements.map(({ object, fields, where, limit = 20, offset = 0 }) => {
    const names = fields.map((one) => (one.kind === 'children' ? '' : renderExpression(one))).filter((name) => name !== '');
    const condition = where === undefined ? '' : ` WHERE ${renderCondition(where)}`;
    return `${renderExpression({ kind: 'field', path: object })}(${names.join(', ')}${condition} LIMIT ${limit}${offset === 0 ? '' : ` OFFSET ${offset}`})`;
  });
  return `FIND {${searchTerm(text)}} IN ALL FIELDS RETURNING ${parts.join(', ')}`;
}
