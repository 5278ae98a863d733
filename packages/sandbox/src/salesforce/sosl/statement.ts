import type { Query, SelectItem } from '../soql/ast.ts';
import { createCursor } from '../soql/cursor.ts';
import type { Cursor } from '../soql/cursor.ts';
import { SoqlError, unexpected } from '../soql/error.ts';
import { readCondition } from '../soql/read-condition.ts';
import { readAll, readPath } from '../soql/read-expression.ts';
import { readJoin, readOrder, readQuery, readWindow, selectItem } from '../soql/read-query.ts';
import { is, scan } from '../soql/scan.ts';
import type { SearchGroup } from './searched-fields.ts';

/** A search, from SOSL or from parameters. */
export interface Search {
  readonly text: string;
  readonly group: SearchGroup;
  /** What to return of each object; undefined: the ids of all searchable objects. */
  readonly returning?: readonly Query[];
  readonly limit?: number;
}

/** Parses SOSL as the API takes it: `FIND {…} IN … FIELDS RETURNING …`.
 *  @throws SoqlError MALFORMED_SEARCH */
export function parseSosl(text: string): Search {
  const found = /^\s*FIND\s*\{((?:[^\\}]|\\[\s\S])*)\}/i.exec(text);
  if (!found) throw new SoqlError('MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.');
  const [find, searched = ''] = found;
  // Blanked, so that places in what follows are places in the statement.
  const rest = ' '.repeat(find.length) + text.slice(find.length);
  return { text: searched, ...searchErrors(() => readClauses(text, createCursor(text, scan(rest)))) };
}

/** A statement that is not SOSL is a malformed search, whatever part of it is wrong. */
export function searchErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SoqlError && error.errorCode === 'MALFORMED_QUERY') throw new SoqlError('MALFORMED_SEARCH', error.message);
    throw error;
  }
}

function readClauses(text: string, cursor: Cursor): Omit<Search, 'text'> {
  const group = readGroup(cursor);
  const returning = cursor.skip('RETURNING') ? readAll(cursor, () => readReturning(text, cursor)) : undefined;
  while (cursor.skip('WITH')) skipWith(cursor);
  const { limit } = readWindow(cursor);
  if (cursor.peek()) throw unexpected(text, cursor.peek());
  return { group, ...(returning && { returning }), ...(limit !== undefined && { limit }) };
}

const GROUPS: readonly SearchGroup[] = ['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'];

function readGroup(cursor: Cursor): SearchGroup {
  if (!cursor.skip('IN')) return 'ALL';
  const group = GROUPS.find((name) => cursor.skip(name));
  cursor.take('FIELDS');
  return group ?? 'ALL';
}

function readReturning(text: string, cursor: Cursor): Query {
  const from = readPath(cursor);
  const id: SelectItem = { kind: 'expression', expression: { kind: 'path', text: 'Id', names: ['Id'], at: from.at } };
  if (!cursor.skip('(')) return { text, from, select: [id], orderBy: [] };
  const startsWithClause = is(cursor.peek(), 'WHERE', 'ORDER', 'LIMIT', 'OFFSET', 'USING');
  const select = startsWithClause ? [id] : readAll(cursor, () => selectItem(cursor, () => readQuery(text, cursor)));
  const where = cursor.skip('WHERE') && readCondition(text, cursor, () => readJoin(text, cursor));
  const orderBy = cursor.skip('ORDER') ? readOrder(cursor) : [];
  const window = readWindow(cursor);
  cursor.take(')');
  return { text, from, select, ...(where && { where }), orderBy, ...window };
}

const AFTER_WITH = ['WITH', 'LIMIT', 'UPDATE'];

/** Highlights, snippets, spelling and metadata change nothing in what is found. */
function skipWith(cursor: Cursor): void {
  if (is(cursor.peek(), 'DATA')) throw new SoqlError('MALFORMED_SEARCH', 'Invalid data category group name in WITH DATA CATEGORY');
  while (cursor.peek() && !is(cursor.peek(), ...AFTER_WITH)) cursor.next();
}
