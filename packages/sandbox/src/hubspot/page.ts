import { handlerFault } from '../wire/exchange.ts';
import type { Call } from './endpoint.ts';
import { invalid } from './errors.ts';

interface Bounds {
  readonly fallback: number;
  readonly most: number;
}

/** A page size from the query. */
export function pageSize(text: string | null, { fallback, most }: Bounds): number {
  if (text === null || text === '') return fallback;
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) throw invalid(`limit must be a positive integer, not ${text}`);
  if (size > most) throw invalid(`limit must be less than or equal to ${most}`);
  return size;
}

/** The first items of what is left, with the cursor of the next page: the last id and one. */
export function pageOf<T extends { readonly id: string }>(call: Call, rest: readonly T[], limit: number): Page<T> {
  const size = Math.min(limit, handlerFault(call.exchange, 'short-page')?.size ?? limit);
  const results = rest.slice(0, size);
  const last = results.at(-1);
  return { results, ...(rest.length > size && last ? { paging: nextPage(call, String(Number(last.id) + 1)) } : {}) };
}

export interface Page<T> {
  readonly results: readonly T[];
  readonly paging?: Paging;
}

export interface Paging {
  readonly next: { readonly after: string; readonly link: string };
}

/** The cursor, and the address that holds it: the same query with another `after`, as recorded. */
export function nextPage({ exchange, portal }: Call, after: string): Paging {
  const query = new URLSearchParams(exchange.query);
  query.delete('after');
  query.append('after', after);
  return { next: { after, link: `${portal.baseUrl()}${exchange.path}?${query.toString()}` } };
}
