import type { Query } from '../soql/ast.ts';
import { bindObject } from '../soql/bind.ts';
import { runQuery } from '../soql/engine.ts';
import type { ObjectMeta, Row, SoqlContext, SoqlRecord } from '../soql/types.ts';
import { compileSearch } from './search-text.ts';
import type { SearchText } from './search-text.ts';
import { isArticle, isName, searchedFields } from './searched-fields.ts';
import type { SearchGroup } from './searched-fields.ts';
import { parseSosl, searchErrors } from './statement.ts';
import type { Search } from './statement.ts';
import { words } from './words.ts';

/** What a search runs against: besides what a query needs, the objects that can be searched at all. */
export interface SearchContext extends SoqlContext {
  readonly searchable: readonly ObjectMeta[];
}

/** Source: SOSL reference, "SOSL Limits on Search Results". */
const MOST = 2000;
const MOST_PER_OBJECT = 250;

/** Runs a SOSL statement: records of each object in the order of RETURNING, those found by their name first.
 *  @throws SoqlError with Salesforce's code and text */
export function runSosl(text: string, context: SearchContext): readonly SoqlRecord[] {
  return runSearch(parseSosl(text), context);
}

/** Runs a parsed search. */
export function runSearch(search: Search, context: SearchContext): readonly SoqlRecord[] {
  const { text, group, limit = MOST } = search;
  const queries = search.returning ?? everything(context);
  const searches = { AND: compileSearch(text, 'AND'), OR: compileSearch(text, 'OR') };
  const found = searchErrors(() =>
    queries.map((query) => {
      const { meta } = bindObject(query.from, context, query.text);
      const hits = hitsOf(meta, searches[isArticle(meta) ? 'OR' : 'AND'], group, context);
      const result = runQuery(query, context, hits);
      return result.records(0, mostOf(query, queries.length));
    }),
  );
  return shareOut(found, Math.min(limit, MOST)).flat();
}

/** Without RETURNING: the ids of whatever the viewer may search. */
function everything({ searchable, viewer }: SearchContext): readonly Query[] {
  const visible = searchable.filter(({ name }) => viewer.canReadObject?.(name) !== false);
  const path = (text: string) => ({ kind: 'path' as const, text, names: [text], at: 0 });
  return visible.map(({ name }) => ({ text: '', from: path(name), select: [{ kind: 'expression', expression: path('Id') }], orderBy: [] }));
}

function mostOf({ where, orderBy }: Query, objects: number): number {
  if (objects > 1) return Math.min(Math.floor(MOST / objects), MOST_PER_OBJECT);
  return where || orderBy.length > 0 ? MOST : MOST_PER_OBJECT;
}

/** Records that meet the search in fields that the viewer may read; those found by their name come first. */
function hitsOf(object: ObjectMeta, { matches }: SearchText, group: SearchGroup, context: SearchContext): readonly Row[] {
  const { searchable, viewer, data } = context;
  if (!searchable.some(({ name }) => name === object.name)) return [];
  const readable = searchedFields(object, group).filter(({ name }) => viewer.canReadField?.(object.name, name) !== false);
  const names = readable.filter((field) => isName(field, object));
  const wordsOf = (row: Row, fields: typeof readable) => fields.map(({ name }) => words(textOf(row[name])));
  const hits = [...data.rows(object.name)].filter((row) => matches(wordsOf(row, readable)));
  const byName = (row: Row) => (matches(wordsOf(row, names)) ? 0 : 1);
  return hits
    .map((row) => ({ row, rank: byName(row) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ row }) => row);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Spreads a limit evenly over the objects; what one does not use goes to the others. */
function shareOut(found: readonly (readonly SoqlRecord[])[], limit: number): readonly (readonly SoqlRecord[])[] {
  const taken = found.map(() => 0);
  let left = limit;
  for (let moved = true; moved && left > 0;) {
    moved = false;
    for (const [index, records] of found.entries()) {
      const count = taken[index] ?? 0;
      if (left === 0 || count >= records.length) continue;
      taken[index] = count + 1;
      left -= 1;
      moved = true;
    }
  }
  return found.map((records, index) => records.slice(0, taken[index]));
}
