import type { Grouping, OrderItem, Path, Query, SelectItem, TypeofItem } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { unexpected } from './error.ts';
import { readCondition } from './read-condition.ts';
import { readAll, readExpression, readPath } from './read-expression.ts';
import { is } from './scan.ts';

/** Reads a SELECT whose grammar the library has checked, with the places that its tree lacks. The library passes over
 *  some tokens that do not belong; here every token must have its place.
 *  @throws SoqlError `unexpected token` */
export function readQuery(text: string, cursor: Cursor): Query {
  const subquery = () => readQuery(text, cursor);
  const join = () => readJoin(text, cursor);
  cursor.take('SELECT');
  const select = readAll(cursor, () => selectItem(cursor, subquery));
  cursor.take('FROM');
  const from = readPath(cursor);
  const alias = readAlias(cursor);
  const scope = readScope(text, cursor);
  const where = cursor.skip('WHERE') && readCondition(text, cursor, join);
  const dataCategories = readWith(cursor);
  const grouping = cursor.skip('GROUP') && readGrouping(cursor);
  const having = cursor.skip('HAVING') && readCondition(text, cursor, join);
  const orderBy = cursor.skip('ORDER') ? readOrder(cursor) : [];
  return {
    text,
    select,
    from,
    ...(alias && { alias }),
    ...(scope && { scope }),
    ...(where && { where }),
    ...(dataCategories && { dataCategories }),
    ...(grouping && { grouping }),
    ...(having && { having }),
    orderBy,
    ...readWindow(cursor),
  };
}

/** The SELECT inside IN: it chooses and filters, nothing else. */
export function readJoin(text: string, cursor: Cursor): Query {
  cursor.take('SELECT');
  const select = readAll(cursor, () => selectItem(cursor, () => readQuery(text, cursor)));
  cursor.take('FROM');
  const from = readPath(cursor);
  const alias = readAlias(cursor);
  const where = cursor.skip('WHERE') && readCondition(text, cursor, () => readJoin(text, cursor));
  return { text, select, from, ...(alias && { alias }), ...(where && { where }), orderBy: [] };
}

/** Reads one item of SELECT. */
export function selectItem(cursor: Cursor, subquery: () => Query): SelectItem {
  if (cursor.skip('(')) {
    const query = withoutPrefix(subquery());
    cursor.take(')');
    return { kind: 'children', query };
  }
  if (cursor.skip('TYPEOF')) return typeofItem(cursor);
  const expression = readExpression(cursor);
  if (expression.kind === 'call' && expression.name === 'FIELDS')
    return { kind: 'fields', group: expression.arguments[0]?.text.toUpperCase() ?? '', at: expression.at };
  return isAliased(cursor) ? { kind: 'expression', expression, alias: cursor.takeWord().text } : { kind: 'expression', expression };
}

/** `FROM Account.Contacts` and `FROM a.Contacts` are the relationship `Contacts`. */
function withoutPrefix(query: Query): Query {
  const name = query.from.names.at(-1) ?? '';
  return { ...query, from: { ...query.from, text: name, names: [name] } };
}

function typeofItem(cursor: Cursor): TypeofItem {
  const path = readPath(cursor);
  const fields = () => readAll(cursor, () => readPath(cursor));
  const branches: { type: Path; fields: readonly Path[] }[] = [];
  while (cursor.skip('WHEN')) {
    const type = readPath(cursor);
    cursor.take('THEN');
    branches.push({ type, fields: fields() });
  }
  const otherwise = cursor.skip('ELSE') && fields();
  cursor.take('END');
  return { kind: 'typeof', path, branches, ...(otherwise && { otherwise }) };
}

const CLAUSES = ['USING', 'WHERE', 'WITH', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'FOR', 'UPDATE'];

function isAliased(cursor: Cursor): boolean {
  const token = cursor.peek();
  return (token?.kind === 'word' || token?.kind === 'currency') && !is(token, 'FROM', 'OFFSET', ...CLAUSES);
}

function readAlias(cursor: Cursor): string | undefined {
  const token = cursor.peek();
  // `FROM Account OFFSET` is an alias, `FROM Account OFFSET 1` is not.
  const offset = is(token, 'OFFSET') && cursor.peek(1)?.kind === 'number';
  return token?.kind === 'word' && !offset && !is(token, ...CLAUSES) ? cursor.next().text : undefined;
}

/** Source: SOQL reference, USING SCOPE. `mru` and `allPrivate` are what the product's own lists use. */
const SCOPES: ReadonlySet<string> = new Set(
  'ALLPRIVATE DELEGATED EVERYTHING MINE MINEANDMYGROUPS MINE_AND_MY_GROUPS MRU MY_TEAM_TERRITORY MY_TERRITORY SCOPINGRULE TEAM'.split(' '),
);

function readScope(text: string, cursor: Cursor): string | undefined {
  if (!cursor.skip('USING')) return undefined;
  cursor.take('SCOPE');
  const token = cursor.next();
  const name = token.text.toUpperCase();
  if (!SCOPES.has(name)) throw unexpected(text, token);
  return name;
}

const AFTER_WITH = ['GROUP', 'ORDER', 'LIMIT', 'OFFSET', 'FOR', 'UPDATE', ')'];

/** Passes over WITH; true when it names data categories. Access modes change nothing: access is checked always. */
function readWith(cursor: Cursor): boolean {
  if (!cursor.skip('WITH')) return false;
  const dataCategories = is(cursor.peek(), 'DATA');
  while (cursor.peek() && !is(cursor.peek(), ...AFTER_WITH)) cursor.next();
  return dataCategories;
}

const MODES: Readonly<Record<string, Grouping['mode']>> = { ROLLUP: 'rollup', CUBE: 'cube' };

function readGrouping(cursor: Cursor): Grouping {
  cursor.take('BY');
  const expressions = readAll(cursor, () => readExpression(cursor));
  const [first] = expressions;
  const mode = first?.kind === 'call' ? MODES[first.name] : undefined;
  if (first?.kind !== 'call' || !mode) return { mode: 'plain', expressions };
  return { mode, expressions: first.arguments.filter((value) => value.kind !== 'literal') };
}

/** Reads what follows ORDER. */
export function readOrder(cursor: Cursor): readonly OrderItem[] {
  cursor.take('BY');
  return readAll(cursor, () => {
    const expression = readExpression(cursor);
    const descending = cursor.skip('DESC');
    if (!descending) cursor.skip('ASC');
    return { expression, descending, nullsLast: cursor.skip('NULLS') && is(cursor.next(), 'LAST') };
  });
}

/** Reads LIMIT, OFFSET, FOR and UPDATE. */
export function readWindow(cursor: Cursor): Pick<Query, 'limit' | 'offset' | 'purpose'> {
  const limit = cursor.skip('LIMIT') ? Number(cursor.next().text) : undefined;
  const offset = cursor.skip('OFFSET') ? Number(cursor.next().text) : undefined;
  const purpose = cursor.skip('FOR') ? PURPOSES[cursor.next().text.toUpperCase()] : undefined;
  if (cursor.skip('UPDATE')) readAll(cursor, () => cursor.takeWord());
  return { ...(limit !== undefined && { limit }), ...(offset !== undefined && { offset }), ...(purpose && { purpose }) };
}

const PURPOSES: Readonly<Record<string, NonNullable<Query['purpose']>>> = { VIEW: 'VIEW', REFERENCE: 'REFERENCE', UPDATE: 'UPDATE' };
