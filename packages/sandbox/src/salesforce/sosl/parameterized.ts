import type { Query } from '../soql/ast.ts';
import { createCursor } from '../soql/cursor.ts';
import type { Cursor } from '../soql/cursor.ts';
import { SoqlError, unexpected } from '../soql/error.ts';
import { readCondition } from '../soql/read-condition.ts';
import { readAll } from '../soql/read-expression.ts';
import { readJoin, readOrder, readQuery, selectItem } from '../soql/read-query.ts';
import { scan } from '../soql/scan.ts';
import type { SearchGroup } from './searched-fields.ts';
import { searchErrors } from './statement.ts';
import type { Search } from './statement.ts';

/** What one object is asked for. */
export interface SearchedObject {
  readonly name: string;
  readonly fields?: readonly string[];
  readonly where?: string;
  readonly orderBy?: string;
  readonly limit?: number;
}

/** The body of POST `/parameterizedSearch`, or the parameters of GET. Source: REST guide, "Parameterized Search". */
export interface SearchParameters {
  readonly q: string;
  readonly in?: string;
  readonly fields?: readonly string[];
  readonly sobjects?: readonly SearchedObject[];
  readonly defaultLimit?: number;
  readonly overallLimit?: number;
}

const GROUPS: readonly SearchGroup[] = ['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR'];

/** Turns parameters into a search. Each part is read on its own, so none can reach into another.
 *  @throws SoqlError for parts that are not fields, conditions or orders */
export function parseParameters(parameters: SearchParameters): Search {
  const { q, fields = [], sobjects = [], defaultLimit, overallLimit } = parameters;
  const wanted = (parameters.in ?? 'ALL').toUpperCase();
  const group = GROUPS.find((name) => name === wanted);
  if (!group) throw new SoqlError('MALFORMED_SEARCH', `Invalid search group: ${wanted}`);
  const returning = searchErrors(() => sobjects.map((object) => queryOf(object, fields, defaultLimit)));
  return { text: q, group, ...(returning.length > 0 && { returning }), ...(overallLimit !== undefined && { limit: overallLimit }) };
}

function queryOf(object: SearchedObject, defaults: readonly string[], defaultLimit: number | undefined): Query {
  const names = object.fields?.length ? object.fields : defaults.length > 0 ? defaults : ['Id'];
  const limit = object.limit ?? defaultLimit;
  const parts = [
    `SELECT ${names.join(', ')}`,
    `FROM ${object.name}`,
    object.where && `WHERE ${object.where}`,
    object.orderBy && `ORDER BY ${object.orderBy}`,
  ];
  // What errors show their place in; it is never parsed as a whole.
  const text = parts.filter(Boolean).join(' ');
  const where = object.where && read(text, 'WHERE', object.where, (cursor) => readCondition(text, cursor, () => readJoin(text, cursor)));
  return {
    text,
    from: { kind: 'path', text: object.name, names: [object.name], at: text.indexOf(' FROM ') + ' FROM '.length },
    select: read(text, 'SELECT', names.join(', '), (cursor) => readAll(cursor, () => selectItem(cursor, () => readQuery(text, cursor)))),
    ...(where && { where }),
    orderBy: object.orderBy ? read(text, 'ORDER', `BY ${object.orderBy}`, readOrder) : [],
    ...(limit !== undefined && { limit }),
  };
}

/** Reads one part to its end, with places as if it stood behind its keyword in the text. */
function read<T>(text: string, keyword: string, part: string, reader: (cursor: Cursor) => T): T {
  const start = text.indexOf(`${keyword} ${part}`) + keyword.length + 1;
  const cursor = createCursor(text, scan(' '.repeat(start) + part));
  const value = reader(cursor);
  if (cursor.peek()) throw unexpected(text, cursor.peek());
  return value;
}

/** Reads the parameters of GET: `q`, `in`, `fields`, `sobject`, and `Account.fields`, `Account.where`, `Account.limit`,
 *  `Account.orderBy` for each object. */
export function parametersOf(query: URLSearchParams): SearchParameters {
  const list = (name: string) =>
    query.getAll(name).flatMap((value) =>
      value
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean),
    );
  const number = (name: string) => (/^\d+$/.test(query.get(name) ?? '') ? Number(query.get(name)) : undefined);
  const [defaultLimit, overallLimit] = [number('defaultLimit'), number('overallLimit')];
  return {
    q: query.get('q') ?? '',
    in: query.get('in') ?? 'ALL',
    fields: list('fields'),
    sobjects: list('sobject').map((name) => objectOf(name, query, list, number)),
    ...(defaultLimit !== undefined && { defaultLimit }),
    ...(overallLimit !== undefined && { overallLimit }),
  };
}

function objectOf(
  name: string,
  query: URLSearchParams,
  list: (name: string) => readonly string[],
  number: (name: string) => number | undefined,
): SearchedObject {
  const [where, orderBy, limit] = [query.get(`${name}.where`), query.get(`${name}.orderBy`), number(`${name}.limit`)];
  return {
    name,
    fields: list(`${name}.fields`),
    ...(where !== null && { where }),
    ...(orderBy !== null && { orderBy }),
    ...(limit !== undefined && { limit }),
  };
}
