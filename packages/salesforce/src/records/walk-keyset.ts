import { ConnectorError } from '@causeway/core';
import { z } from 'zod';
import { compareKeys, seek, type KeyValue, type SortKey } from '../soql/keyset.ts';
import { fetchBatch, type Batch } from './fetch.ts';
import type { Walk, WalkOptions } from './select.ts';
import { at, idsOf, type SalesforceRecord } from './cells.ts';
import { walkRows } from './walk-rows.ts';
import { split } from '../soql/split.ts';
import type { Statement } from '../soql/statement.ts';

const keyValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** For each part: the keys of the last record shown, `false` before the first, `true` after the last. */
const shape = z.object({
  walk: z.literal('keys'),
  total: z.number(),
  seen: z.number(),
  parts: z.array(z.union([z.boolean(), z.array(keyValue)])),
});
type Place = boolean | readonly KeyValue[];

interface Found {
  readonly record: SalesforceRecord;
  readonly part: number;
  readonly keys: readonly KeyValue[];
}

/** Walks by key: every page asks for what comes after the last record, so that nothing is lost or shown twice, however far it is. */
export async function walkKeyset(options: WalkOptions, keys: readonly SortKey[]): Promise<Walk> {
  const { statement, position } = options;
  const known = position === undefined ? undefined : shape.parse(position);
  const parts = split(statement);
  if (parts.length > 1 && statement.offset !== undefined)
    throw new ConnectorError('invalid_input', 'OFFSET does not go together with so many values.', { hint: 'Leave OFFSET out.' });
  const places = parts.map((_, index): Place => known?.parts[index] ?? false);
  const left = statement.limit === undefined ? Infinity : statement.limit - (known?.seen ?? 0);
  const wanted = Math.min(options.limit, left);
  const batches = await Promise.all(parts.map((part, index) => fetchPart(options, part, keys, places[index] ?? false, wanted)));
  const total = known?.total ?? Math.min(sum(batches), statement.limit ?? Infinity);
  const found = merge(batches, keys).slice(0, wanted);
  const records = found.map(({ record }) => record);
  // Rows that describe the schema (`FieldDefinition`) share one id, so there is no going on after it.
  if (parts.length === 1 && new Set(idsOf(records)).size < records.length) return walkRows(options);
  return {
    records,
    total,
    next(kept) {
      const seen = (known?.seen ?? 0) + kept;
      if (kept === 0 || (statement.limit !== undefined && seen >= statement.limit)) return undefined;
      const next = batches.map((batch, part) => placeAfter(batch, found.slice(0, kept), part, places[part] ?? false));
      return next.every((place) => place === true) ? undefined : { walk: 'keys', total, seen, parts: next };
    },
  };
}

async function fetchPart(options: WalkOptions, part: Statement, keys: readonly SortKey[], place: Place, wanted: number): Promise<Batch> {
  const { workspace, position, deleted } = options;
  const target = place === true ? undefined : seek(part, keys, place === false ? undefined : place);
  if (target === undefined) return { totalSize: 0, done: true, records: [] };
  // The first answer tells how many there are in all, so it asks without a limit, and takes the smallest batch.
  const first = position === undefined;
  return fetchBatch(workspace.org, { ...target, limit: first ? part.limit : wanted + 1 }, { deleted, small: first && wanted <= 200 });
}

/**
 * Takes the next record in turn from whichever part has the smallest. The order within a part is Salesforce's and stays as it is: where a
 * part goes on is after its last record taken, even if we would sort it elsewhere.
 */
function merge(batches: readonly Batch[], keys: readonly SortKey[]): readonly Found[] {
  const queues = batches.map(({ records }, part) => records.map((record): Found => ({ record, part, keys: keysOf(record, keys) })));
  if (queues.length === 1) return queues[0] ?? [];
  const places = queues.map(() => 0);
  const found: Found[] = [];
  for (;;) {
    const heads = queues.flatMap((queue, part) => queue[places[part] ?? 0] ?? []);
    const [first, ...others] = heads;
    if (first === undefined) return found;
    const next = others.reduce((least, head) => (compareKeys(keys, head.keys, least.keys) < 0 ? head : least), first);
    places[next.part] = (places[next.part] ?? 0) + 1;
    found.push(next);
  }
}

function keysOf(record: SalesforceRecord, keys: readonly SortKey[]): readonly KeyValue[] {
  return keys.map(({ path }) => (at(record, path.split('.')) ?? null) as KeyValue);
}

/** Where a part goes on. A part may have given fewer records than there are, so only its own word counts for the end. */
function placeAfter({ records, done }: Batch, shown: readonly Found[], part: number, before: Place): Place {
  const mine = shown.filter((one) => one.part === part);
  if (mine.length === records.length && done) return true;
  return mine.at(-1)?.keys ?? before;
}

function sum(batches: readonly Batch[]): number {
  return batches.reduce((total, { totalSize }) => total + totalSize, 0);
}
