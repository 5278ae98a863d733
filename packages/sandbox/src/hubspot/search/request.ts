import { asArray, asText, isObject, type JsonObject } from '../json-body.ts';
import { invalid, Refusal, unreadable } from '../errors.ts';
import type { SearchBounds } from '../options.ts';

/** A search as asked for, its form checked. */
export interface SearchRequest {
  readonly groups: readonly (readonly Filter[])[];
  readonly query: string;
  readonly sort: Sort | undefined;
  readonly properties: readonly string[];
  readonly limit: number;
  readonly after: number;
}

export interface Filter {
  readonly property: string;
  readonly operator: Operator;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: readonly string[];
}

export interface Sort {
  readonly property: string;
  readonly descending: boolean;
}

/** Operators, and which operand each takes. */
const operands = {
  EQ: 'value',
  NEQ: 'value',
  LT: 'value',
  LTE: 'value',
  GT: 'value',
  GTE: 'value',
  BETWEEN: 'range',
  IN: 'values',
  NOT_IN: 'values',
  HAS_PROPERTY: 'none',
  NOT_HAS_PROPERTY: 'none',
  CONTAINS_TOKEN: 'value',
  NOT_CONTAINS_TOKEN: 'value',
} as const;

export type Operator = keyof typeof operands;

type Operand = (typeof operands)[Operator];

const defaultPage = 10;

export function readSearch(body: JsonObject, bounds: SearchBounds): SearchRequest {
  const limit = number(body['limit'], 'limit') ?? defaultPage;
  const after = number(body['after'], 'after') ?? 0;
  if (limit < 1 || limit > bounds.pageSize) throw invalid(`limit must be between 1 and ${bounds.pageSize}, not ${limit}`);
  if (after + limit > bounds.results) throw new Refusal(400, ceiling(bounds.results));
  return {
    groups: readGroups(body, bounds),
    query: body['query'] === undefined || body['query'] === null ? '' : asText(body['query']),
    sort: readSort(body['sorts']),
    properties:
      body['properties'] === undefined || body['properties'] === null ? [] : asArray(body['properties'], 'properties').map(asText),
    limit,
    after,
  };
}

function ceiling(results: number): { readonly message: string; readonly category: string } {
  return {
    message: `Requests to search beyond ${results} results are not supported. Narrow the search or page by hs_object_id.`,
    category: 'VALIDATION_ERROR',
  };
}

/** Numbers may come as text (recorded: `"limit":"200"`). */
function number(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = Number(asText(value));
  if (!Number.isInteger(parsed) || parsed < 0) throw invalid(`${name} must be a whole number, not ${asText(value)}`);
  return parsed;
}

/** `filters` beside `filterGroups` count as one more group. */
function readGroups(body: JsonObject, bounds: SearchBounds): readonly (readonly Filter[])[] {
  const nested = body['filterGroups'] === undefined || body['filterGroups'] === null ? [] : asArray(body['filterGroups'], 'filterGroups');
  const groups = nested.map((group) => readFilters(isObject(group) ? group['filters'] : undefined));
  const top = body['filters'] === undefined || body['filters'] === null ? [] : readFilters(body['filters']);
  const all = top.length > 0 ? [...groups, top] : groups;
  checkSize(all, bounds);
  return all;
}

function checkSize(groups: readonly (readonly Filter[])[], { groups: most, filtersPerGroup, filters }: SearchBounds): void {
  if (groups.length > most)
    throw invalid(`You can include at most ${most} filterGroups in a search request, but ${groups.length} were sent.`);
  if (groups.some((group) => group.length > filtersPerGroup))
    throw invalid(`You can include at most ${filtersPerGroup} filters in each filterGroup.`);
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  if (total > filters) throw invalid(`You can include at most ${filters} filters in a search request, but ${total} were sent.`);
}

function readFilters(value: unknown): readonly Filter[] {
  return asArray(value, 'filters').map(readFilter);
}

function readFilter(value: unknown): Filter {
  if (!isObject(value)) throw unreadable('Cannot construct instance of `com.hubspot.inbounddb.publicobject.core.v3.search.Filter`');
  const missing = ['propertyName', 'operator'].filter((name) => typeof value[name] !== 'string');
  if (missing.length > 0) throw unreadable(`Cannot build Filter, some of required attributes are not set [${missing.join(', ')}]`);
  const operator = String(value['operator']);
  if (!(operator in operands))
    throw unreadable(
      `Cannot deserialize value of type \`Operator\` from String "${operator}": not one of the values accepted for Enum class`,
    );
  const filter = { property: String(value['propertyName']), operator: operator as Operator };
  return readers[operands[filter.operator]](filter, value);
}

/** Reads the operands an operator takes. */
const readers: Readonly<Record<Operand, (filter: Filter, source: JsonObject) => Filter>> = {
  none: (filter, source) => {
    if (present(source, 'value')) throw unusable(`operator ${filter.operator} does not allow a value`);
    return filter;
  },
  value: (filter, source) => ({ ...filter, value: asText(demand(filter, source, 'value')) }),
  values: (filter, source) => ({ ...filter, values: asArray(demand(filter, source, 'values'), 'values').map(asText) }),
  range: (filter, source) => ({
    ...filter,
    value: asText(demand(filter, source, 'value')),
    highValue: asText(demand(filter, source, 'highValue')),
  }),
};

function present(source: JsonObject, name: string): boolean {
  return source[name] !== undefined && source[name] !== null;
}

function demand({ operator }: Filter, source: JsonObject, name: string): unknown {
  if (present(source, name)) return source[name];
  throw unusable(`operator ${operator} requires a ${name}`);
}

/** Wording: hubspot-api-nodejs issue 128. */
function unusable(problem: string): Refusal {
  return unreadable(`Cannot construct instance of \`com.hubspot.inbounddb.publicobject.core.v3.search.Filter\`, problem: ${problem}`);
}

/** One sort: an object, its JSON as text, or a name with `-` for descending (all three are in use). */
function readSort(value: unknown): Sort | undefined {
  if (value === undefined || value === null) return undefined;
  const sorts = asArray(value, 'sorts');
  if (sorts.length > 1) throw invalid(`Only one sort is supported, but ${sorts.length} were sent.`);
  const [sort] = sorts;
  if (sort === undefined) return undefined;
  if (isObject(sort)) return { property: asText(sort['propertyName']), descending: sort['direction'] === 'DESCENDING' };
  const text = asText(sort);
  if (text.startsWith('{')) return readSort([parseJson(text)]);
  return { property: text.replace(/^-/, ''), descending: text.startsWith('-') };
}

function parseJson(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below in the vendor's words.
  }
  throw unreadable('Cannot construct instance of `com.hubspot.inbounddb.publicobject.core.v3.search.Sort`');
}
