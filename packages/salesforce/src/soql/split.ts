import { ConnectorError } from '@causeway/core';
import type { Condition, Statement } from './statement.ts';
import type { Literal } from './literal.ts';
import { render } from './render.ts';

/** Longest statement in an address, encoded. Servers take some 16 kB of address and headers together. */
export const maxEncodedLength = 10_000;

/** Most statements that one is split into. */
export const maxParts = 6;

/** A statement in parts that are each short enough to send, and whose answers together are its answer. */
export function split(statement: Statement): readonly Statement[] {
  const length = encodedLength(render(statement));
  if (length <= maxEncodedLength) return [statement];
  const list = longestList(statement.where);
  if (list === undefined) throw tooLong(`The statement is too long by ${length - maxEncodedLength} characters.`);
  const values = distinct(list.right);
  const rest = length - encodedLength(list.right.join(','));
  const parts = Math.ceil(encodedLength(values.join(',')) / (maxEncodedLength - rest));
  if (rest >= maxEncodedLength - 500 || parts > maxParts) throw tooLong(`There are too many values for ${maxParts} requests.`);
  const size = Math.ceil(values.length / parts);
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => ({
    ...statement,
    where: replace(statement.where as Condition, list, values.slice(index * size, (index + 1) * size)),
  }));
}

type InList = Condition & { readonly kind: 'compare'; readonly operator: 'IN'; readonly right: readonly Literal[] };

function isInList(condition: Condition): condition is InList {
  return condition.kind === 'compare' && condition.operator === 'IN' && typeof condition.right !== 'string';
}

/** The longest list that every record has to be in: only such a one can be split. */
function longestList(where: Condition | undefined): InList | undefined {
  const parts = where === undefined ? [] : where.kind === 'and' ? where.parts : [where];
  const lists = parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part])).filter(isInList);
  return lists.toSorted((a, b) => b.right.length - a.right.length)[0];
}

function replace(where: Condition, list: InList, right: readonly Literal[]): Condition {
  if (where === list) return { ...list, right };
  if (where.kind !== 'and') return where;
  return { ...where, parts: where.parts.map((part) => replace(part, list, right)) };
}

/** Without values that Salesforce takes for equal, so that no record belongs to two parts. Case counts in ids and nowhere else. */
function distinct(literals: readonly Literal[]): readonly Literal[] {
  const ids = literals.every((literal) => idForm.test(literal));
  const key = (literal: Literal) => (ids ? literal : literal.toLowerCase());
  return [...new Map(literals.map((literal) => [key(literal), literal])).values()];
}

const idForm = /^'[A-Za-z0-9]{15}[A-Z0-5]{3}'$/;

function encodedLength(text: string): number {
  return new URLSearchParams({ q: text }).toString().length;
}

function tooLong(message: string): ConnectorError {
  return new ConnectorError('invalid_input', message, { hint: 'Use fewer fields, shorter filters, or several calls.' });
}
