import type { View } from './model.ts';

/** What the REST resources ask of the SOQL and SOSL engines (`soql/index.ts`: `runQuery`, `sosl.ts`: `runSearch`). */
export interface QueryOptions {
  /** queryAll: rows in the recycle bin count as well. Default false. */
  readonly deleted?: boolean;
  /** Path of a record for its `attributes.url`, at the version of the request. */
  recordUrl(object: string, id: string): string;
}

/** A record as JSON: `attributes` first, then members in the order of SELECT. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Every row of the answer; the query resource cuts it into pages. `SELECT COUNT()` has a total and no records. */
export interface QueryAnswer {
  /** Declared name of the object in FROM. */
  readonly object: string;
  readonly totalSize: number;
  readonly records: readonly JsonRecord[];
  /** Set by FOR VIEW and FOR REFERENCE. */
  readonly viewed?: 'view' | 'reference';
}

/** Throws `SalesforceError` with the vendor's code and message, Row and Column included. */
export type RunQuery = (soql: string, view: View, options: QueryOptions) => QueryAnswer;

/** Answers `searchRecords` in order of relevance; throws `SalesforceError` (`MALFORMED_SEARCH` …). */
export type RunSearch = (sosl: string, view: View, options: QueryOptions) => readonly JsonRecord[];
